import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainWords } from '../../../shared/domain/likeness.ts';
import type { PlainWorkbook, Unreadable } from '../../../shared/domain/workbook.ts';
import type { Parser } from '../parsing.ts';
import { refuse } from '../refused.ts';
import { SHEETS } from './form.ts';
import type { FoundFile } from './match-evidence.ts';
import { isForm } from './read-about.ts';
import { isLitter, type PickedFile, unzip } from './unzip.ts';

/** What was picked, unpacked and looked into. Every file is in exactly one of the lists, but for litter. */
export interface Gathered {
  readonly forms: readonly GatheredForm[];
  /** Spreadsheets that could not be read: a form, or evidence, and there is no telling. */
  readonly unreadable: readonly { readonly file: FoundFile; readonly reason: Unreadable }[];
  readonly others: readonly FoundFile[];
  readonly refusedZips: readonly { readonly path: string; readonly sentence: string }[];
}

export interface GatheredForm {
  readonly path: string;
  readonly workbook: PlainWorkbook;
}

export interface GatherInput {
  readonly files: readonly PickedFile[];
  readonly parser: Pick<Parser, 'workbook'>;
  /** An empty folder of ours, for what comes out of zips. */
  readonly folder: string;
  readonly progress?: ((done: number, of: number, words: string) => void) | undefined;
  /** Stops between two files; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A reader of spreadsheets takes no more than this; larger ones can only be evidence. */
const LARGEST_WORKBOOK = 60 * 1024 * 1024;

export async function gather({ files, parser, folder, progress, signal }: GatherInput): Promise<Gathered> {
  const refusedZips: { path: string; sentence: string }[] = [];
  const picked: PickedFile[] = [];
  for (const [at, one] of files.entries()) {
    signal?.throwIfAborted();
    const file = { ...one, path: one.path.replaceAll('\\', '/').normalize('NFC') };
    if (!/\.zip$/i.test(file.path)) {
      picked.push(file);
      continue;
    }
    progress?.(at, files.length, `Unpacking ${file.path}`);
    const { files: unpacked, problem } = await unzip(file, join(folder, `zip-${at}`));
    if (problem === undefined) picked.push(...unpacked);
    else refusedZips.push({ path: file.path, sentence: problem });
  }
  const kept = picked.filter(({ path }) => !isLitter(path));
  const forms: { path: string; file: FoundFile; workbook: PlainWorkbook }[] = [];
  const unreadable: { file: FoundFile; reason: Unreadable }[] = [];
  const others: FoundFile[] = [];
  for (const [at, one] of kept.entries()) {
    signal?.throwIfAborted();
    progress?.(at, kept.length, `Reading ${one.path}`);
    const found = await hashed(one);
    const read = /\.(xlsx|xlsm|ods|xls|csv)$/i.test(one.path) ? await readWorkbook(found, parser) : undefined;
    if (read === undefined || (read.ok && !isOurs(found, read.workbook))) others.push(found);
    else if (read.ok) forms.push({ path: found.path, file: found, workbook: read.workbook });
    else unreadable.push({ file: found, reason: read.reason });
  }
  progress?.(kept.length, kept.length, 'Read');
  const joined = joinTables(forms);
  return { forms: joined.forms, unreadable, others: [...others, ...joined.evidence], refusedZips };
}

async function hashed({ path, file }: PickedFile): Promise<FoundFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('A file without an encoding is read as bytes.');
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw refuse('file-unreadable', `‘${path}’ cannot be read where it was picked. Choose the files again.`, [
      { kind: 'file', at: path },
    ]);
  }
  return { path, file, sha256: hash.digest('hex'), bytes };
}

async function readWorkbook(found: FoundFile, parser: Pick<Parser, 'workbook'>) {
  if (found.bytes > LARGEST_WORKBOOK) return { ok: false as const, reason: 'too-large' as const };
  return parser.workbook(await readFile(found.file), found.path);
}

function isOurs({ path }: FoundFile, workbook: PlainWorkbook): boolean {
  return isForm(workbook) || (workbook.kind === 'csv' && sheetOfTable(path) !== undefined);
}

/** "riverbend-Evidence.csv" is the Evidence sheet, as LibreOffice names the sheets of a workbook saved as CSV. */
function sheetOfTable(path: string): string | undefined {
  const name = plainWords(path.slice(path.lastIndexOf('/') + 1).replace(/\.csv$/i, ''));
  return Object.values(SHEETS).find((sheet) => {
    const words = plainWords(sheet);
    return name === words || (name.endsWith(words) && /[\s_-]$/.test(name.slice(0, -words.length)));
  });
}

/** Tables of one folder that are named after the sheets are one form. A table named so with no form beside it is evidence. */
function joinTables(found: readonly { path: string; file: FoundFile; workbook: PlainWorkbook }[]): {
  forms: readonly GatheredForm[];
  evidence: readonly FoundFile[];
} {
  const tables = found.filter(
    ({ path, workbook }) => workbook.kind === 'csv' && sheetOfTable(path) !== undefined,
  );
  const forms: GatheredForm[] = found.filter((one) => !tables.includes(one));
  const evidence: FoundFile[] = [];
  const folders = Map.groupBy(tables, ({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  for (const group of folders.values()) {
    const main = group.find(({ path }) => sheetOfTable(path) === SHEETS.assessment);
    if (main === undefined) {
      evidence.push(...group.map(({ file }) => file));
      continue;
    }
    const sheets = group.flatMap(({ path, workbook }) =>
      workbook.sheets.map((sheet) => ({ ...sheet, name: sheetOfTable(path) ?? sheet.name })),
    );
    forms.push({ path: main.path, workbook: { kind: 'csv', sheets, enclosed: [] } });
  }
  return { forms, evidence };
}
