import type { RoundHead } from '../../../shared/contract/desk.ts';
import type { NextThing, RoundDatesView, RoundView } from '../../../shared/contract/round.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { Day, Instant, OrganisationId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { calibrationTasks } from '../calibration/service.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHead, roundHere } from '../desk/context.ts';
import { safeguardsOf, whyUnguarded } from '../keys/service.ts';
import { personTasks } from '../people/service.ts';
import { clarificationTasks, questionTasks } from '../questions/service.ts';
import { conflictsFor } from '../record/service.ts';
import { refuse } from '../refused.ts';
import { countsOf } from './counts.ts';

export async function listRounds(desk: DeskContext): Promise<RoundHead[]> {
  const rows = await desk.store.db
    .selectFrom('round')
    .select(['round', 'year', 'title', 'sample'])
    .orderBy('year', 'desc')
    .orderBy('round')
    .execute();
  return rows.map((row) => ({
    id: RoundId.parse(row.round),
    year: row.year,
    title: row.title,
    sample: row.sample === 1,
  }));
}

/** The round's dates. Throws the refusal 'not-found' on a desk that does not hold them. */
export async function roundDates(desk: DeskContext, round: RoundId): Promise<RoundDatesView> {
  const row = await desk.store.db
    .selectFrom('round_date')
    .selectAll()
    .where('round', '=', round)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found', 'The round has no dates yet. Set them in Round.');
  const day = (value: string | null) => (value === null ? undefined : Day.parse(value));
  return {
    opens: day(row.opens),
    intentionBy: day(row.intention_by),
    closesAt: Instant.parse(row.closes_at),
    scoresDue: day(row.scores_due),
    panels: day(row.panels),
    letters: day(row.letters),
    list: day(row.list),
    appealsBy: day(row.appeals_by),
  };
}

export async function showRound(desk: DeskContext): Promise<RoundView> {
  const round = await roundHead(desk);
  const me = personHere(desk);
  const [dates, set] = await Promise.all([roundDates(desk, round.id), adoptedSet(desk, round.id)]);
  const roles = rolesOf(desk, round.id, me);
  const seesAll = roles.some((role) => role !== 'assessor');
  const counts = countsOf(desk, round.id, me, seesAll);
  const administers = roles.includes('administrator');
  const conflicts = conflictsFor(desk, round.id, me);
  const unguarded =
    administers && desk.settings.get('seat') === undefined
      ? whyUnguarded(safeguardsOf(desk, round.id))
      : undefined;
  return {
    round,
    dates,
    datesConflict:
      desk.store
        .prepare<[string], { conflict: 0 | 1 }>('SELECT conflict FROM round_date WHERE round = ?')
        .get(round.id)?.conflict === 1,
    standards: { id: set.id, version: set.version, title: set.title, sample: set.sample },
    counts,
    next: nextThings(
      counts,
      {
        administers,
        chairs: roles.some((role) => role === 'chair' || role === 'deputy'),
        assesses: roles.includes('assessor'),
      },
      seesAll ? conflicts.length : 0,
      [
        ...(await calibrationTasks(desk, roles)),
        ...(await clarificationTasks(desk, roles)),
        ...(await questionTasks(desk, roles)),
        ...(await personTasks(desk, roles)),
      ],
    ),
    ...(unguarded === undefined ? {} : { unguarded }),
  };
}

interface Seat {
  readonly administers: boolean;
  readonly chairs: boolean;
  readonly assesses: boolean;
}

/** What stands next, the earliest step of the year first. */
function nextThings(
  counts: RoundView['counts'],
  seat: Seat,
  twoVersions: number,
  tasks: readonly NextThing[],
): NextThing[] {
  const next: NextThing[] = [];
  if (twoVersions > 0) {
    next.push({
      words: 'Say which of two versions stands',
      why: `${count(twoVersions, 'thing')} said in two ways by people who had not seen each other’s record.`,
      room: 'round/two-versions',
    });
  }
  if (seat.administers) {
    if (counts.organisations === 0) {
      next.push({
        words: 'Register the organisations',
        why: 'Nobody is registered yet.',
        room: 'submissions',
      });
    } else if (counts.submissions < counts.organisations) {
      next.push({
        words: 'Import submissions',
        why: `${counts.submissions} of ${count(counts.organisations, 'organisation')} have sent one.`,
        room: 'submissions',
      });
    }
    if (counts.gaps > 0) {
      next.push({
        words: 'Chase what is missing',
        why: `${count(counts.gaps, 'gap')} accepted so far.`,
        room: 'submissions',
      });
    }
    if (counts.submissions > 0 && counts.assignments === 0) {
      next.push({ words: 'Assign assessors', why: 'No submission has an assessor.', room: 'people' });
    }
    if (counts.assignments > 0 && counts.sheetsSubmitted < counts.sheetsDue) {
      next.push({
        words: 'Send round files, and take scores in',
        why: `${counts.sheetsSubmitted} of ${count(counts.sheetsDue, 'sheet')} are in.`,
        room: 'exchange',
      });
    }
    if (
      !seat.chairs &&
      counts.assignments > 0 &&
      counts.sheetsSubmitted === counts.sheetsDue &&
      counts.decided < counts.submissions
    ) {
      next.push({
        words: 'Send the moderation file, and take decisions in',
        why: `Every sheet is in. ${counts.decided} of ${count(counts.submissions, 'submission')} are decided.`,
        room: 'exchange',
      });
    }
  }
  next.push(...tasks);
  if (seat.chairs && counts.sheetsSubmitted > 0 && counts.decided < counts.submissions) {
    next.push({
      words: 'Moderate and decide',
      why: `${counts.decided} of ${count(counts.submissions, 'submission')} are decided.`,
      room: 'moderate',
    });
  }
  if (seat.assesses && counts.sheetsSubmitted < counts.sheetsDue) {
    next.push({
      words: 'Score your submissions',
      why: `${counts.sheetsSubmitted} of ${count(counts.sheetsDue, 'sheet')} are submitted.`,
      room: 'assess',
    });
  }
  if (
    (seat.administers || seat.chairs) &&
    counts.listsPublished === 0 &&
    counts.decided > 0 &&
    counts.decided === counts.submissions
  ) {
    next.push(
      seat.administers
        ? { words: 'Publish the list', why: 'Every submission is decided.', room: 'publish' }
        : {
            words: 'Send your decisions to the administrator',
            why: 'Every submission is decided. The list is published from the administrator’s record.',
            room: 'exchange',
          },
    );
  }
  return next;
}

export async function listOrganisations(desk: DeskContext): Promise<OutputOf<'organisations.list'>> {
  const round = roundHere(desk);
  const rows = await desk.store.db
    .selectFrom('organisation')
    .leftJoin('submission_version', (join) =>
      join
        .onRef('submission_version.organisation', '=', 'organisation.organisation')
        .onRef('submission_version.round', '=', 'organisation.round'),
    )
    .select([
      'organisation.organisation as id',
      'organisation.name as name',
      'organisation.ods_code',
      'organisation.icb',
      'organisation.contact_name',
      'organisation.contact_email',
      'submission_version.submission',
    ])
    .distinct()
    .where('organisation.round', '=', round)
    .orderBy('organisation.name')
    .execute();
  return rows.map((row) => ({
    id: OrganisationId.parse(row.id),
    name: row.name,
    odsCode: row.ods_code ?? undefined,
    icb: row.icb ?? undefined,
    contactName: row.contact_name ?? '',
    contactEmail: row.contact_email ?? '',
    submission: row.submission === null ? undefined : SubmissionId.parse(row.submission),
  }));
}

/** One line of a CSV file (RFC 4180) without line breaks inside its cells. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

/** The open ones of the file of organisations that comes with the program. */
export function knownOrganisations(csv: string): OutputOf<'organisations.known'> {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines
    .map(cellsOf)
    .flatMap(([odsCode = '', name = '', , , icb = '', , , closed = '']) =>
      closed === '' ? [{ odsCode, name, icb }] : [],
    );
}
