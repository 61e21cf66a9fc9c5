import type { FilledRow, FormFill } from '../../electron/core/intake/form.ts';
import type { SampleMistake } from '../../shared/domain/sample-round.ts';

/** What an organisation sends: the words in its form, and its files by name. */
export interface Delivery {
  readonly fill: FormFill;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** What goes wrong in the first deliveries of two organisations. A second one puts it right. */
export const sampleMistakes: Readonly<Record<string, readonly SampleMistake[]>> = {
  'orchard-vane': [
    { kind: 'rating-off-scale', where: '2.2' },
    { kind: 'evidence-missing', where: 'Training calendar 2026.xlsx' },
    { kind: 'evidence-empty', where: 'Exit interview themes.txt' },
    { kind: 'removed-standard-answered', where: '5.5' },
  ],
  wrenhollow: [
    { kind: 'mandatory-empty', where: '4.1' },
    { kind: 'evidence-unnamed', where: 'Parking at the Wren Room.txt' },
    { kind: 'evidence-twice', where: 'Wall chart (1).png' },
  ],
};

const parking = new TextEncoder().encode(
  'Parking at the Wren Room\n\nThere are two places behind the bins. Ring the bell and somebody will move the cone.\nSaved with the evidence by mistake.\n',
);

/** The same delivery with one more thing wrong. */
export function spoil(delivery: Delivery, { kind, where }: SampleMistake): Delivery {
  const { fill, files } = delivery;
  switch (kind) {
    case 'rating-off-scale':
      return { ...delivery, fill: { ...fill, rows: changeRow(fill, where, { rating: 'Gren' }) } };
    case 'mandatory-empty':
      return {
        ...delivery,
        fill: { ...fill, rows: changeRow(fill, where, { rating: '', account: '', references: [] }) },
      };
    case 'removed-standard-answered':
      return { ...delivery, fill: { ...fill, rows: [...fill.rows, answerTo(where)] } };
    case 'evidence-missing':
      return { ...delivery, files: new Map([...files].filter(([name]) => name !== where)) };
    case 'evidence-empty':
      return { ...delivery, files: new Map([...files, [where, new Uint8Array()]]) };
    case 'evidence-unnamed':
      return { ...delivery, files: new Map([...files, [where, parking]]) };
    case 'evidence-twice':
      return {
        fill: { ...fill, evidence: [...fill.evidence, listing(fill, where)] },
        files: new Map([...files, [where, held(files, where.replace(' (1)', ''))]]),
      };
  }
}

function changeRow(fill: FormFill, item: string, change: Partial<FilledRow>): readonly FilledRow[] {
  return fill.rows.map((row) => (row.item === item ? { ...row, ...change } : row));
}

function answerTo(item: string): FilledRow {
  return {
    item,
    rating: 'Met',
    account: 'We answered this one from last year’s form.',
    reason: '',
    action: '',
    references: [],
  };
}

/** The next row of the Evidence sheet. */
function listing(fill: FormFill, name: string): FormFill['evidence'][number] {
  return {
    ref: `E${fill.evidence.length + 1}`,
    name,
    shows: 'The same, from the other telephone',
    namesRemoved: 'Yes',
  };
}

function held(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`There is no ${name} to send twice.`);
  return bytes;
}
