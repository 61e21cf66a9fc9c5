import type { Place } from '../../../shared/contract/refusal.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { plainWords } from '../../../shared/domain/likeness.ts';
import { type Item, itemsOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import type { ItemPart } from '../../../shared/domain/wide-table.ts';
import { list } from '../../../shared/domain/words.ts';
import type { PlainSheet, PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { type Table, tableNamed, under, type WordRow } from '../spreadsheet/cells.ts';
import { ASSESSMENT_HEADINGS, SHEETS } from './form.ts';
import { leftOutOfTable } from './left-out.ts';
import { note, refusal, rowPlace, sheetPlace } from './problems.ts';

type Heading = keyof typeof ASSESSMENT_HEADINGS;

/** One row of the Self-assessment sheet that belongs to an item, as words. */
export interface AnswerRow {
  readonly row: number;
  /** The sheet's name, empty for a table of its own. */
  readonly sheet: string;
  readonly rating: string;
  readonly account: string;
  readonly reason: string;
  readonly action: string;
  /** Evidence with the pages beside it, and what was written under "More evidence". */
  readonly evidence: readonly { readonly words: string; readonly pages: string }[];
  /** Where each part of it stands, where they do not stand in one row of a sheet. */
  readonly places?: Readonly<Record<ItemPart, Place>>;
  /** Whether anything was written into it. */
  readonly answered: boolean;
}

export interface ReadAssessment {
  readonly rows: ReadonlyMap<string, AnswerRow>;
  readonly sheet: PlainSheet | undefined;
  readonly problems: readonly Problem[];
}

/** The rows of the Self-assessment sheet by item; rows that belong to no item are told where something is in them. */
export function readAssessment(workbook: PlainWorkbook, set: StandardSet): ReadAssessment {
  const found = tableNamed(workbook, SHEETS.assessment, ASSESSMENT_HEADINGS, ['number', 'rating']);
  if (found === undefined)
    return {
      rows: new Map(),
      sheet: undefined,
      problems: [
        refusal(
          'sheet-missing',
          sheetPlace(SHEETS.assessment),
          `The workbook has no ‘${SHEETS.assessment}’ sheet with the headings ${list([ASSESSMENT_HEADINGS.number, ASSESSMENT_HEADINGS.rating])}. The selected file must use the template.`,
        ),
      ],
    };
  const items = new Map(
    itemsOf(
      set,
      set.transitions.map(({ id }) => id),
    ).map((item) => [String(item.id), item]),
  );
  const rows = new Map<string, AnswerRow>();
  const problems: Problem[] = [
    ...leftOutOfTable(found.sheet, found.table, ASSESSMENT_HEADINGS, ['evidence', 'pages', 'more']),
  ];
  for (const wordRow of found.table.rows) {
    const answer = answerOf(found.table, wordRow, found.sheet.name);
    const item = itemOf(
      set,
      items,
      under(found.table, wordRow, 'number'),
      under(found.table, wordRow, 'transition'),
    );
    if (typeof item === 'function') {
      if (answer.answered) problems.push(item(answer));
      continue;
    }
    const earlier = rows.get(item.id);
    if (earlier?.answered && answer.answered)
      problems.push(
        refusal(
          'answered-twice',
          rowPlace(answer.sheet, answer.row),
          `${itemName(item)} is answered twice, in rows ${earlier.row} and ${answer.row}. Keep one of them.`,
        ),
      );
    if (earlier === undefined || (!earlier.answered && answer.answered)) rows.set(item.id, answer);
  }
  return { rows, sheet: found.sheet, problems };
}

/** "3.3", or "3.3 for Return to practice". */
export function itemName({ standard, transition }: Item): string {
  return transition === undefined ? standard.number : `${standard.number} for ${transition.name}`;
}

function answerOf(table: Table<Heading>, row: WordRow, sheet: string): AnswerRow {
  const at = (column: number) => row.words.get(column) ?? '';
  const columns = table.columns.get('evidence') ?? [];
  const pages = table.columns.get('pages') ?? [];
  const evidence = [
    ...columns.map((column, pair) => ({
      words: at(column),
      // The pages of a reference stand right of it and left of the next, also where a column was put in between.
      pages: pagesBetween(column, columns[pair + 1] ?? Number.POSITIVE_INFINITY),
    })),
    ...pages
      .filter((column) => column < (columns[0] ?? Number.POSITIVE_INFINITY))
      .map((column) => ({ words: '', pages: at(column) })),
    ...(table.columns.get('more') ?? []).map((column) => ({ words: at(column), pages: '' })),
  ].filter(({ words, pages }) => words !== '' || pages !== '');
  const [rating, account] = [under(table, row, 'rating'), under(table, row, 'account')];
  const [reason, action] = [under(table, row, 'reason'), under(table, row, 'action')];
  const answered = [rating, account, reason, action].some((words) => words !== '') || evidence.length > 0;
  return { row: row.row, sheet, rating, account, reason, action, evidence, answered };

  function pagesBetween(left: number, right: number): string {
    return pages
      .filter((column) => column > left && column < right)
      .map(at)
      .filter((words) => words !== '')
      .join('; ');
  }
}

/** The item that a row is for, or what to say of the row if there is anything in it. */
function itemOf(
  set: StandardSet,
  items: ReadonlyMap<string, Item>,
  numberWords: string,
  transitionWords: string,
): Item | ((answer: AnswerRow) => Problem) {
  const number = numberWords.replace(/\s/g, '').replace(/\.$/, '').toLowerCase();
  const standard = set.sections
    .flatMap(({ standards }) => standards)
    .find((known) => known.number === number);
  if (standard === undefined) {
    const section = set.sections.find((known) => number.startsWith(`${known.number}.`));
    const known = section?.standards
      .filter(({ lineage }) => lineage.kind !== 'removed')
      .map((one) => one.number);
    return ({ row, sheet }) =>
      refusal(
        'unknown-standard',
        rowPlace(sheet, row),
        number === ''
          ? 'The row has an answer and no number of a standard. Say which standard it answers, or empty it.'
          : `There is no standard ‘${numberWords.slice(0, 40)}’ in ${set.title}.${known === undefined ? '' : ` Section ${section?.number} has ${list(known)}.`} Correct the number, or empty the row.`,
      );
  }
  if (standard.lineage.kind === 'removed')
    return ({ row, sheet }) =>
      note(
        'removed-standard-answered',
        rowPlace(sheet, row),
        `${standard.number} was removed from the standards and is not asked. Its answer is left out.`,
      );
  if (!standard.byTransition) return items.get(standard.number) ?? (() => unasked(standard.number));
  const meant = plainWords(transitionWords);
  const transition = set.transitions.find(
    ({ id, name }) => plainWords(name) === meant || plainWords(id) === meant,
  );
  const item = transition && items.get(`${standard.number}/${transition.id}`);
  if (item !== undefined) return item;
  return ({ row, sheet }) =>
    refusal(
      'unknown-transition',
      rowPlace(sheet, row),
      `${standard.number} is asked by transition, and ${meant === '' ? 'the row names none' : `‘${transitionWords.slice(0, 100)}’ is none of them`}. Use ${list(
        set.transitions.map(({ name }) => name),
        'or',
      )}.`,
    );
}

/** A standard that is neither removed nor by transition always has its item. */
function unasked(number: string): never {
  throw new Error(`The standard ${number} has no item in its own set.`);
}
