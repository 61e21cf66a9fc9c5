import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FilledRow, FormFill } from '../../../electron/core/intake/form.ts';
import { type RehearsalInput, rehearse } from '../../../electron/core/intake/rehearse.ts';
import { type TemplateInput, writeTemplate } from '../../../electron/core/intake/template.ts';
import type { Parser } from '../../../electron/core/parsing.ts';
import { readEnclosure, readFile } from '../../../electron/parsers/read.ts';
import { parseWorkbook } from '../../../electron/parsers/workbook.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import { StandardSet } from '../../../shared/domain/standard-set.ts';

/** Deliveries as organisations send them, made in a folder of their own. */

export const closesAt = Instant.parse('2026-03-31T16:00:00.000Z');
export const inTime = Instant.parse('2026-03-30T09:00:00.000Z');

const standard = (number: string, more: object = {}) => ({
  number,
  wording: `The organisation does what ${number} says.`,
  mandatory: false,
  weight: 1,
  lineage: { kind: 'as-national' },
  byTransition: false,
  ...more,
});

export const set = StandardSet.parse({
  format: 'award-panel/standard-set/1',
  id: 'small',
  version: 2,
  title: 'Small standards',
  sample: true,
  source: 'Made for tests',
  sections: [
    { number: '1', title: 'Culture', standards: [standard('1.1', { mandatory: true }), standard('1.2')] },
    { number: '3', title: 'Empowerment', standards: [standard('3.3', { byTransition: true })] },
    {
      number: '5',
      title: 'Delivery',
      standards: [standard('5.5', { lineage: { kind: 'removed' } }), standard('5.6')],
    },
  ],
  transitions: [
    { id: 'newly-registered', name: 'Newly registered' },
    { id: 'return-to-practice', name: 'Return to practice' },
  ],
  scale: [
    { value: 0, name: 'Not met', descriptor: 'Nothing shows it.' },
    { value: 1, name: 'Partly met', descriptor: 'Some of it.' },
    { value: 2, name: 'Met', descriptor: 'All of it.' },
  ],
  rule: {
    mandatoryLevel: 2,
    overallThreshold: 8000,
    transitionsCountAs: 'lowest',
    outcomes: {
      allPassed: 'awarded',
      failedWithConditions: 'awarded-when-conditions-are-met',
      failed: 'not-awarded',
    },
  },
  reason: { whenDifferentFromSelfRating: true },
  validity: { kind: 'years', years: 2 },
  listedWithOpenConditions: false,
});

export const organisations = [
  { id: 'riverbend', name: 'Riverbend Community Trust', odsCode: 'ZZ1' },
  { id: 'hillside', name: 'Hillside Hospitals' },
] as const;

export const row = (item: string, more: Partial<FilledRow> = {}): FilledRow => ({
  item,
  rating: 'Met',
  account: `We do what ${item} says.`,
  reason: '',
  action: '',
  references: [{ ref: 'E1', pages: 'p. 4' }],
  ...more,
});

/** A submission with nothing amiss: two files, every item answered, one transition offered. */
export const whole: FormFill = {
  transitions: { 'newly-registered': 'Yes', 'return-to-practice': 'No' },
  professions: ['Dietitians', 'Physiotherapists'],
  covers: 'Riverbend Hospital',
  contact: { name: 'The lead', role: 'Preceptorship lead', email: 'lead@example.org' },
  rows: [
    row('1.1'),
    row('1.2'),
    row('3.3/newly-registered'),
    row('5.6', { references: [{ ref: 'E2', pages: '' }] }),
  ],
  evidence: [
    { ref: 'E1', name: 'policy.pdf', shows: 'The policy', namesRemoved: 'Yes' },
    { ref: 'E2', name: 'tracker.csv.pdf', shows: 'The tracker', namesRemoved: 'Yes' },
  ],
  declaration: { confirmed: 'Yes', name: 'A director', role: 'Director', date: '6 March 2026' },
};

export const files = { 'policy.pdf': 'the policy', 'tracker.csv.pdf': 'the tracker' } as const;

export function form(fill: FormFill = whole, more: Partial<TemplateInput> = {}): Promise<Uint8Array> {
  const round = { id: '2026', year: 2026, closesAt };
  return writeTemplate({ set, round, organisation: organisations[0], fill, ...more });
}

/** The reader itself, in this process: what the process around it does is tried elsewhere. */
export const parser: Pick<Parser, 'workbook' | 'read' | 'enclosure'> = {
  workbook: parseWorkbook,
  read: readFile,
  enclosure: readEnclosure,
};

/** What a rehearsal makes of these files, by the path that each was picked as. */
export async function rehearsalOf(
  delivery: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<RehearsalInput> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'award-intake-'));
  try {
    const picked = Object.entries(delivery).map(([path, content], at) => {
      const file = join(folder, 'picked', String(at));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return { path, file };
    });
    return await rehearse({
      set,
      round: { id: '2026', year: 2026, closesAt },
      organisations,
      lastVersions: new Map(),
      batches: [],
      receivedAt: inTime,
      parser,
      folder: join(folder, 'unpacked'),
      files: picked,
      ...more,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder "riverbend" with this form and these files beside it. */
export async function folderOf(
  fill: FormFill = whole,
  beside: Readonly<Record<string, string | Uint8Array>> = files,
  template: Partial<TemplateInput> = {},
): Promise<Record<string, string | Uint8Array>> {
  return {
    'riverbend/submission.xlsx': await form(fill, template),
    ...Object.fromEntries(
      Object.entries(beside).map(([name, content]) => [`riverbend/evidence/${name}`, content]),
    ),
  };
}
