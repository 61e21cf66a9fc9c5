import type { EnteredState } from '../../../shared/contract/entering.ts';
import type { ResponseView } from '../../../shared/contract/intake.ts';
import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { PersonId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { Score } from '../../../shared/domain/score.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { list } from '../../../shared/domain/words.ts';
import { calibrations } from '../calibration/service.ts';
import { type DeskContext, personHere } from '../desk/context.ts';
import { type CurrentVersion, evidenceOf, responsesOf, versionOf } from '../intake/service.ts';
import { blindTo, moderationOpened, type ReadSheet, recordedScores, sheetFrom } from '../scoring/service.ts';
import { judgeScores } from './judge.ts';
import { type Problem, type ReadScores, rowOf } from './read.ts';
import { repliesForWorkbook } from './replies.ts';

/** One submission of a file of scores, as it would be taken in. */
export interface Entered {
  readonly submission: SubmissionId;
  readonly name: string;
  readonly state: EnteredState;
  readonly sheet: ReadSheet;
  readonly scores: readonly Score[];
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
}

interface Asked {
  readonly round: RoundId;
  readonly set: StandardSet;
  readonly as: PersonId;
  readonly current: CurrentVersion;
  readonly read: ReadScores;
}

/**
 * One submission's rows as a sheet: of the version that the workbook was made from, with what it lacks. What the record
 * holds of that person is compared only where whoever enters it may know.
 */
export async function judgedSheet(
  desk: DeskContext,
  { round, set, as, current, read }: Asked,
): Promise<Entered> {
  const { submission, name } = current;
  const marked = 'mark' in read.from ? read.from.mark.version : current.version;
  const scored = (await versionOf(desk, round, submission, marked)) ?? current;
  const [own, replies] = await Promise.all([
    evidenceOf(desk, round, submission, scored.version),
    repliesForWorkbook(desk, round, submission),
  ]);
  const evidence = [...own, ...replies.files];
  const bare = await sheetFrom(desk, round, submission, [], scored);
  const { scores, problems, rowOfItem, begun } = judgeScores(read, set, bare.items, evidence);
  const sheet = await sheetFrom(desk, round, submission, scores, scored);
  const [forAnother, hidden] = [as !== personHere(desk), blindTo(desk, round, personHere(desk))];
  const common = { submission, name, sheet, scores };
  if (!begun && problems.length === 0) return { ...common, state: 'not-begun', problems: [], notes: [] };
  const notes = await newerVersion(desk, round, scored, current);
  if (!forAnother)
    return { ...common, state: problems.length > 0 ? 'has-problems' : 'ready', problems, notes };
  const blind: Problem[] = hidden.has(submission)
    ? [
        {
          sentence: `${name}: you assess this submission yourself. Another administrator enters the scores of others until its moderation has opened.`,
          place: { kind: 'cell', at: read.sheet === '' ? name : read.sheet },
        },
      ]
    : [];
  const lacking = sheet.missing
    .filter(
      ({ item }) =>
        !problems.some(({ place }) => place.at.startsWith(rowOf(read.sheet, rowOfItem.get(item) ?? 0).at)),
    )
    .map(({ item, sentence }): Problem => {
      const row = rowOfItem.get(item);
      if (read.sheet === '' || row === undefined)
        return { sentence: `${name}, ${sentence}`, place: { kind: 'item', at: item } };
      return { sentence: `${read.sheet}, row ${row}, ${sentence}`, place: rowOf(read.sheet, row) };
    });
  const stands = blind.length > 0 ? undefined : recordedScores(desk, round, submission, as);
  if (stands !== undefined && alike(stands.scores, sheet))
    return { ...common, state: 'known', problems: [], notes: [] };
  const frozen: Problem[] =
    stands !== undefined && moderationOpened(desk, round, submission)
      ? [
          {
            sentence: `${name}: ${calibrations(desk, round).has(submission) ? 'the sheet that is in is being compared' : 'moderation has opened on the sheet that is in'}, so it stays as it is. Tell the chair what would change.`,
            place: { kind: 'cell', at: read.sheet === '' ? name : read.sheet },
          },
        ]
      : [];
  const all = [...blind, ...frozen, ...problems, ...lacking];
  const replaces =
    stands === undefined
      ? []
      : [`${name}: a sheet is in since ${dayInWords(dayInLondon(stands.at))}. This one takes its place.`];
  return {
    ...common,
    state: all.length > 0 ? 'has-problems' : 'ready',
    problems: all,
    notes: [...notes, ...replaces],
  };
}

/** Compared by what the workbook can carry. */
function alike(recorded: readonly Score[], { items, scores }: ReadSheet): boolean {
  const plain = (score: Score | undefined) =>
    JSON.stringify([
      score?.outcome ?? null,
      score?.note ?? '',
      score?.feedback ?? '',
      (score?.citations ?? []).map(({ evidence, page, note }) => [evidence, page ?? null, note]),
    ]);
  const before = new Map(recorded.map((score) => [score.item, score]));
  return items.every(({ id }) => plain(before.get(id)) === plain(scores.get(id)));
}

/** What a version that came after the workbook was made changes. */
async function newerVersion(
  desk: DeskContext,
  round: RoundId,
  scored: CurrentVersion,
  current: CurrentVersion,
): Promise<readonly string[]> {
  if (scored.version === current.version) return [];
  const [before, after] = await Promise.all(
    [scored, current].map(({ submission, version }) => responsesOf(desk, round, submission, version)),
  );
  const words = (response: ResponseView | undefined) => JSON.stringify(response ?? null);
  const earlier = new Map((before ?? []).map((response) => [response.item, response]));
  const changed = (after ?? [])
    .filter((response) => words(response) !== words(earlier.get(response.item)))
    .map(({ item }) => item);
  const what =
    changed.length === 0
      ? 'It changes no answer.'
      : `It changes ${list(changed)}: ask for another look at ${changed.length === 1 ? 'it' : 'them'}.`;
  return [
    `${current.name}: version ${current.number} came on ${dayInWords(dayInLondon(current.receivedAt))}, after this workbook was made. ${what} The sheet will say that version ${scored.number} was scored.`,
  ];
}
