import { z } from 'zod';
import type { DoubtedRuling, LeftSheet } from '../../../shared/contract/interests.ts';
import { Hash, PersonId, type RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { blindTo } from '../scoring/service.ts';
import { namesOf } from './queries.ts';
import { barredFrom, everyoneNotTakingPart, notTakingPart, requireNoInterest } from './ties.ts';

type Methods = 'sheets.left' | 'sheets.count' | 'rulings.doubted' | 'rulings.uphold';

/** What a person has to rule on when somebody leaves, or turns out to have an interest. */
export const rulingService = (desk: DeskContext): Handlers<Methods> => ({
  'sheets.left': () => sheetsLeft(desk),
  'sheets.count': async ({ submission, person, counts, reason }) => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    // Before anything is looked up: whether there is such a sheet is what this person may not know.
    if (blindTo(desk, round, me).has(submission)) {
      return refuse(
        'blind-until-moderation',
        'You assess this submission. Submit your own sheet, and open its moderation, first.',
      );
    }
    requireNoInterest(desk, round, me, submission);
    if (person === me) return refuse('not-allowed', 'Nobody rules on whether their own sheet counts.');
    const left = (await sheetsLeft(desk)).find(
      (each) => each.submission === submission && each.person === person,
    );
    if (left === undefined) {
      return refuse(
        'not-found',
        'There is no finished sheet of somebody who has left this submission under that name.',
      );
    }
    desk.ledger.append('sheet-counted', { facts: { round, submission, person, counts }, text: { reason } });
    desk.changed('moderation', 'sheets', 'round', 'people');
    return {};
  },
  'rulings.doubted': () => doubted(desk),
  'rulings.uphold': async ({ submission, person, reason }) => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    if (person === me) return refuse('not-allowed', 'Nobody upholds a ruling of their own.');
    requireNoInterest(desk, round, me, submission);
    const open = openRulings(desk, round).filter(
      (each) => each.submission === submission && each.person === person,
    );
    if (open.length === 0 || blindTo(desk, round, me).has(submission))
      return refuse('not-found', 'Nothing of theirs on this submission is in doubt.');
    desk.ledger.append('ruling-upheld', {
      facts: { round, submission, person },
      text: { reason },
      basis: open.map(({ entry }) => entry).toSorted(),
    });
    desk.changed('moderation', 'round', 'people');
    return {};
  },
});

/** Finished sheets of people who assess no longer, where whoever looks may know that there is a sheet. */
export async function sheetsLeft(desk: DeskContext): Promise<LeftSheet[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const hidden = new Set<string>([...blindTo(desk, round, me), ...notTakingPart(desk, round, me)]);
  const apart = everyoneNotTakingPart(desk, round);
  const rows = desk.store
    .prepare<
      [string, string],
      {
        submission: string;
        person: string;
        ended: 0 | 1 | null;
        stood_down: 0 | 1 | null;
        counts: 0 | 1 | null;
        reason: string | null;
        ruled_by: string | null;
      }
    >(
      `SELECT s.submission, s.person, a.ended, p.stood_down, c.counts, c.reason, c.ruled_by
        FROM sheet s
        LEFT JOIN assignment a ON a.round = s.round AND a.submission = s.submission AND a.person = s.person
        LEFT JOIN person p ON p.round = s.round AND p.person = s.person
        LEFT JOIN sheet_counted c ON c.round = s.round AND c.submission = s.submission AND c.person = s.person
        WHERE s.round = ? AND s.state = 'submitted' AND (a.ended = 1 OR p.stood_down = 1
          OR s.person IN (SELECT value FROM json_each(?)))
        ORDER BY s.submission, s.person`,
    )
    .all(round, JSON.stringify([...apart.keys()]));
  const left = rows.flatMap((row) => {
    if (hidden.has(row.submission)) return [];
    const [submission, person] = [SubmissionId.parse(row.submission), PersonId.parse(row.person)];
    const why = whyLeft(row, apart.get(row.person)?.has(submission) === true);
    return why === undefined ? [] : [{ row, submission, person, why }];
  });
  if (left.length === 0) return [];
  const [names, versions] = await Promise.all([namesOf(desk, round), currentVersions(desk, round)]);
  return left.map(
    ({ row, submission, person, why }): LeftSheet => ({
      submission,
      name: versions.find((each) => each.submission === submission)?.name ?? submission,
      person,
      personName: names.get(person) ?? person,
      why,
      counts: row.counts === null ? undefined : row.counts === 1,
      reason: row.reason ?? '',
      by: row.ruled_by === null ? '' : (names.get(row.ruled_by) ?? row.ruled_by),
    }),
  );
}

function whyLeft(
  row: { readonly ended: 0 | 1 | null; readonly stood_down: 0 | 1 | null },
  apart: boolean,
): LeftSheet['why'] | undefined {
  if (apart) return 'not-taking-part';
  if (row.stood_down === 1) return 'stood-down';
  return row.ended === 1 ? 'assignment-ended' : undefined;
}

/** Whose sheets of the submission do not count, by the chair's ruling, and why. */
export function notCounted(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
): ReadonlyMap<string, string> {
  const rows = store
    .prepare<[string, string], { person: string; reason: string | null }>(
      'SELECT person, reason FROM sheet_counted WHERE round = ? AND submission = ? AND counts = 0 ORDER BY person',
    )
    .all(round, submission);
  return new Map(rows.map(({ person, reason }) => [person, reason ?? '']));
}

/** The same of every submission of the round in which some do not count: whose, by submission. */
export function notCountedAnywhere(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = store
    .prepare<[string], { submission: string; person: string }>(
      'SELECT submission, person FROM sheet_counted WHERE round = ? AND counts = 0',
    )
    .all(round);
  const by = Map.groupBy(rows, ({ submission }) => submission);
  return new Map(
    [...by].map(([submission, each]) => [submission, new Set(each.map(({ person }) => person))]),
  );
}

interface Ruling {
  readonly submission: SubmissionId;
  readonly person: PersonId;
  readonly what: 'moderation' | 'agreed' | 'decision';
  readonly entry: Hash;
}

const Hashes = z.array(z.string());

/** What stands now that was ruled by somebody with an interest in it, and that nobody has upheld. */
export function openRulings(desk: Pick<DeskContext, 'store'>, round: RoundId): readonly Ruling[] {
  const rows = desk.store
    .prepare<[string, string, string], { submission: string; person: string; what: string; entry: string }>(
      `SELECT d.submission, e.person, 'decision' AS what, d.entry FROM decision d JOIN entry e ON e.hash = d.entry
        WHERE d.round = ?
       UNION ALL SELECT m.submission, e.person, 'moderation', m.entry FROM moderation m
        JOIN entry e ON e.hash = m.entry WHERE m.round = ?
       UNION ALL SELECT a.submission, e.person, 'agreed', a.entry FROM agreed a
        JOIN entry e ON e.hash = a.entry WHERE a.round = ? ORDER BY 1, 2, 3, 4`,
    )
    .all(round, round, round);
  const upheld = new Set(
    desk.store
      .prepare<[string], { rulings: string }>('SELECT rulings FROM ruling_upheld WHERE round = ?')
      .all(round)
      .flatMap((row) => Hashes.parse(JSON.parse(row.rulings))),
  );
  const barred = new Map(
    [...new Set(rows.map(({ person }) => person))].map((person) => [
      person,
      barredFrom(desk, round, PersonId.parse(person)),
    ]),
  );
  return rows.flatMap((row): Ruling[] => {
    const submission = SubmissionId.parse(row.submission);
    if (barred.get(row.person)?.has(submission) !== true || upheld.has(row.entry)) return [];
    const what = row.what === 'decision' || row.what === 'moderation' ? row.what : 'agreed';
    return [{ submission, person: PersonId.parse(row.person), what, entry: Hash.parse(row.entry) }];
  });
}

export async function doubted(desk: DeskContext): Promise<DoubtedRuling[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const hidden = blindTo(desk, round, me);
  const open = openRulings(desk, round).filter(({ submission }) => !hidden.has(submission));
  if (open.length === 0) return [];
  const [names, versions] = await Promise.all([namesOf(desk, round), currentVersions(desk, round)]);
  const barred = barredFrom(desk, round, me);
  return [...Map.groupBy(open, ({ submission, person }) => `${submission} ${person}`).values()].flatMap(
    (together): DoubtedRuling[] => {
      const [first] = together;
      if (first === undefined) return [];
      const { submission, person } = first;
      const agreed = together.filter(({ what }) => what === 'agreed').length;
      return [
        {
          submission,
          name: versions.find((each) => each.submission === submission)?.name ?? submission,
          person,
          personName: names.get(person) ?? person,
          what: [
            ...(together.some(({ what }) => what === 'decision') ? ['the decision'] : []),
            ...(agreed === 0 ? [] : [count(agreed, 'agreed score')]),
            ...(together.some(({ what }) => what === 'moderation') ? ['opening or closing moderation'] : []),
          ],
          mayUphold: person !== me && !barred.has(submission),
        },
      ];
    },
  );
}
