import { plainWords } from '../../../shared/domain/likeness.ts';
import { cellName, type PlainSheet, type PlainWorkbook } from '../../../shared/domain/workbook.ts';
import {
  labelled,
  sheetNamed,
  type Table,
  tableIn,
  under,
  type WordRow,
  yesOrNo,
} from '../spreadsheet/cells.ts';
import {
  ABOUT,
  COUNTS_AS_WORDS,
  LINEAGE_WORDS,
  OUTCOME_WORDS,
  RULE,
  SCALE_HEADINGS,
  SECTION_HEADINGS,
  SHEETS,
  STANDARD_HEADINGS,
  TRANSITION_HEADINGS,
} from './sheets.ts';

/** A set as its cells have it, still to be checked, and for every path of it the cell it came from. */
export interface RawSet {
  readonly value: unknown;
  /** "sections.2.standards.0.wording" to "Standards, B14". */
  readonly places: ReadonlyMap<string, string>;
}

/** Words that mean nothing here come through as they are, so that the schema says so at their cell. */
export function readStandardsWorkbook(workbook: PlainWorkbook): RawSet {
  const places = new Map<string, string>();
  const about = valuesOf(workbook, SHEETS.about, places);
  const rule = valuesOf(workbook, SHEETS.rule, places);
  const scale = rowsOf(workbook, SHEETS.scale, SCALE_HEADINGS, ['value', 'name']).map(({ cell }, at) => {
    const path = `scale.${at}`;
    return {
      value: numberIn(cell('value', `${path}.value`, places)),
      name: cell('name', `${path}.name`, places),
      descriptor: cell('descriptor', `${path}.descriptor`, places),
    };
  });
  const level = (words: string) =>
    scale.find(({ name }) => plainWords(name) === plainWords(words))?.value ?? numberIn(words);
  const value = {
    format: 'award-panel/standard-set/1',
    id: about(ABOUT.id, 'id'),
    version: numberIn(about(ABOUT.version, 'version')),
    title: about(ABOUT.title, 'title'),
    sample: flag(about(ABOUT.sample, 'sample')),
    source: about(ABOUT.source, 'source'),
    ...optional('previousSet', about(ABOUT.previousSet, 'previousSet')),
    sections: readSections(workbook, places),
    transitions: rowsOf(workbook, SHEETS.transitions, TRANSITION_HEADINGS, ['id', 'name']).map(
      ({ cell }, at) => ({
        id: cell('id', `transitions.${at}.id`, places),
        name: cell('name', `transitions.${at}.name`, places),
      }),
    ),
    scale,
    rule: {
      mandatoryLevel: level(rule(RULE.mandatoryLevel, 'rule.mandatoryLevel')),
      overallThreshold: hundredths(rule(RULE.overallThreshold, 'rule.overallThreshold')),
      transitionsCountAs: keyOf(COUNTS_AS_WORDS, rule(RULE.transitionsCountAs, 'rule.transitionsCountAs')),
      ...optionalOf('sectionThreshold', rule(RULE.sectionThreshold, 'rule.sectionThreshold'), hundredths),
      outcomes: {
        allPassed: keyOf(OUTCOME_WORDS, rule(RULE.allPassed, 'rule.outcomes.allPassed')),
        failedWithConditions: keyOf(
          OUTCOME_WORDS,
          rule(RULE.failedWithConditions, 'rule.outcomes.failedWithConditions'),
        ),
        failed: keyOf(OUTCOME_WORDS, rule(RULE.failed, 'rule.outcomes.failed')),
      },
    },
    reason: {
      ...optionalOf('below', rule(RULE.reasonBelow, 'reason.below'), level),
      whenDifferentFromSelfRating: flag(rule(RULE.reasonWhenDifferent, 'reason.whenDifferentFromSelfRating')),
    },
    validity: validityIn(rule(RULE.validity, 'validity')),
    listedWithOpenConditions: flag(rule(RULE.listedWithOpenConditions, 'listedWithOpenConditions')),
  };
  return { value, places };
}

function readSections(workbook: PlainWorkbook, places: Map<string, string>): unknown[] {
  const sections = rowsOf(workbook, SHEETS.sections, SECTION_HEADINGS, ['number', 'title']).map(
    ({ cell }, at) => {
      const number = cell('number', `sections.${at}.number`, places);
      return { number, title: cell('title', `sections.${at}.title`, places), standards: [] as unknown[] };
    },
  );
  for (const { cell, table, row } of rowsOf(workbook, SHEETS.standards, STANDARD_HEADINGS, [
    'number',
    'wording',
  ])) {
    const number = cell('number', '', places);
    // A standard outside every section goes into the last, whose check then says where it stands.
    const found = sections.findIndex((section) => number.startsWith(`${section.number}.`));
    const at = found === -1 ? sections.length - 1 : found;
    const section = sections[at];
    if (section === undefined) continue;
    const path = `sections.${at}.standards.${section.standards.length}`;
    places.set(path, `${SHEETS.standards}, row ${row.row}`);
    const read = (heading: Heading) => cell(heading, `${path}.${heading}`, places);
    const lineage = keyOf(LINEAGE_WORDS, read('lineage'));
    const nationalWording = cell('nationalWording', `${path}.lineage.nationalWording`, places);
    places.set(`${path}.lineage`, places.get(`${path}.lineage`) ?? `${SHEETS.standards}, row ${row.row}`);
    section.standards.push({
      number: read('number'),
      wording: read('wording'),
      ...optional('short', read('short')),
      mandatory: flag(read('mandatory')),
      weight: numberIn(read('weight')),
      lineage: { kind: lineage, ...optional('nationalWording', nationalWording) },
      ...optional('previousNumber', read('previousNumber')),
      byTransition: flag(read('byTransition')),
      ...descriptorsIn(table, row, path, places),
      ...optional('guidance', read('guidance')),
    });
  }
  return sections;
}

type Heading = keyof typeof STANDARD_HEADINGS;

function descriptorsIn(table: Table<Heading>, row: WordRow, path: string, places: Map<string, string>) {
  const found = (table.columns.get('level') ?? []).flatMap(
    (column): readonly (readonly [string, string])[] => {
      const level = /(\d+)\s*$/.exec(table.heading.words.get(column) ?? '')?.[1];
      const words = row.words.get(column) ?? '';
      if (level === undefined || words === '') return [];
      places.set(`${path}.descriptors.${level}`, `${SHEETS.standards}, ${cellName(column, row.row)}`);
      return [[level, words]];
    },
  );
  return found.length === 0 ? {} : { descriptors: Object.fromEntries(found) };
}

interface TableRow<Key extends string> {
  readonly table: Table<Key>;
  readonly row: WordRow;
  /** The words under a heading; notes the cell under the path. */
  readonly cell: (heading: Key, path: string, places: Map<string, string>) => string;
}

function rowsOf<Key extends string>(
  workbook: PlainWorkbook,
  name: string,
  headings: Readonly<Record<Key, string>>,
  needed: readonly NoInfer<Key>[],
): readonly TableRow<Key>[] {
  const sheet = sheetNamed(workbook, name);
  const table = sheet && tableIn(sheet, headings, needed);
  if (table === undefined) return [];
  return table.rows
    .filter(({ words }) => [...words.values()].some((text) => text !== ''))
    .map((row) => ({
      table,
      row,
      cell: (heading, path, places) => {
        const column = table.columns.get(heading)?.[0];
        places.set(path, `${name}, ${column === undefined ? `row ${row.row}` : cellName(column, row.row)}`);
        return under(table, row, heading);
      },
    }));
}

function valuesOf(workbook: PlainWorkbook, name: string, places: Map<string, string>) {
  const sheet = sheetNamed(workbook, name);
  const values = sheet && labelled(sheet);
  return (label: string, path: string): string => {
    const found = values?.get(plainWords(label));
    places.set(
      path,
      found === undefined ? `${name}, ‘${label}’` : `${name}, ${placeBeside(sheet, found.row)}`,
    );
    return found?.words ?? '';
  };
}

function placeBeside(sheet: PlainSheet | undefined, row: number): string {
  const label = sheet?.rows.find((one) => one.row === row)?.cells[0]?.column ?? 1;
  return cellName(label + 1, row);
}

function optional(key: string, words: string) {
  return words === '' ? {} : { [key]: words };
}

function optionalOf(key: string, words: string, read: (words: string) => unknown) {
  return words === '' ? {} : { [key]: read(words) };
}

function flag(words: string): unknown {
  const said = yesOrNo(words);
  return said === 'yes' ? true : said === 'no' ? false : words;
}

function numberIn(words: string): unknown {
  return /^-?\d+$/.test(words) ? Number(words) : words;
}

/** "80%" and "79.5" in hundredths of a percent; a bare 0.8 is left as it is, since it may mean 80% or 0.8%. */
function hundredths(words: string): unknown {
  const [, whole, rest = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(words) ?? [];
  if (whole === undefined || (whole === '0' && rest !== '' && !words.includes('%'))) return words;
  return Number(whole) * 100 + Number(rest.padEnd(2, '0'));
}

function keyOf(table: Readonly<Record<string, string>>, words: string): unknown {
  return Object.keys(table).find((key) => plainWords(table[key] ?? '') === plainWords(words)) ?? words;
}

function validityIn(words: string): unknown {
  const plain = plainWords(words);
  const years = /^(\d{1,2}) years?$/.exec(plain)?.[1];
  if (years !== undefined) return { kind: 'years', years: Number(years) };
  const lastDay = /^until (\d{4}-\d{2}-\d{2})$/.exec(plain)?.[1];
  if (lastDay !== undefined) return { kind: 'until', lastDay };
  const year = /^until the results of (\d{4})$/.exec(plain)?.[1];
  return year === undefined ? words : { kind: 'results-of-round', year: Number(year) };
}
