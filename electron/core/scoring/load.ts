import { readFile } from 'node:fs/promises';
import { parseCsv } from 'hucre';
import type { Place } from '../../../shared/contract/refusal.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { ItemId, type PersonId, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { nearest } from '../../../shared/domain/likeness.ts';
import type { Outcome, Score } from '../../../shared/domain/score.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { list } from '../../../shared/domain/words.ts';
import { adoptedSet, type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { type CurrentVersion, currentVersions } from '../intake/service.ts';
import { liveAssignments } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { saveDraft, sheetFrom, submitSheet } from './service.ts';

const COLUMNS = ['organisation', 'item', 'level', 'note', 'feedback'] as const;
type Column = (typeof COLUMNS)[number];

interface Problem {
  readonly sentence: string;
  readonly place: Place;
}

interface ScoredRow {
  readonly version: CurrentVersion;
  readonly score: Score;
}

/**
 * Scores from a CSV with the columns organisation, item, level, note and feedback. On the assessor's own desk they
 * become drafts; entered by an administrator for somebody else they are whole sheets, signed so.
 */
export async function loadScores(
  desk: DeskContext,
  staged: string,
  as: PersonId,
  accept: boolean,
): Promise<OutputOf<'scores.load'>> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [set, versions, assignments, bytes] = await Promise.all([
    adoptedSet(desk, round),
    currentVersions(desk, round),
    liveAssignments(desk, round),
    readFile(desk.handover.staged(staged).file),
  ]);
  const theirs = new Set<string>(
    assignments.filter(({ person }) => person === as).map(({ submission }) => submission),
  );
  const rows = parseCsv(new TextDecoder().decode(bytes)).map((cells) =>
    cells.map((cell) => (cell === null ? '' : String(cell).trim())),
  );
  const { scored, problems } = readRows(
    rows,
    set,
    versions.filter(({ submission }) => theirs.has(submission)),
  );
  const bySubmission = Map.groupBy(scored, ({ version }) => version.submission);
  const sheets = await Promise.all(
    [...bySubmission].map(async ([submission, together]) => ({
      name: together[0]?.version.name ?? '',
      scores: together.map(({ score }) => score),
      sheet: await sheetFrom(
        desk,
        round,
        submission,
        together.map(({ score }) => score),
      ),
    })),
  );
  const entersForAnother = as !== me;
  const lacking = entersForAnother
    ? sheets.flatMap(({ name, sheet }) =>
        sheet.missing.map(
          ({ item, sentence }): Problem => ({
            sentence: `${name}, ${sentence}`,
            place: { kind: 'item', at: item },
          }),
        ),
      )
    : [];
  const all = [...problems, ...lacking];
  if (accept && all.length > 0) {
    throw refuse(
      'wrong-input',
      `Nothing was taken in: ${all[0]?.sentence ?? ''}`,
      all.map(({ place }) => place),
    );
  }
  if (accept) {
    desk.store.transaction(() => {
      for (const { sheet, scores } of sheets) {
        if (entersForAnother) submitSheet(desk, sheet, as);
        else keepDrafts(desk, round, sheet.submission, as, scores);
      }
    });
    desk.changed('sheets', 'round');
  }
  return {
    sheets: sheets.map(({ name, sheet, scores }) => ({
      submission: sheet.submission,
      name,
      scored: scores.filter(({ outcome }) => outcome !== undefined).length,
      items: sheet.items.length,
    })),
    problems: all,
    written: accept ? sheets.length : 0,
  };
}

function keepDrafts(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
  scores: readonly Score[],
): void {
  for (const score of scores) saveDraft(desk, round, submission, person, score);
}

function readRows(
  rows: readonly (readonly string[])[],
  set: StandardSet,
  versions: readonly CurrentVersion[],
): { readonly scored: readonly ScoredRow[]; readonly problems: readonly Problem[] } {
  const [head = [], ...body] = rows;
  const at = new Map(
    COLUMNS.map((column) => [column, head.findIndex((cell) => cell.toLowerCase() === column)]),
  );
  const absent = COLUMNS.filter((column) => (at.get(column) ?? -1) < 0);
  if (absent.length > 0) {
    const sentence = `Row 1 has no heading ${list(absent.map((column) => `‘${column}’`))}. The headings are organisation, item, level, note and feedback.`;
    return { scored: [], problems: [{ sentence, place: { kind: 'cell', at: 'row 1' } }] };
  }
  const scored: ScoredRow[] = [];
  const problems: Problem[] = [];
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => cell === '')) continue;
    const cell = (column: Column) => cells[at.get(column) ?? -1] ?? '';
    const place = (column: Column): Place => ({ kind: 'cell', at: `row ${index + 2}, ${column}` });
    const version = versions.find(({ name, organisation }) =>
      [name, organisation].some((each) => each.toLowerCase() === cell('organisation').toLowerCase()),
    );
    const item = ItemId.safeParse(cell('item'));
    const outcome = outcomeOf(cell('level'), set);
    if (version === undefined) {
      problems.push({
        sentence: `Row ${index + 2}: ‘${cell('organisation')}’ is not among the submissions assigned to this person.`,
        place: place('organisation'),
      });
    } else if (!item.success) {
      problems.push({
        sentence: `Row ${index + 2}: ‘${cell('item')}’ is not a standard. Write it like 3.3.`,
        place: place('item'),
      });
    } else if (outcome === undefined) {
      const names = set.scale.map(({ name }) => name);
      const [near] = nearest(cell('level'), names);
      problems.push({
        sentence: `Row ${index + 2}: ‘${cell('level')}’ is not on the scale. ${near === undefined ? `Use ${list(names, 'or')}.` : `Did you mean ${near}?`}`,
        place: place('level'),
      });
    } else {
      scored.push({
        version,
        score: { item: item.data, outcome, note: cell('note'), feedback: cell('feedback'), citations: [] },
      });
    }
  }
  return { scored, problems };
}

/** A level by its name or its value, "not applicable", or "cannot judge". */
function outcomeOf(words: string, set: StandardSet): Outcome | undefined {
  const plain = words.toLowerCase();
  if (plain === 'not applicable' || plain === 'does not apply') return { kind: 'not-applicable' };
  if (plain === 'cannot judge' || plain === 'cannot judge from this evidence')
    return { kind: 'cannot-judge' };
  const level = set.scale.find(({ name, value }) => name.toLowerCase() === plain || String(value) === plain);
  return level === undefined ? undefined : { kind: 'level', level: level.value };
}
