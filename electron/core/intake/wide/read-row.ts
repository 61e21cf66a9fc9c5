import type { Place } from '../../../../shared/contract/refusal.ts';
import type { TransitionId } from '../../../../shared/domain/ids.ts';
import type { Problem } from '../../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../../shared/domain/likeness.ts';
import { itemsOf, type StandardSet } from '../../../../shared/domain/standard-set.ts';
import { columnLetters, ITEM_PARTS, type ItemPart } from '../../../../shared/domain/wide-table.ts';
import { list } from '../../../../shared/domain/words.ts';
import { isFormulaError, saysMore, type WordRow, yesOrNo } from '../../spreadsheet/cells.ts';
import { NOT_APPLICABLE, PROFESSIONS } from '../form.ts';
import { judgeAnswers } from '../judge-answers.ts';
import type { FoundFile } from '../match-evidence.ts';
import type { Naming } from '../naming.ts';
import { gap, note } from '../problems.ts';
import type { AnswerRow } from '../read-assessment.ts';
import { tooLong, withWords } from '../read-organisation.ts';
import type { ReadSubmission } from '../read-submission.ts';
import { ratingSaid } from './ratings.ts';
import type { ReadableTable } from './readable.ts';
import { type EvidenceCell, readRowEvidence } from './row-evidence.ts';

/** How a row's places are called: "Forms export, row 14, column F". */
export function placeIn({ name }: Pick<ReadableTable, 'name'>, row: number, column?: number): Place {
  const at = `${name}, row ${row}`;
  return { kind: 'cell', at: column === undefined ? at : `${at}, column ${columnLetters(column)}` };
}

export function namingOf(table: ReadableTable, { row }: WordRow): Naming {
  const [whose] = [...(table.byField.get('organisation') ?? []), ...(table.byField.get('code') ?? [])];
  return {
    organisation: placeIn(table, row, whose),
    assessment: placeIn(table, row),
    whole: 'The row',
    sayWhose: 'Write its name or code there, or choose the column that has it.',
    offers: 'the row',
    named: 'in its row',
    listed: 'the name of a file that came',
    nameable: 'file and no reference',
  };
}

/** What the row says that tells whose it is. */
export function aboutRow(table: ReadableTable, row: WordRow): ReadSubmission['about'] {
  const [code, name] = [wordsAt(table, row, 'code'), wordsAt(table, row, 'organisation')];
  const organisation = { id: code, odsCode: code, name };
  return { format: '', set: '', version: '', round: '', year: '', organisation };
}

/** A row as a submission workbook would be read, with its problems where they stand in the table. */
export function readRow(
  table: ReadableTable,
  row: WordRow,
  set: StandardSet,
  files: readonly FoundFile[],
): ReadSubmission {
  const problems: Problem[] = [];
  const place = (field: string) => placeIn(table, row.row, table.byField.get(field)?.[0]);
  const short = (field: string, what: string, most: number) => {
    const words = wordsAt(table, row, field);
    if (words.length <= most) return words;
    problems.push(tooLong(what, words.length, most, place(field)));
    return '';
  };
  const said = readTransitions(table, row, set, problems);
  const cells = evidenceCells(table, row, set);
  const named = readRowEvidence(cells, files);
  const answers = judgeAnswers(
    set,
    answerRows(table, row, set, named.references),
    said,
    named.evidence,
    namingOf(table, row),
  );
  const content = {
    transitions: [...answers.transitions],
    professions: professionsIn(columnsOf(table, row, 'professions').map(({ words }) => words)),
    covers: short('covers', 'What it covers', 4000),
    contact: {
      name: short('contact-name', 'The contact’s name', 200),
      role: short('contact-role', 'The contact’s role', 200),
      email: short('contact-email', 'The contact’s e-mail', 320),
    },
    declaredBy: readDeclaration(table, row, problems),
    responses: [...answers.responses],
  };
  return {
    about: aboutRow(table, row),
    content,
    evidence: named.evidence,
    problems: [...brokenCells(table, row), ...problems, ...answers.problems, ...named.problems],
  };
}

function columnsOf({ byField }: ReadableTable, { words }: WordRow, field: string) {
  return (byField.get(field) ?? [])
    .map((column) => ({ column, words: words.get(column) ?? '' }))
    .filter((cell) => cell.words !== '');
}

function wordsAt(table: ReadableTable, row: WordRow, field: string): string {
  return columnsOf(table, row, field)[0]?.words ?? '';
}

/** Forms services separate what was ticked by semicolons, commas or lines, and end with one. */
function ticked(words: string): readonly string[] {
  return words
    .split(/[;,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function professionsIn(cells: readonly string[]): string[] {
  const said = cells.flatMap(ticked).map((words) => {
    const known = PROFESSIONS.find((profession) => plainWords(profession) === plainWords(words));
    return known ?? words.slice(0, 100);
  });
  return [...new Set(said)];
}

/** Ticked ones are offered; of those that are not ticked nothing is said, unless a column of their own says No. */
function readTransitions(
  table: ReadableTable,
  row: WordRow,
  set: StandardSet,
  problems: Problem[],
): { readonly offered: readonly TransitionId[]; readonly notOffered: readonly TransitionId[] } {
  const offered = new Set<TransitionId>();
  const notOffered = new Set<TransitionId>();
  const names = set.transitions.map(({ name }) => name);
  for (const { column, words } of columnsOf(table, row, 'transitions'))
    for (const one of ticked(words)) {
      const meant = plainWords(one);
      const known = set.transitions.find(
        ({ id, name }) => plainWords(name) === meant || plainWords(id) === meant,
      );
      if (known !== undefined) {
        offered.add(known.id);
        continue;
      }
      const near = nearest(one, names);
      problems.push(
        note(
          'unknown-transition',
          placeIn(table, row.row, column),
          `‘${one.slice(0, 100)}’ is none of the transitions.${near.length === 0 ? '' : ` It may be ${list(near, 'or')}.`} It was read as not said.`,
        ),
      );
    }
  for (const { id, name } of set.transitions)
    for (const { column, words } of columnsOf(table, row, `transition:${id}`)) {
      const place = placeIn(table, row.row, column);
      const said = plainWords(words) === plainWords(name) ? 'yes' : yesOrNo(words);
      if (said === 'yes') offered.add(id);
      else if (said === 'no') notOffered.add(id);
      else
        problems.push(
          note(
            'neither-yes-nor-no',
            place,
            `‘${words.slice(0, 200)}’ for ${name} is neither Yes nor No. It was read as not said.`,
          ),
        );
      if (said !== undefined && saysMore(words)) problems.push(withWords(words, said, name, place));
    }
  return { offered: [...offered], notOffered: [...notOffered].filter((id) => !offered.has(id)) };
}

const CONFIRMS = /^(?:i|we)?\s*(?:confirm|confirmed|agree|agreed|declare|declared)\b/;

/** By whoever is named, where they confirm it; a table without a column for that has their name alone. */
function readDeclaration(table: ReadableTable, row: WordRow, problems: Problem[]): string {
  const [name, answer] = [wordsAt(table, row, 'declared-by'), wordsAt(table, row, 'declaration')];
  const isAsked = table.byField.has('declaration');
  const confirmed = !isAsked || yesOrNo(answer) === 'yes' || CONFIRMS.test(plainWords(answer));
  if (name !== '' && confirmed)
    return [name, wordsAt(table, row, 'declared-role'), wordsAt(table, row, 'declared-on')]
      .filter((part) => part !== '')
      .join(', ')
      .slice(0, 400);
  const [column] = table.byField.get(name === '' ? 'declared-by' : 'declaration') ?? [];
  const sentence =
    name === ''
      ? 'Nobody has signed the declaration. Ask who stands by the submission.'
      : `${name.slice(0, 200)} has not said Yes to the declaration${answer === '' ? '' : `, but ‘${answer.slice(0, 100)}’`}. Ask whether they stand by the submission.`;
  problems.push(
    gap('declaration-missing', placeIn(table, row.row, column), sentence, [{ kind: 'declaration-missing' }]),
  );
  return '';
}

/** In the set's order, whatever the order of the columns, so that files are numbered alike. */
function evidenceCells(table: ReadableTable, row: WordRow, set: StandardSet): readonly EvidenceCell[] {
  const fields = ['', ...allItems(set).map(({ id }) => String(id))];
  return fields.flatMap((item) =>
    columnsOf(table, row, item === '' ? 'evidence' : `evidence:${item}`).map(({ column, words }) => ({
      item,
      words,
      place: placeIn(table, row.row, column),
    })),
  );
}

function allItems(set: StandardSet) {
  return itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
}

function answerRows(
  table: ReadableTable,
  row: WordRow,
  set: StandardSet,
  references: ReadonlyMap<string, AnswerRow['evidence']>,
): ReadonlyMap<string, AnswerRow> {
  const rows = new Map<string, AnswerRow>();
  for (const { id } of allItems(set)) {
    const column = (part: ItemPart) => table.byField.get(`${part}:${id}`)?.[0];
    if (ITEM_PARTS.every((part) => column(part.id) === undefined)) continue;
    const words = (part: ItemPart) => wordsAt(table, row, `${part}:${id}`);
    const place = (part: ItemPart) => placeIn(table, row.row, column(part) ?? column('rating'));
    const evidence = references.get(id) ?? [];
    const parts = {
      rating: meaningOf(table, words('rating'), set),
      account: words('account'),
      reason: words('reason'),
      action: words('action'),
    };
    rows.set(id, {
      row: row.row,
      sheet: table.name,
      ...parts,
      evidence,
      places: {
        rating: place('rating'),
        account: place('account'),
        reason: place('reason'),
        evidence: place('evidence'),
        action: place('action'),
      },
      answered: Object.values(parts).some((one) => one !== '') || evidence.length > 0,
    });
  }
  return rows;
}

/** The level's number, where words were mapped to one or say one; else the words, for whoever judges them. */
function meaningOf({ ratings }: ReadableTable, words: string, set: StandardSet): string {
  if (words === '') return '';
  const means = ratings.get(plainWords(words)) ?? ratingSaid(set, words);
  if (means === undefined) return words;
  return means === 'not-applicable' ? NOT_APPLICABLE : String(means);
}

/** What a spreadsheet took for a formula, in columns that are read. */
function brokenCells({ sheet, name, mapped }: ReadableTable, { row }: WordRow): readonly Problem[] {
  const cells = sheet.rows.find((one) => one.row === row)?.cells ?? [];
  return cells
    .filter(({ column, value }) => mapped.has(column) && isFormulaError(String(value)))
    .map(({ column, value }) =>
      note(
        'formula-error',
        placeIn({ name }, row, column),
        `The cell shows ‘${value}’: what was typed was taken for a formula. Ask what it says.`,
      ),
    );
}
