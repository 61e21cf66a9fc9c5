import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { safeName } from '../../shared/domain/file-names.ts';
import { Hash } from '../../shared/domain/ids.ts';
import type { EvidenceFile } from '../core/desk-types.ts';
import { sniffFile } from '../core/evidence/sniff.ts';
import { refuse } from '../core/refused.ts';

/** Evidence to be opened in its own program: which file, and the name it came with. */
export const OutsideFile = z.object({ sha256: Hash, name: z.string().min(1).max(400) });

/**
 * What opens outside: kinds that a program reads and does not run, and the endings under which each may be handed over.
 * A file goes by its bytes; its name only chooses among these.
 */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  PDF: ['pdf'],
  'PNG picture': ['png'],
  'JPEG picture': ['jpg', 'jpeg'],
  'GIF picture': ['gif'],
  'WebP picture': ['webp'],
  'BMP picture': ['bmp'],
  'TIFF picture': ['tif', 'tiff'],
  'Video or sound': ['mp4', 'm4v', 'm4a', 'mov', '3gp', 'mkv', 'webm'],
  'Older Office file or saved e-mail': ['doc', 'xls', 'ppt', 'pps', 'msg', 'pub', 'vsd', 'mpp'],
  'Rich text document': ['rtf'],
  'Word document': ['docx'],
  'Excel workbook': ['xlsx'],
  'PowerPoint presentation': ['pptx'],
  'OpenDocument text': ['odt'],
  'OpenDocument spreadsheet': ['ods'],
  'OpenDocument presentation': ['odp'],
  'Plain text': ['txt'],
};

export interface OutsideOptions {
  /** A folder of the data folder that is emptied whenever the program starts or ends. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  /** Hands a file to the system; says what went wrong, or nothing. */
  readonly openPath: (path: string) => Promise<string>;
}

/**
 * Opens a copy of an evidence file, which nothing can write to, in its own program.
 * @throws Refused where it is of a kind that could run, or no program takes it
 */
export async function openOutside(
  { folder, platform, openPath }: OutsideOptions,
  { path }: Pick<EvidenceFile, 'path'>,
  name: string,
): Promise<void> {
  const { what } = await sniffFile(path);
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ENDINGS[what]?.includes(ending) !== true)
    throw refuse(
      'file-unreadable',
      'Files of this kind are not opened from here: they could run something, or their name does not say what they are. Save a copy, if you know who made it.',
    );
  const own = join(folder, randomUUID());
  await mkdir(own, { recursive: true, mode: 0o700 });
  const copy = join(own, safeName(name));
  await copyFile(path, copy);
  if (platform === 'win32' && !(await markedAsForeign(copy))) {
    await rm(own, { recursive: true, force: true });
    throw refuse(
      'file-unreadable',
      'The disk of this computer cannot mark a copy as come from somebody else, without which other programs would trust it. Save a copy, if you know who made it.',
    );
  }
  await chmod(copy, 0o400);
  const problem = await openPath(copy);
  if (problem !== '')
    throw refuse(
      'file-unreadable',
      'No program on this computer opens this file. Save a copy, and open it where there is one.',
    );
}

/**
 * Office then opens it in its protected view, as it does what came by e-mail. False where the disk knows no such marks:
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/6e3f7352-d11c-4d76-8c39-2516a9df36e8
 */
async function markedAsForeign(copy: string): Promise<boolean> {
  try {
    await writeFile(`${copy}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

/** Takes the copies away; one that its program still holds goes the next time. */
export async function clearOutside(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    console.error(error);
  }
}
