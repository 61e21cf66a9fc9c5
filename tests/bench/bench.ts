import { parseArgs } from 'node:util';
import { extracting } from './extracting.ts';
import { importing } from './importing.ts';
import { inFolder, type Measure, machine, type Row, sizes } from './measure.ts';
import { merging } from './merging.ts';
import { packing } from './packing.ts';
import { reading } from './reading.ts';
import { saving } from './saving.ts';
import { searching } from './searching.ts';
import { windowing } from './window.ts';

/**
 * Measures what is promised, and prints one JSON document; how far it is goes to standard error. A figure that falls
 * short is printed like any other.
 */
const measures: readonly Measure[] = [
  importing,
  saving,
  reading,
  merging,
  packing,
  extracting,
  searching,
  windowing,
];

const usage = `npm run bench -- [--only ${measures.map(({ name }) => name).join('|')}] [--size ${sizes.join('|')}]`;
const { values } = parseArgs({ options: { only: { type: 'string' }, size: { type: 'string' } } });
const size = sizes.find((each) => each === (values.size ?? 'small'));
const chosen = measures.filter(({ name }) => values.only === undefined || values.only === name);
if (size === undefined || chosen.length === 0) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const facts = machine();
  const rows: Row[] = [];
  const failed: { readonly name: string; readonly why: string }[] = [];
  for (const measure of chosen) {
    const say = (words: string) => console.error(`${measure.name}: ${words}`);
    try {
      rows.push(...(await inFolder((folder) => measure.run({ size, folder, say }))));
    } catch (error) {
      failed.push({ name: measure.name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  console.log(JSON.stringify({ machine: facts, size, rows, failed }, null, 2));
  // A measure that could not be made is an error; one that falls short is a finding.
  if (failed.length > 0) process.exitCode = 1;
}
