import type { Enclosure } from '../../shared/domain/reading.ts';
import { type Compound, isCompound, openCompound } from './compound.ts';
import { UnreadableFile } from './container.ts';
import { clip } from './draft.ts';
import { plainName } from './mail.ts';
import type { Parts } from './parts.ts';
import { sniffBytes } from './sniff.ts';

/** What an Office file holds of other files: embedded objects, and for a workbook its pictures. */
const OBJECTS = /^(?:(?:word|xl|ppt)\/embeddings\/[^/]+|Object \d+)$/i;
/** Drawings in Windows' own form are how an object looks while it is closed; nothing here shows them. */
const PICTURES = /^(?:xl\/media|Pictures)\/[^/]+\.(?:png|jpe?g|gif|bmp|webp|tiff?)$/i;
const MOST = 500;

interface Unwrapped {
  readonly name: string | undefined;
  readonly bytes: Uint8Array;
}

/** The files inside an Office file, each by its part, under the name that it was put in with where the file says so. */
export async function embeddedIn(parts: Parts, withPictures: boolean): Promise<readonly Enclosure[]> {
  const wanted = [...parts.names].filter(
    (name) => OBJECTS.test(name) || (withPictures && PICTURES.test(name)),
  );
  const found: Enclosure[] = [];
  for (const path of wanted.slice(0, MOST)) {
    const part = await parts.bytes(path);
    if (part === undefined) continue;
    const { name, bytes } = unwrapped(part);
    const given = name ?? namedByKind(path.slice(path.lastIndexOf('/') + 1), bytes);
    found.push({ path, name: clip(plainName(given), 400), bytes: bytes.length });
  }
  return found;
}

/** One of them, out of its wrapping. @throws UnreadableFile */
export async function embeddedBytes(parts: Parts, path: string): Promise<Uint8Array> {
  const part = await parts.bytes(path);
  if (part === undefined) throw new UnreadableFile('damaged');
  return unwrapped(part).bytes;
}

/**
 * What a compound file was wrapped round: a packaged file with its name ([MS-OLEDS] 2.3.6, as the Packager fills it),
 * a PDF as Acrobat embeds it, or a newer Office file. Any other is a file by itself.
 */
function unwrapped(bytes: Uint8Array): Unwrapped {
  const asItIs = { name: undefined, bytes };
  return fromCompound(bytes, asItIs, (file) => {
    const native = file.stream('\u0001Ole10Native');
    const packaged = native && packageIn(native);
    if (packaged !== undefined) return packaged;
    const inner = file.stream('CONTENTS') ?? file.stream('Package');
    return inner === undefined || inner.length === 0 ? asItIs : { name: undefined, bytes: inner };
  });
}

/** `otherwise` for what is no compound file, or a damaged one: it is passed on as it is. */
function fromCompound<Value>(bytes: Uint8Array, otherwise: Value, use: (file: Compound) => Value): Value {
  if (!isCompound(bytes)) return otherwise;
  try {
    return use(openCompound(bytes));
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof RangeError) return otherwise;
    throw error;
  }
}

function packageIn(native: Buffer): Unwrapped | undefined {
  let at = 4;
  if (native.length < 16 || native.readUInt16LE(at) !== 2) return undefined;
  at += 2;
  const words = () => {
    const end = native.indexOf(0, at);
    if (end < 0) throw new RangeError('A name without an end.');
    const text = new TextDecoder('windows-1252').decode(native.subarray(at, end));
    at = end + 1;
    return text;
  };
  const [label, path] = [words(), words()];
  at += 4;
  at += 4 + native.readUInt32LE(at);
  const size = native.readUInt32LE(at);
  const content = native.subarray(at + 4, at + 4 + size);
  if (content.length < size) return undefined;
  return { name: label || path || undefined, bytes: content };
}

const ENDINGS: Readonly<Record<string, string>> = {
  PDF: 'pdf',
  'Word document': 'docx',
  'Excel workbook': 'xlsx',
  'PowerPoint presentation': 'pptx',
};

/** "oleObject1.bin" that holds a PDF is "oleObject1.pdf". */
function namedByKind(name: string, bytes: Uint8Array): string {
  const { what } = sniffBytes(bytes.subarray(0, 4096), bytes.subarray(-65_536));
  const ending = ENDINGS[what] ?? fromCompound(bytes, undefined, oldEnding);
  return ending === undefined || !/(?:\.bin|^[^.]+)$/i.test(name)
    ? name
    : `${name.replace(/\.bin$/i, '')}.${ending}`;
}

function oldEnding({ names }: Compound): string | undefined {
  if (names.includes('WordDocument')) return 'doc';
  if (names.includes('PowerPoint Document')) return 'ppt';
  return names.includes('Workbook') || names.includes('Book') ? 'xls' : undefined;
}
