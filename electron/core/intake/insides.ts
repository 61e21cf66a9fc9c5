import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MOST_BYTES } from '../../../shared/domain/reading.ts';
import { list } from '../../../shared/domain/words.ts';
import type { Parser } from '../parsing.ts';
import type { PickedFile } from './unzip.ts';

/** Takes out what lies in a saved e-mail or a workbook. */
export type InsideParser = Pick<Parser, 'read' | 'enclosure'>;

export interface OpenedMail {
  readonly path: string;
  /** Where its files lie among what was picked: a folder of the mail's name. */
  readonly root: string;
  readonly files: readonly PickedFile[];
  /** What is worth saying: that it was opened, and what was left out. */
  readonly sentence: string;
  /** The address that it says it came from, in small letters; empty where it says none. */
  readonly sender: string;
  /** Addresses of shared folders and the like in its text. */
  readonly links: readonly string[];
}

/** A part of an open file, taken out of it. */
export interface Inside extends PickedFile {
  readonly part: string;
}

/** More than an organisation sends in one message. */
const MOST_FILES = 200;

export const isSavedMail = (path: string) => /\.(?:eml|msg)$/i.test(path);

/** A saved e-mail as a folder of its attachments; undefined where it is none, or has none. Names never become names on disk. */
export async function openMail(
  mail: PickedFile,
  folder: string,
  parser: InsideParser,
): Promise<OpenedMail | undefined> {
  const bytes = await bytesOf(mail);
  const result = bytes === undefined ? undefined : await parser.read(bytes, mail.path);
  if (bytes === undefined || result?.ok !== true || result.reading.body.kind !== 'mail') return undefined;
  const { enclosures, body } = result.reading;
  const wanted = enclosures.filter(({ name }) => !OWN_PICTURE.test(name));
  const taken = await takeOut(mail, bytes, wanted, folder, parser);
  if (taken.files.length === 0) return undefined;
  const own = enclosures.length - wanted.length;
  const left = [
    own === 0 ? '' : `${own === 1 ? 'a picture' : `${own} pictures`} of the message itself`,
    ...taken.failed.map((name) => `‘${name}’, which cannot be taken out`),
    wanted.length > MOST_FILES ? `what came after the first ${MOST_FILES} files` : '',
  ].filter((words) => words !== '');
  const came = taken.files.length === 1 ? 'one file' : `${taken.files.length} files`;
  return {
    path: mail.path,
    root: taken.root,
    files: taken.files,
    sentence: `The e-mail was opened: ${came} came with it. Its own words are not taken${left.length === 0 ? '' : `, nor ${list(left, 'or')}`}.`,
    sender: addressIn(body.headers.find(({ name }) => name === 'From')?.value ?? ''),
    links: [...new Set(`${body.html ?? ''} ${body.text}`.match(SHARED) ?? [])].slice(0, 20),
  };
}

/** "Lead <lead@example.org>" is lead@example.org. */
function addressIn(from: string): string {
  return (
    /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(from)?.[1] ??
    /^\S+@\S+$/.exec(from.trim())?.[0] ??
    ''
  ).toLowerCase();
}

/** Objects and pictures that lie in a workbook; `parts` are their names inside it. */
export async function insideWorkbook(
  workbook: PickedFile,
  parts: ReadonlySet<string>,
  folder: string,
  parser: InsideParser,
): Promise<readonly Inside[]> {
  const bytes = await bytesOf(workbook);
  const result = bytes === undefined ? undefined : await parser.read(bytes, workbook.path);
  if (bytes === undefined || result?.ok !== true) return [];
  // LibreOffice's objects are folders of parts, and its own tables are no files.
  const wanted = result.reading.enclosures.filter(({ path }) => parts.has(path));
  return (await takeOut(workbook, bytes, wanted, folder, parser)).files;
}

/** As Outlook and others name the pictures in a message's text, such as a logo under a name. */
const OWN_PICTURE = /^(?:image\d{3}|outlook-[^.]*)\.(?:png|jpe?g|gif)$/i;
/** Where files are left for others to fetch. */
const SHARED =
  /https:\/\/(?:[\w-]+\.)*(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|drive\.google\.com|docs\.google\.com|dropbox\.com|wetransfer\.com|we\.tl|box\.com)\/[^\s"'<>)\]]+/gi;

async function bytesOf({ file }: PickedFile): Promise<Uint8Array | undefined> {
  return (await stat(file)).size > MOST_BYTES ? undefined : readFile(file);
}

async function takeOut(
  outer: PickedFile,
  bytes: Uint8Array,
  wanted: readonly { readonly path: string; readonly name: string }[],
  folder: string,
  parser: InsideParser,
) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = outer.path.replace(/\.[^./]+$/, '');
  const files: Inside[] = [];
  const failed: string[] = [];
  const names = new Set<string>();
  for (const { path: part, name } of wanted.slice(0, MOST_FILES)) {
    const result = await parser.enclosure(bytes, outer.path, part);
    if (!result.ok) {
      failed.push(name);
      continue;
    }
    const file = join(folder, String(files.length + 1));
    await writeFile(file, result.bytes, { flag: 'wx', mode: 0o600 });
    files.push({ part, path: `${root}/${distinct(name.normalize('NFC'), names)}`, file });
  }
  return { root, files, failed };
}

/** "policy.pdf", then "policy (2).pdf". */
function distinct(name: string, names: Set<string>): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  let one = name;
  for (let next = 2; names.has(one.toLowerCase()); next++) one = `${stem} (${next})${ending}`;
  names.add(one.toLowerCase());
  return one;
}
