import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainWords } from '../../../shared/domain/likeness.ts';
import type { PlainWorkbook, Unreadable } from '../../../shared/domain/workbook.ts';
import type { Parser } from '../parsing.ts';
import { refuse } from '../refused.ts';
import { SHEETS } from './form.ts';
import { type InsideParser, insideWorkbook, isSavedMail, type OpenedMail, openMail } from './insides.ts';
import type { FoundFile } from './match-evidence.ts';
import { isForm } from './read-about.ts';
import { SHEETS as REPLY_SHEETS } from './replies/form.ts';
import { isReply } from './replies/read.ts';
import { isLitter, type PickedFile, unzip } from './unzip.ts';
import type { GatheredTable } from './wide/rehearse-tables.ts';

/** What was picked, unpacked and looked into. Every file is in exactly one of the lists, but for litter. */
export interface Gathered {
  readonly forms: readonly GatheredForm[];
  /** Tables with a row per organisation. */
  readonly tables: readonly GatheredTable[];
  /** Spreadsheets that could not be read: a form, or evidence, and there is no telling. */
  readonly unreadable: readonly { readonly file: FoundFile; readonly reason: Unreadable }[];
  readonly others: readonly FoundFile[];
  readonly refusedZips: readonly { readonly path: string; readonly sentence: string }[];
  /** E-mails whose attachments are among the rest. */
  readonly mails: readonly OpenedMail[];
  /** E-mails with attachments that stay one file. */
  readonly closedMails: readonly OpenedMail[];
}

export interface TableRules {
  /** Whether a spreadsheet that is no form, picked as that, may be such a table. */
  isTable(workbook: PlainWorkbook, path: string): boolean;
  /** Whether it has rows of two of the round's organisations: it is then nobody's evidence, wherever it lies. */
  isOfSeveral(workbook: PlainWorkbook): boolean;
}

export interface GatheredForm {
  readonly path: string;
  /** Without the objects and pictures that were taken out of it. */
  readonly workbook: PlainWorkbook;
  /** Files that lie in the workbook itself. */
  readonly inside: readonly FoundFile[];
}

export interface GatherInput {
  readonly files: readonly PickedFile[];
  readonly parser: Pick<Parser, 'workbook'> & InsideParser;
  /** How a table of many organisations is told from evidence. */
  readonly tables: TableRules;
  /** E-mails that a person gave to an organisation: it by their path. They are opened. */
  readonly confirmedMails?: ReadonlyMap<string, string> | undefined;
  /** An empty folder of ours, for what comes out of zips, e-mails and workbooks. */
  readonly folder: string;
  readonly progress?: ((done: number, of: number, words: string) => void) | undefined;
  /** Stops between two files; the promise is then rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** A reader of spreadsheets takes no more than this; larger ones can only be evidence. */
const LARGEST_WORKBOOK = 60 * 1024 * 1024;

export async function gather(input: GatherInput): Promise<Gathered> {
  const { files, parser, folder, progress, signal, confirmedMails } = input;
  const refusedZips: { path: string; sentence: string }[] = [];
  const picked = await unpackZips(files, 'zip');
  const alone = picked.filter(({ path }) => !isLitter(path));
  const mails: OpenedMail[] = [];
  for (const [at, one] of alone.filter(({ path }) => isSavedMail(path)).entries()) {
    signal?.throwIfAborted();
    const opened = await openMail(one, join(folder, `mail-${at}`), parser);
    if (opened !== undefined) mails.push(opened);
  }
  const unpacked = await unpackZips(
    mails.flatMap(({ files }) => files),
    'mail-zip',
  );
  const kept = [...alone, ...unpacked.filter(({ path }) => !isLitter(path))];
  const forms: FoundForm[] = [];
  const tables: FoundForm[] = [];
  const unreadable: { file: FoundFile; reason: Unreadable }[] = [];
  const others: FoundFile[] = [];
  for (const [at, one] of kept.entries()) {
    signal?.throwIfAborted();
    progress?.(at, kept.length, `Reading ${one.path}`);
    const found = await hashed(one);
    const read = /\.(xlsx|xlsm|ods|xls|csv)$/i.test(one.path) ? await readWorkbook(found, parser) : undefined;
    if (read === undefined) others.push(found);
    else if (read.ok && !isOurs(found, read.workbook))
      if (input.tables.isTable(read.workbook, found.path))
        tables.push({ path: found.path, file: found, workbook: read.workbook });
      else others.push(found);
    else if (read.ok) forms.push({ path: found.path, file: found, workbook: read.workbook });
    else unreadable.push({ file: found, reason: read.reason });
  }
  const evidence = tablesOfForms(tables, forms, input.tables);
  const wide = tables.filter((table) => !evidence.includes(table));
  others.push(...evidence.map(({ file }) => file));
  const opened = mailsToOpen(mails, [...forms, ...wide], confirmedMails ?? new Map());
  const stays = ({ path }: { readonly path: string }) => {
    const of = mails.find(({ root }) => path.startsWith(`${root}/`));
    if (of !== undefined && !opened.has(of)) return false;
    return !mails.some((mail) => mail.path === path && opened.has(mail));
  };
  const joined = joinTables(forms.filter(stays));
  const whole: GatheredForm[] = [];
  for (const [at, form] of joined.forms.entries()) {
    signal?.throwIfAborted();
    whole.push(await withInsides(form, join(folder, `inside-${at}`), parser));
  }
  progress?.(kept.length, kept.length, 'Read');
  return {
    forms: whole,
    tables: wide.filter(stays),
    unreadable: unreadable.filter(({ file }) => stays(file)),
    others: [...others.filter(stays), ...joined.evidence],
    refusedZips,
    mails: [...opened],
    closedMails: mails.filter((mail) => !opened.has(mail)),
  };

  async function unpackZips(found: readonly PickedFile[], name: string): Promise<readonly PickedFile[]> {
    const out: PickedFile[] = [];
    for (const [at, one] of found.entries()) {
      signal?.throwIfAborted();
      const file = { ...one, path: one.path.replaceAll('\\', '/').normalize('NFC') };
      if (!/\.zip$/i.test(file.path)) {
        out.push(file);
        continue;
      }
      progress?.(at, found.length, `Unpacking ${file.path}`);
      const { files: unzipped, problem } = await unzip(file, join(folder, `${name}-${at}`));
      if (problem === undefined) out.push(...unzipped);
      else refusedZips.push({ path: file.path, sentence: problem });
    }
    return out;
  }
}

interface FoundForm {
  readonly path: string;
  readonly file: FoundFile;
  readonly workbook: PlainWorkbook;
}

/**
 * A saved e-mail is how a submission came, or it is evidence itself. It is opened where a form lies in it, where a form
 * names one of its files, where a person says whose it is, or where there is no form beside it to belong to; not where
 * a form names the e-mail.
 */
function mailsToOpen(
  mails: readonly OpenedMail[],
  forms: readonly FoundForm[],
  confirmed: ReadonlyMap<string, string>,
): ReadonlySet<OpenedMail> {
  const within = ({ root }: OpenedMail, { path }: { readonly path: string }) => path.startsWith(`${root}/`);
  const names = namesIn(forms);
  const isNamed = (path: string) => isAmong(names, path);
  return new Set(
    mails.filter((mail) => {
      if (confirmed.has(mail.path) || forms.some((form) => within(mail, form))) return true;
      if (isNamed(mail.path)) return false;
      return mail.files.some(({ path }) => isNamed(path)) || forms.length === 0;
    }),
  );
}

/** A table is an organisation's evidence where a form names it, or where it lies with a form and is of one organisation. */
function tablesOfForms(
  tables: readonly FoundForm[],
  forms: readonly FoundForm[],
  rules: TableRules,
): readonly FoundForm[] {
  const names = namesIn(forms);
  const folders = forms
    .map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1))
    .filter((folder) => folder !== '');
  return tables.filter(
    ({ path, workbook }) =>
      isAmong(names, path) ||
      (folders.some((folder) => path.startsWith(folder)) && !rules.isOfSeveral(workbook)),
  );
}

/** What stands in the cells of forms: among it the files that they name. */
function namesIn(forms: readonly FoundForm[]): ReadonlySet<string> {
  return new Set(forms.flatMap(({ workbook }) => wordsIn(workbook)));
}

function isAmong(names: ReadonlySet<string>, path: string): boolean {
  const name = plainWords(path.slice(path.lastIndexOf('/') + 1));
  return names.has(name) || names.has(name.replace(/\.[a-z0-9]{2,5}$/, ''));
}

function wordsIn({ sheets }: PlainWorkbook): readonly string[] {
  return sheets.flatMap(({ rows }) =>
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ value }) =>
        typeof value === 'string' && value.length < 400 ? [plainWords(value)] : [],
      ),
    ),
  );
}

async function withInsides(form: FoundForm, folder: string, parser: InsideParser): Promise<GatheredForm> {
  const { path, file, workbook } = form;
  const lying = workbook.enclosed.filter(({ kind }) => kind === 'object' || kind === 'picture');
  if (lying.length === 0) return { path, workbook, inside: [] };
  const parts = new Set(lying.map(({ name }) => name));
  const taken = await insideWorkbook(file, parts, folder, parser);
  const out = new Set(taken.map(({ part }) => part));
  const left = workbook.enclosed.filter(
    ({ kind, name }) => !((kind === 'object' || kind === 'picture') && out.has(name)),
  );
  return { path, workbook: { ...workbook, enclosed: left }, inside: await Promise.all(taken.map(hashed)) };
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
  return (
    isReply(workbook) || isForm(workbook) || (workbook.kind === 'csv' && sheetOfTable(path) !== undefined)
  );
}

/** "riverbend-Evidence.csv" is the Evidence sheet, as LibreOffice names the sheets of a workbook saved as CSV. */
function sheetOfTable(path: string): string | undefined {
  const name = plainWords(path.slice(path.lastIndexOf('/') + 1).replace(/\.csv$/i, ''));
  return Object.values(SHEETS).find((sheet) => {
    const words = plainWords(sheet);
    return name === words || (name.endsWith(words) && /[\s_-]$/.test(name.slice(0, -words.length)));
  });
}

/** Tables of one folder that are named after the sheets are one form, or the one reply there. A table named so with no form beside it is evidence. */
function joinTables(found: readonly FoundForm[]): {
  forms: readonly FoundForm[];
  evidence: readonly FoundFile[];
} {
  const tables = found.filter(
    ({ path, workbook }) => workbook.kind === 'csv' && sheetOfTable(path) !== undefined,
  );
  const forms: FoundForm[] = found.filter((one) => !tables.includes(one));
  const evidence: FoundFile[] = [];
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
  const replies = found.filter(({ workbook }) => workbook.kind === 'csv' && isReply(workbook));
  const folders = Map.groupBy(tables, ({ path }) => folderOf(path));
  for (const group of folders.values()) {
    const main = group.find(({ path }) => sheetOfTable(path) === SHEETS.assessment);
    const reply = main === undefined ? alone(replies, folderOf(group[0]?.path ?? '')) : undefined;
    const head = main ?? reply;
    if (head === undefined) {
      evidence.push(...group.map(({ file }) => file));
      continue;
    }
    const sheets = [...(reply === undefined ? [] : [reply]), ...group].flatMap(({ path, workbook }) =>
      workbook.sheets.map((sheet) => ({ ...sheet, name: sheetOfTable(path) ?? REPLY_SHEETS.questions })),
    );
    const { path, file } = head;
    const joined: FoundForm = { path, file, workbook: { kind: 'csv', sheets, enclosed: [] } };
    if (reply === undefined) forms.push(joined);
    else forms.splice(forms.indexOf(reply), 1, joined);
  }
  return { forms, evidence };

  function alone(those: readonly FoundForm[], folder: string): FoundForm | undefined {
    const [one, ...more] = those.filter(({ path }) => folderOf(path) === folder);
    return more.length === 0 ? one : undefined;
  }
}
