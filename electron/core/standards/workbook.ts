import { type CellStyle, writeXlsx } from 'hucre';
import type { StandardSet, Validity } from '../../../shared/domain/standard-set.ts';
import { heightFor, printTitles, SheetWriter, STYLES } from '../spreadsheet/sheet-writer.ts';
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

/** A standard set as a workbook that can be read, edited in a spreadsheet, and loaded again as it was. */
export async function writeStandardsWorkbook(set: StandardSet): Promise<Uint8Array> {
  const { sections, scale, transitions, rule, reason } = set;
  const levelName = (value: number | undefined) =>
    scale.find((level) => level.value === value)?.name ?? (value === undefined ? '' : String(value));
  const standardHeadings = [
    ...Object.values(STANDARD_HEADINGS).slice(0, -1),
    ...scale.map(({ value }) => `${STANDARD_HEADINGS.level} ${value}`),
  ];
  return writeXlsx({
    ...printTitles([
      pairs(SHEETS.about, [
        [ABOUT.id, set.id],
        [ABOUT.version, String(set.version)],
        [ABOUT.title, set.title],
        [ABOUT.sample, yesNo(set.sample)],
        [ABOUT.source, set.source],
        [ABOUT.previousSet, set.previousSet ?? ''],
      ]),
      table(
        SHEETS.sections,
        Object.values(SECTION_HEADINGS),
        [12, 70],
        sections.map(({ number, title }) => [number, title]),
      ),
      table(
        SHEETS.standards,
        standardHeadings,
        [11, 60, 34, 12, 10, 14, 18, 44, 12, 44, ...scale.map(() => 40)],
        sections.flatMap(({ standards }) =>
          standards.map((standard) => [
            standard.number,
            standard.wording,
            standard.short ?? '',
            yesNo(standard.mandatory),
            String(standard.weight),
            yesNo(standard.byTransition),
            LINEAGE_WORDS[standard.lineage.kind],
            'nationalWording' in standard.lineage ? (standard.lineage.nationalWording ?? '') : '',
            standard.previousNumber ?? '',
            standard.guidance ?? '',
            ...scale.map(({ value }) => standard.descriptors?.[String(value)] ?? ''),
          ]),
        ),
      ),
      table(
        SHEETS.scale,
        Object.values(SCALE_HEADINGS),
        [10, 24, 90],
        scale.map(({ value, name, descriptor }) => [String(value), name, descriptor]),
      ),
      table(
        SHEETS.transitions,
        Object.values(TRANSITION_HEADINGS),
        [30, 50],
        transitions.map(({ id, name }) => [id, name]),
      ),
      pairs(SHEETS.rule, [
        [RULE.mandatoryLevel, levelName(rule.mandatoryLevel)],
        [RULE.overallThreshold, percent(rule.overallThreshold)],
        [RULE.sectionThreshold, rule.sectionThreshold === undefined ? '' : percent(rule.sectionThreshold)],
        [RULE.transitionsCountAs, COUNTS_AS_WORDS[rule.transitionsCountAs]],
        [RULE.allPassed, OUTCOME_WORDS[rule.outcomes.allPassed]],
        [RULE.failedWithConditions, OUTCOME_WORDS[rule.outcomes.failedWithConditions]],
        [RULE.failed, OUTCOME_WORDS[rule.outcomes.failed]],
        [RULE.reasonBelow, levelName(reason.below)],
        [RULE.reasonWhenDifferent, yesNo(reason.whenDifferentFromSelfRating)],
        [RULE.validity, validityWords(set.validity)],
        [RULE.listedWithOpenConditions, yesNo(set.listedWithOpenConditions)],
      ]),
    ]),
    properties: { title: `${set.title}, version ${set.version}`, creator: 'Award Panel' },
    defaultFont: { name: 'Arial', size: 11 },
  });
}

function pairs(name: string, rows: readonly (readonly [string, string])[]) {
  const sheet = new SheetWriter(name);
  for (const [label, value] of rows)
    sheet.row(
      [
        [label, STYLES.givenStrong],
        [value, STYLES.answer],
      ],
      heightFor([{ text: value, width: 80 }], 20),
    );
  return sheet.finish({ widths: [58, 80] });
}

function table(
  name: string,
  headings: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
) {
  const sheet = new SheetWriter(name);
  const cells = (row: readonly string[], style: CellStyle) => row.map((text) => [text, style] as const);
  sheet.row(cells(headings, STYLES.heading), 34);
  for (const row of rows)
    sheet.row(
      cells(row, STYLES.answer),
      heightFor(
        row.map((text, at) => ({ text, width: widths[at] ?? 10 })),
        20,
      ),
    );
  return sheet.finish({ widths, frozen: { rows: 1, columns: 1 }, landscape: true, headingRow: 1 });
}

/** "80%", "79.5%": hundredths of a percent, in whole numbers until they are written. */
function percent(hundredths: number): string {
  const rest = hundredths % 100;
  const digits = rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
  return `${Math.floor(hundredths / 100)}${digits}%`;
}

function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

function validityWords(validity: Validity): string {
  switch (validity.kind) {
    case 'years':
      return validity.years === 1 ? '1 year' : `${validity.years} years`;
    case 'until':
      return `until ${validity.lastDay}`;
    case 'results-of-round':
      return `until the results of ${validity.year}`;
  }
}
