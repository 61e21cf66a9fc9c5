import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { StandardSet } from '../../../shared/domain/standard-set.ts';
import { problemsOf, type StandardsProblem } from '../../../shared/domain/standards-check.ts';
import { list } from '../../../shared/domain/words.ts';
import { type PlainWorkbook, unreadableSentence } from '../../../shared/domain/workbook.ts';
import { type Parser, startParser } from '../parsing.ts';
import { readStandardsWorkbook } from './read-workbook.ts';
import { COUNTS_AS_WORDS, LINEAGE_WORDS, OUTCOME_WORDS } from './sheets.ts';

/** The set where nothing is wrong with it, else everything that is. */
export interface LoadedSet {
  readonly set: StandardSet | undefined;
  readonly problems: readonly StandardsProblem[];
}

const LARGEST_FILE = 20 * 1024 * 1024;

/** Reads a set from JSON or a workbook. `path` is what a person picked, `file` where its bytes lie. */
export async function loadStandardSet(
  { path, file }: { readonly path: string; readonly file: string },
  parser?: Parser,
): Promise<LoadedSet> {
  const unusable = (sentence: string) => ({
    set: undefined,
    problems: [{ sentence, place: { kind: 'file' as const, at: path } }],
  });
  if ((await stat(file)).size > LARGEST_FILE) return unusable(unreadableSentence('too-large'));
  const bytes = await readFile(file);
  if (/\.json$/i.test(path)) return loadJson(bytes.toString('utf8'), path);
  const own = parser ?? startParser();
  try {
    const read = await own.workbook(bytes, path);
    return read.ok ? loadWorkbook(read.workbook) : unusable(unreadableSentence(read.reason));
  } finally {
    if (parser === undefined) own.close();
  }
}

export function loadJson(text: string, path: string): LoadedSet {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const sentence =
      'The file is not JSON. Save the standards as JSON or as a workbook from the Standards room, and edit that.';
    return { set: undefined, problems: [{ sentence, place: { kind: 'file', at: path } }] };
  }
  return check(value, (where) => ({ kind: 'field', at: fieldName(where) }));
}

export function loadWorkbook(workbook: PlainWorkbook): LoadedSet {
  const { value, places } = readStandardsWorkbook(workbook);
  return check(value, (where) => ({ kind: 'cell', at: cellFor(where, places) }));
}

function check(
  value: unknown,
  placeOf: (path: readonly PropertyKey[]) => StandardsProblem['place'],
): LoadedSet {
  const parsed = StandardSet.safeParse(value, { reportInput: true });
  if (!parsed.success)
    return {
      set: undefined,
      problems: parsed.error.issues.map((issue) => ({
        sentence: sentenceFor(issue),
        place: placeOf(issue.path),
      })),
    };
  const problems = problemsOf(parsed.data);
  return { set: problems.length === 0 ? parsed.data : undefined, problems };
}

/** The cell of the path, or of the nearest path around it. */
function cellFor(path: readonly PropertyKey[], places: ReadonlyMap<string, string>): string {
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(path.slice(0, length).join('.'));
    if (place !== undefined) return place;
  }
  return path[0] === undefined ? 'The workbook' : `The sheet for ${String(path[0])}`;
}

/** "sections 3, standards 2, wording": counted from 1, as a person counts. */
function fieldName(path: readonly PropertyKey[]): string {
  const words = path
    .map((part) => (typeof part === 'number' ? ` ${part + 1}` : `, ${String(part)}`))
    .join('');
  return words === '' ? 'the file' : words.replace(/^, /, '');
}

const WORDS: Readonly<Record<string, string>> = { ...LINEAGE_WORDS, ...OUTCOME_WORDS, ...COUNTS_AS_WORDS };

function sentenceFor(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  const words = wordsIn(input);
  const said = words === undefined ? 'What stands here' : `‘${words.slice(0, 60)}’`;
  const empty = input === undefined || input === '';
  switch (issue.code) {
    case 'invalid_type':
      if (empty) return `Nothing stands here. ${needed(issue.expected, issue.path)}`;
      return `${said} cannot stand here. ${needed(issue.expected, issue.path)}`;
    case 'too_small':
      if (issue.origin === 'array')
        return `There ${issue.minimum === 1 ? 'is not one row' : `are fewer than ${issue.minimum} rows`}. Write at least ${issue.minimum}.`;
      return empty
        ? 'Nothing stands here. Write it.'
        : `${said} is too small. The least is ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string'
        ? `The text has ${String(input).length} characters. The most is ${issue.maximum}.`
        : `${said} is too large. The most is ${issue.maximum}.`;
    case 'invalid_format':
      return empty
        ? 'Nothing stands here. Write it.'
        : `${said} is not written as it has to be. ${formatOf(issue.path)}`;
    case 'invalid_value':
      return `${empty ? 'Nothing stands here' : `${said} is not known`}. Use ${list(
        issue.values.map((value) => WORDS[String(value)] ?? String(value)),
        'or',
      )}.`;
    case 'invalid_union':
      return `${empty ? 'Nothing stands here' : `${said} is not known`}. Use ${unionOf(issue.path)}.`;
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return `${said} cannot stand here.`;
  }
}

/** A lineage is an object by its kind: the word that a person wrote is in there. */
function wordsIn(input: unknown): string | undefined {
  if (typeof input === 'string' || typeof input === 'number') return String(input);
  const isKind = typeof input === 'object' && input !== null && 'kind' in input;
  return isKind && typeof input.kind === 'string' ? input.kind : undefined;
}

function needed(expected: string, path: readonly PropertyKey[]): string {
  if (path[0] === 'validity') return `Use ${unionOf(path)}.`;
  if (/Threshold$/.test(String(path.at(-1)))) return 'Write a percentage, as in 80%.';
  if (expected === 'boolean') return 'Use Yes or No.';
  if (expected === 'number' || expected === 'int') return 'Write a whole number.';
  return expected === 'string' ? 'Write it in words.' : 'Look at the shipped sample for what belongs here.';
}

function formatOf(path: readonly PropertyKey[]): string {
  const field = path.at(-1);
  if (field === 'id' && path.length === 1) return 'Use small letters, digits and dashes.';
  if (field === 'id') return 'Use letters, digits, dots, dashes and underscores.';
  return path.includes('standards')
    ? 'Write section, dot, standard, as in 3.3.'
    : 'Write it as the shipped sample does.';
}

function unionOf(path: readonly PropertyKey[]): string {
  if (path.includes('lineage')) return list(Object.values(LINEAGE_WORDS), 'or');
  return '“2 years”, “until 2028-03-31” or “until the results of 2028”';
}
