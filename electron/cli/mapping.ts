import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { RehearsalView } from '../../shared/contract/intake.ts';
import {
  columnKey,
  columnLetters,
  fieldLabel,
  mappingOf,
  type RehearsedTable,
  WideMapping,
} from '../../shared/domain/wide-table.ts';
import { count, list } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { type Refused, refuse } from '../core/refused.ts';
import { table as aligned } from './aligned.ts';
import type { Said } from './verb.ts';

/** A table of many organisations whose columns nobody has explained yet. */
export function refuseUnmapped(tables: readonly RehearsedTable[]): Refused {
  const names = list(tables.map(({ path }) => `‘${path}’`));
  const fresh = tables.flatMap(({ columns }) => columns.filter(({ isNew }) => isNew)).map(headed);
  const gone = tables.flatMap((each) => each.gone.map((heading) => `‘${heading}’`));
  const changed = [
    ...(fresh.length === 0 ? [] : [` New since it was mapped: ${list(fresh)}.`]),
    ...(gone.length === 0 ? [] : [` Gone since then: ${list(gone)}.`]),
  ].join('');
  return refuse(
    'wrong-input',
    `It is not known what the columns of ${names} are.${changed} Write down what they seem to be with --mapping-out FILE.json, look it over, and give it back with --mapping FILE.json.`,
  );
}

const headed = ({ heading, column }: RehearsedTable['columns'][number]) =>
  heading === '' ? `column ${columnLetters(column)}` : `‘${heading}’`;

/** Writes the proposal for the one table there is, or the mapping that it is read by. */
export async function writeMapping({ tables }: RehearsalView, out: string): Promise<Said> {
  const table = theOneOf(tables);
  const file = resolve(out);
  const mapping = mappingOf(table);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(mapping, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse(
      'file-unreadable',
      `${file} cannot be written (${String(error.code)}). Choose another place for it.`,
      [{ kind: 'file', at: file }],
    );
  }
  const used = table.columns.filter(({ field }) => field !== null).length;
  return {
    value: { file, table, mapping },
    text: [
      aligned(
        ['Column', 'Heading', 'Is', 'Such as'],
        table.columns.map(({ column, heading, field, samples }) => [
          columnLetters(column),
          heading.slice(0, 50),
          (field === null ? undefined : fieldLabel(field, table)) ?? 'Not used',
          (samples[0] ?? '').slice(0, 40),
        ]),
      ),
      '',
      `${count(used, 'column')} of ${table.columns.length} would be used. Written to ${file}: look it over, and give it back with --mapping.`,
    ].join('\n'),
  };
}

/** Keeps the mapping of a file for the one table there is. Throws the refusal 'wrong-input' with what is wrong in it. */
export async function giveMapping(
  desk: DeskPort,
  { id, tables }: RehearsalView,
  path: string,
): Promise<void> {
  const mapping = await readMapping(path);
  const table = theOneOf(tables, mapping);
  const { problems } = await ask(desk, 'import.map', {
    rehearsal: id,
    table: table.path,
    mapping,
  });
  if (problems.length === 0) return;
  throw refuse(
    'wrong-input',
    [`${path} does not fit ${table.name}.`, ...problems.map(({ sentence }) => `  ${sentence}`)].join('\n'),
  );
}

/** The one table; of several the one that has the most of the mapping's headings. */
function theOneOf(tables: readonly RehearsedTable[], mapping?: WideMapping): RehearsedTable {
  const shared = (table: RehearsedTable) => {
    const keys = new Set(table.columns.map(columnKey));
    return mapping?.columns.filter((column) => keys.has(columnKey(column))).length ?? 0;
  };
  const [first, second] = tables.toSorted((one, other) => shared(other) - shared(one));
  if (first === undefined)
    throw refuse('wrong-input', 'There is no table of many organisations in what was named.');
  if (second !== undefined && shared(first) === shared(second))
    throw refuse(
      'wrong-input',
      `There are several tables of many organisations: ${list(tables.map(({ path }) => `‘${path}’`))}. Name one of them.`,
    );
  return first;
}

async function readMapping(path: string): Promise<WideMapping> {
  const words = await readFile(path, 'utf8').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse('file-unreadable', `There is nothing at ${path}, or it cannot be read.`, [
      { kind: 'file', at: path },
    ]);
  });
  const read = WideMapping.safeParse(parsed(words, path));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw refuse(
    'wrong-input',
    `${path} is no mapping: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? ''}. Write one with --mapping-out.`,
  );
}

function parsed(words: string, path: string): unknown {
  try {
    return JSON.parse(words);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refuse('wrong-input', `${path} is not JSON. Write a mapping with --mapping-out.`);
  }
}
