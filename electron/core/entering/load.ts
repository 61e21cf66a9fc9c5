import { readFile } from 'node:fs/promises';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { PersonId, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { unreadableSentence } from '../../../shared/domain/workbook.ts';
import { adoptedSet, type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import { liveAssignments, namesOf } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { saveDraft, submitSheet } from '../scoring/service.ts';
import { type Entered, judgedSheet } from './judged-sheet.ts';
import { type Problem, type ReadScores, readScores, rowOf, written } from './read.ts';

type Wanted = ParsedInputOf<'scores.load'>;

/** Scores from a file: looked through first, taken in on a word; whole sheets, or nothing of a sheet. */
export async function loadScores(desk: DeskContext, wanted: Wanted): Promise<OutputOf<'scores.load'>> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const staged = typeof wanted.staged === 'string' ? [wanted.staged] : wanted.staged;
  const files = await Promise.all(staged.map((id) => readStaged(desk, id)));
  const read = files.flatMap(({ scores }) => scores);
  if (read.length === 0 && wanted.as === undefined) throw noScores(files.flatMap(({ problems }) => problems));
  const as = whose(read, wanted.as);
  const forAnother = as !== me;
  const names = await namesOf(desk, round);
  const entered = await judgeAll(desk, round, read, as);
  const chosen = (submission: SubmissionId) => wanted.submissions?.includes(submission) ?? true;
  const sheets = entered.sheets.filter(({ submission }) => chosen(submission));
  const problems = [
    ...files.flatMap((file) => file.problems),
    ...entered.problems,
    ...sheets.flatMap((sheet) =>
      sheet.problems.map((problem) => ({ ...problem, submission: sheet.submission })),
    ),
  ];
  const counting = wanted.submissions === undefined ? problems : sheets.flatMap((sheet) => sheet.problems);
  const ready = sheets.filter(({ state }) => state === 'ready');
  if (wanted.accept && counting.length > 0)
    throw refuse(
      'wrong-input',
      `Nothing was taken in: ${counting[0]?.sentence ?? ''}`,
      counting.map(({ place }) => place),
    );
  if (wanted.accept) {
    desk.store.transaction(() => {
      for (const { sheet, scores } of ready) {
        if (forAnother) submitSheet(desk, sheet, as);
        else for (const score of scores) saveDraft(desk, round, sheet.submission, as, score);
      }
    });
    desk.changed('sheets', 'round', 'moderation');
  }
  return {
    assessor: names.get(as) ?? as,
    forAnother,
    sheets: sheets.map(({ submission, name, state, scores, sheet }) => ({
      submission,
      name,
      state,
      scored: scores.filter(({ outcome }) => outcome !== undefined).length,
      items: sheet.items.length,
    })),
    problems,
    notes: [
      ...sheets.flatMap(({ notes }) => notes),
      ...files
        .flatMap(({ leftAside }) => leftAside)
        .map((name) => `The sheet ‘${name}’ is none of the workbook’s, and was left aside.`),
    ],
    written: wanted.accept ? ready.length : 0,
  };
}

/** What a workbook is read as: larger ones are none of ours. */
const LARGEST = 60 * 1024 * 1024;

async function readStaged(desk: DeskContext, id: string) {
  const { file, path, bytes } = desk.handover.staged(id);
  const read =
    bytes > LARGEST
      ? { ok: false as const, reason: 'too-large' as const }
      : await desk.parser.workbook(await readFile(file), /\.[a-z]+$/i.test(path) ? path : `${path}.csv`);
  if (!read.ok)
    throw refuse('file-unreadable', `‘${path}’ was not read. ${unreadableSentence(read.reason)}`, [
      { kind: 'file', at: path },
    ]);
  return readScores(read.workbook);
}

/** Whose they would be is no question yet. */
function noScores([first, ...rest]: readonly Problem[]): Error {
  return first === undefined
    ? refuse(
        'wrong-input',
        'The file has no sheet of a scoring workbook in it, and no table of scores. Choose another.',
      )
    : refuse(
        'wrong-input',
        first.sentence,
        [first, ...rest].map(({ place }) => place),
      );
}

/** Said by whoever loads them, or by the workbook. */
function whose(read: readonly ReadScores[], as: PersonId | undefined): PersonId {
  const marked = [...new Set(read.flatMap(({ from }) => ('mark' in from ? [from.mark.person] : [])))];
  const [first] = marked;
  if (as !== undefined) {
    if (marked.some((person) => person !== as))
      throw refuse('wrong-input', 'This workbook was made for somebody else. Choose whose scores they are.', [
        { kind: 'field', at: 'as' },
      ]);
    return as;
  }
  if (first === undefined)
    throw refuse('wrong-input', 'The file does not say whose scores they are. Choose the assessor.', [
      { kind: 'field', at: 'as' },
    ]);
  if (marked.length > 1)
    throw refuse('wrong-input', 'The files are of more than one assessor. Take them in one at a time.');
  return PersonId.parse(first);
}

async function judgeAll(
  desk: DeskContext,
  round: RoundId,
  read: readonly ReadScores[],
  as: PersonId,
): Promise<{ readonly sheets: readonly Entered[]; readonly problems: readonly Problem[] }> {
  const [set, versions, assignments] = await Promise.all([
    adoptedSet(desk, round),
    currentVersions(desk, round),
    liveAssignments(desk, round),
  ]);
  const theirs = new Set<string>(
    assignments.filter(({ person }) => person === as).map(({ submission }) => submission),
  );
  const held = versions.filter(({ submission }) => theirs.has(submission));
  const sheets = new Map<SubmissionId, Entered>();
  const problems: Problem[] = [];
  for (const scores of read) {
    const { from } = scores;
    if ('mark' in from && from.mark.round !== round) {
      problems.push(whole(scores, 'was made for another round. Turn to that round first.'));
      continue;
    }
    const current =
      'mark' in from
        ? held.find(({ submission }) => submission === from.mark.submission)
        : held.find(({ name, organisation }) =>
            [name, organisation].some((each) => each.toLowerCase() === from.organisation.toLowerCase()),
          );
    if (current === undefined) problems.push(...notTheirs(scores));
    else if (sheets.has(current.submission))
      problems.push(whole(scores, `holds scores of ${current.name} a second time. Keep one of them.`));
    else sheets.set(current.submission, await judgedSheet(desk, { round, set, as, current, read: scores }));
  }
  return { sheets: [...sheets.values()], problems };
}

function whole({ sheet, rows }: ReadScores, what: string): Problem {
  return {
    sentence: `${sheet === '' ? 'The table' : `The sheet ‘${sheet}’`} ${what}`,
    place: sheet === '' ? rowOf('', rows[0]?.row ?? 1) : { kind: 'cell', at: sheet },
  };
}

/** A sheet of a submission that was taken off this person says so once, and only where something is on it. */
function notTheirs(scores: ReadScores): readonly Problem[] {
  const { from, rows, sheet } = scores;
  if ('mark' in from)
    return rows.some(written)
      ? [whole(scores, 'is of a submission that is not assigned to this person, or not any more.')]
      : [];
  return rows.map(({ row }) => ({
    sentence: `Row ${row}: ‘${from.organisation}’ is not among the submissions assigned to this person.`,
    place: rowOf(sheet, row, 'organisation'),
  }));
}
