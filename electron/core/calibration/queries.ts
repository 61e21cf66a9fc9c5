import type { CalibrationState, CalibrationView } from '../../../shared/contract/calibration.ts';
import { distanceFrom, type Outcomes } from '../../../shared/domain/calibration.ts';
import { Instant, ItemId, type PersonId, type RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { currentVersion, currentVersions } from '../intake/service.ts';
import type { EntryOf } from '../ledger/entry.ts';
import { liveSheets, requireOwnSheet, rising } from '../moderation/service.ts';
import { listPeople, liveAssignments, namesOf, requireTakesPart, takesNoPart } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { blindTo, owedBy } from '../scoring/service.ts';
import { calibrations, comparisonOf } from './held.ts';

const byName = new Intl.Collator('en-GB');

/** Assessors who take part in the submission and are not assigned to it. */
export async function notAssigned(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<readonly { readonly id: PersonId; readonly name: string }[]> {
  const [people, live] = await Promise.all([listPeople(desk, round), liveAssignments(desk, round)]);
  const has = new Set(live.filter((each) => each.submission === submission).map(({ person }) => person));
  return people
    .filter(({ roles, stoodDown }) => roles.includes('assessor') && !stoodDown)
    .filter(({ id }) => !has.has(id) && !takesNoPart(desk, round, id, submission))
    .map(({ id, name }) => ({ id, name }));
}

/** What is chosen, and how far it has come, as far as whoever looks may know. */
export async function showCalibration(desk: DeskContext): Promise<CalibrationState> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const versions = await currentVersions(desk, round);
  const [first] = [...calibrations(desk, round)].toSorted();
  const begun = new Set(
    desk.store
      .prepare<[string, string], { submission: string }>(
        `SELECT submission FROM moderation WHERE round = ?
         UNION SELECT submission FROM decision WHERE round = ?`,
      )
      .all(round, round)
      .map((row) => row.submission),
  );
  const candidates = versions
    .filter(({ submission }) => !begun.has(submission))
    .map(({ submission, name }) => ({ submission, name }));
  if (first === undefined) return { candidates };
  const submission = SubmissionId.parse(first);
  const row = desk.store
    .prepare<[string, string], { since: string }>(
      'SELECT since FROM calibration WHERE round = ? AND submission = ?',
    )
    .get(round, submission);
  const [live, sheets, names] = await Promise.all([
    liveAssignments(desk, round),
    liveSheets(desk, round, submission),
    namesOf(desk, round),
  ]);
  const assigned = live.filter((each) => each.submission === submission);
  const yourPart = partIn(desk, round, me, submission);
  const hidden = yourPart !== 'looks';
  const handedIn = new Set(sheets.map(({ person }) => person));
  const comparison = hidden ? undefined : comparisonOf(desk, round, submission);
  const chairs = rolesOf(desk, round, me).some((role) => role === 'chair' || role === 'deputy');
  const frozen = new Set(comparison?.sheets.map(({ facts }) => facts.person));
  return {
    chosen: {
      submission,
      name: versions.find((version) => version.submission === submission)?.name ?? submission,
      since: Instant.parse(row?.since),
      assigned: assigned.length,
      yourPart,
      ...(hidden
        ? {}
        : {
            sheetsIn: sheets.length,
            waitsFor: assigned
              .filter(({ person }) => !handedIn.has(person))
              .map(({ person }) => ({ id: person, name: names.get(person) ?? person }))
              .toSorted((one, other) => byName.compare(one.name, other.name)),
          }),
      notAssigned: [...(await notAssigned(desk, round, submission))],
      ...(comparison === undefined
        ? {}
        : {
            openedAt: comparison.openedAt,
            cameSince: sheets.filter(({ person }) => !frozen.has(person)).length,
          }),
      mayCompare: comparison !== undefined && (chairs || sheets.some(({ person }) => person === me)),
    },
    candidates,
  };
}

function partIn(
  desk: DeskContext,
  round: RoundId,
  person: PersonId,
  submission: SubmissionId,
): NonNullable<CalibrationState['chosen']>['yourPart'] {
  if (takesNoPart(desk, round, person, submission)) return 'none';
  if (owedBy(desk, round, person).has(submission)) return 'to-score';
  return blindTo(desk, round, person).has(submission) ? 'scored' : 'looks';
}

/** One sheet of a comparison. */
interface Compared {
  readonly entry: EntryOf<'sheet-submitted'>;
  readonly late: boolean;
}

/**
 * Throws the refusals 'not-allowed' and 'not-found' for who takes no part in it, 'blind-until-moderation' while one's own
 * sheet is not in, and 'moderation-not-open' before the chair has opened the comparison.
 */
export async function compareCalibration(
  desk: DeskContext,
  submission: SubmissionId,
): Promise<CalibrationView> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  if (!calibrations(desk, round).has(submission))
    throw refuse('not-found', 'That is not a calibration submission that is held on this computer.');
  requireTakesPart(desk, round, me, submission);
  requireOwnSheet(desk, round, submission);
  const chairs = rolesOf(desk, round, me).some((role) => role === 'chair' || role === 'deputy');
  const live = await liveSheets(desk, round, submission);
  if (!chairs && !live.some(({ person }) => person === me))
    throw refuse('not-found', 'That is not a calibration submission that you have scored.');
  const comparison = comparisonOf(desk, round, submission);
  if (comparison === undefined)
    throw refuse(
      'moderation-not-open',
      'The chair has not opened the comparison yet. Until then nobody sees what others gave.',
    );
  const frozen = new Set(comparison.sheets.map(({ facts }) => facts.person));
  const late = live
    .filter(({ person, entry }) => !frozen.has(person) && !comparison.basis.has(entry))
    .filter(({ person }) => chairs || person === me)
    .flatMap(({ entry }) => desk.ledger.entry(entry) ?? [])
    .filter((entry) => entry.act === 'sheet-submitted');
  const shown: readonly Compared[] = [
    ...comparison.sheets.map((entry) => ({ entry, late: false })),
    ...late.map((entry) => ({ entry, late: true })),
  ];
  const [set, version, names] = await Promise.all([
    adoptedSet(desk, round),
    currentVersion(desk, round, submission),
    namesOf(desk, round),
  ]);
  const items = itemsOf(set, version.transitions).map(({ id }) => id);
  const outcomes = new Map<PersonId, Outcomes>(shown.map(({ entry }) => [entry.facts.person, given(entry)]));
  const panelFor = (person: PersonId) =>
    comparison.sheets.filter(({ facts }) => facts.person !== person).map(given);
  return {
    submission,
    name: version.name,
    openedAt: comparison.openedAt,
    set,
    transitions: [...version.transitions],
    assessors: shown.map(({ entry, late }) => {
      const { person } = entry.facts;
      const own = outcomes.get(person) ?? new Map();
      const measured = distanceFrom(own, panelFor(person), items);
      return {
        id: person,
        name: comparison.names[person] ?? names.get(person) ?? person,
        you: person === me,
        late,
        ...(chairs || person === me
          ? { distance: { ...measured, apart: measured.apart.map((each) => ({ ...each })) } }
          : {}),
      };
    }),
    items: items.map((item) => ({
      item,
      scores: shown.flatMap(({ entry }) => {
        const outcome = outcomes.get(entry.facts.person)?.get(item);
        const note = entry.text?.words[item]?.note ?? '';
        return outcome === undefined ? [] : [{ person: entry.facts.person, outcome, note }];
      }),
    })),
  };
}

function given({ facts }: EntryOf<'sheet-submitted'>): Outcomes {
  return new Map(facts.scores.map(({ item, outcome }) => [ItemId.parse(item), outcome]));
}

/** Sheets to be frozen, by hash, with the names of who gave them: one that is frozen already stays as it was. */
export async function toFreeze(desk: DeskContext, round: RoundId, submission: SubmissionId) {
  const before = comparisonOf(desk, round, submission);
  const frozen = new Set(before?.sheets.map(({ facts }) => facts.person));
  const [sheets, names] = await Promise.all([liveSheets(desk, round, submission), namesOf(desk, round)]);
  const fresh = sheets.filter(({ person }) => !frozen.has(person));
  return {
    fresh: fresh.length,
    basis: rising([...(before?.basis ?? []), ...fresh.map(({ entry }) => entry)]),
    names: {
      ...before?.names,
      ...Object.fromEntries(fresh.map(({ person }) => [person, names.get(person) ?? person])),
    },
  };
}
