import type { WriteSheet } from 'hucre';
import type { Item, StandardSet } from '../../../shared/domain/standard-set.ts';
import { heightFor, SheetWriter, STYLES } from '../spreadsheet/sheet-writer.ts';
import {
  ASIDES,
  ASSESSMENT_HEADINGS,
  EVIDENCE_PAIRS,
  type FilledRow,
  type FormFill,
  NOT_APPLICABLE,
  SHEETS,
} from './form.ts';

/** Where the lists lie that the drop-downs offer: on a sheet that everybody can see. */
export interface ListSources {
  readonly ratings: string;
  readonly yesNo: string;
  readonly references: string;
}

/** A row per item, grouped by section; what the form says stands in grey, what is asked in white. */
export function writeAssessment(input: {
  readonly set: StandardSet;
  readonly items: readonly Item[];
  readonly lists: ListSources;
  readonly lastYear: ReadonlyMap<string, string> | undefined;
  readonly fill: FormFill | undefined;
}): WriteSheet {
  const { set, items, lists, lastYear, fill } = input;
  const sheet = new SheetWriter(SHEETS.assessment);
  const filled = new Map(fill?.rows.map((row) => [row.item, row]));
  sheet.row([['Self-assessment', STYLES.title]], 30);
  sheet.row([[ASIDES.answerRows, STYLES.lead]]);
  const heading = sheet.row(
    columns.map(({ heading }) => [heading, STYLES.heading] as const),
    34,
  );
  const first = heading + 1;
  for (const section of set.sections) {
    const asked = items.filter((item) => item.section.number === section.number);
    if (asked.length === 0) continue;
    sheet.row(
      columns.map(
        (_, at) => [at === 0 ? `${section.number}  ${section.title}` : null, STYLES.section] as const,
      ),
      24,
    );
    for (const item of asked)
      writeRow(sheet, cellsOf(set, item, filled.get(item.id), lastYear?.get(item.id)));
  }
  const known = new Set<string>(items.map(({ id }) => id));
  for (const row of fill?.rows ?? []) if (!known.has(row.item)) writeRow(sheet, cellsOfUnknown(set, row));
  const last = sheet.nextRow - 1;
  const range = (column: number) => `${letter(column)}${first}:${letter(column)}${last}`;
  columns.forEach(({ kind }, at) => {
    if (kind === 'rating')
      sheet.list(range(at), lists.ratings, {
        title: 'Your rating',
        message: `Choose ${[...set.scale.map(({ name }) => name), NOT_APPLICABLE].join(', ')}.`,
        strict: true,
      });
    if (kind === 'evidence')
      sheet.list(range(at), lists.references, {
        title: 'Evidence',
        message: 'Choose a reference from the Evidence sheet.',
        strict: false,
      });
  });
  return sheet.finish({
    widths: columns.map(({ width }) => width),
    frozen: { rows: heading, columns: 2 },
    landscape: true,
    headingRow: heading,
    sideColumns: '$A:$B',
  });
}

type Kind = keyof typeof ASSESSMENT_HEADINGS;

interface Column {
  readonly kind: Kind;
  readonly heading: string;
  readonly width: number;
  /** Which pair of evidence and pages, from 0. */
  readonly pair?: number;
}

const columns: readonly Column[] = [
  { kind: 'number', heading: ASSESSMENT_HEADINGS.number, width: 10 },
  { kind: 'transition', heading: ASSESSMENT_HEADINGS.transition, width: 17 },
  { kind: 'wording', heading: ASSESSMENT_HEADINGS.wording, width: 42 },
  { kind: 'mandatory', heading: ASSESSMENT_HEADINGS.mandatory, width: 12 },
  { kind: 'levels', heading: ASSESSMENT_HEADINGS.levels, width: 44 },
  { kind: 'rating', heading: ASSESSMENT_HEADINGS.rating, width: 16 },
  { kind: 'account', heading: ASSESSMENT_HEADINGS.account, width: 62 },
  { kind: 'reason', heading: ASSESSMENT_HEADINGS.reason, width: 26 },
  ...Array.from({ length: EVIDENCE_PAIRS }, (_, pair): readonly Column[] => [
    { kind: 'evidence', heading: `${ASSESSMENT_HEADINGS.evidence} ${pair + 1}`, width: 13, pair },
    { kind: 'pages', heading: ASSESSMENT_HEADINGS.pages, width: 10, pair },
  ]).flat(),
  { kind: 'more', heading: ASSESSMENT_HEADINGS.more, width: 20 },
  { kind: 'lastAction', heading: ASSESSMENT_HEADINGS.lastAction, width: 32 },
  { kind: 'action', heading: ASSESSMENT_HEADINGS.action, width: 42 },
];

/** Room for five lines of writing, more where the form or the organisation says more. */
function writeRow(sheet: SheetWriter, row: ReturnType<typeof cells>): void {
  const texts = row.map(([text, { font }], at) => ({
    text,
    width: columns[at]?.width ?? 10,
    size: font.size,
  }));
  sheet.row(row, heightFor(texts, 80));
}

function cellsOf(set: StandardSet, item: Item, row: FilledRow | undefined, lastAction: string | undefined) {
  const { standard, transition } = item;
  const given: Partial<Record<Kind, string>> = {
    number: standard.number,
    transition: transition?.name ?? 'All',
    wording:
      standard.guidance === undefined ? standard.wording : `${standard.wording}\n\n${standard.guidance}`,
    mandatory: standard.mandatory ? 'Mandatory' : '',
    levels: [...set.scale]
      .sort((one, other) => other.value - one.value)
      .map((level) => `${level.name}: ${standard.descriptors?.[String(level.value)] ?? level.descriptor}`)
      .join('\n'),
    lastAction: lastAction ?? '',
  };
  return cells(given, row);
}

/** A row that a person added for a standard which the form does not ask. */
function cellsOfUnknown(set: StandardSet, row: FilledRow) {
  const [number = row.item, transition] = row.item.split('/');
  const name = set.transitions.find(({ id }) => id === transition)?.name ?? transition ?? 'All';
  return cells({ number, transition: name }, row);
}

function cells(given: Partial<Record<Kind, string>>, row: FilledRow | undefined) {
  return columns.map((column) => cell(column, given, row));
}

function cell({ kind, pair }: Column, given: Partial<Record<Kind, string>>, row: FilledRow | undefined) {
  switch (kind) {
    case 'number':
      return [given.number ?? '', STYLES.number] as const;
    case 'levels':
      return [given.levels ?? '', STYLES.givenSmall] as const;
    case 'transition':
    case 'wording':
    case 'mandatory':
    case 'lastAction':
      return [given[kind] ?? '', STYLES.given] as const;
    case 'rating':
    case 'account':
    case 'reason':
    case 'action':
      return [row?.[kind] ?? '', STYLES.answer] as const;
    case 'evidence':
      return [row?.references[pair ?? 0]?.ref ?? '', STYLES.answer] as const;
    case 'pages':
      return [row?.references[pair ?? 0]?.pages ?? '', STYLES.answer] as const;
    case 'more':
      return [row?.references.slice(EVIDENCE_PAIRS).map(written).join('; ') ?? '', STYLES.answer] as const;
  }
}

function written({ ref, pages }: { readonly ref: string; readonly pages: string }): string {
  return pages === '' ? ref : `${ref} ${pages}`;
}

function letter(column: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + column);
}
