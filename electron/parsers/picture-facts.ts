import type { Caution } from '../../shared/domain/reading.ts';
import type { Draft, Property } from './draft.ts';

const ARTIST = 0x013b;
const XP_AUTHOR = 0x9c9d;
const GPS = 0x8825;
const TAKEN = 0x0132;

/** A picture is drawn from its bytes; read here is only what a camera wrote beside it. */
export function readPicture(bytes: Uint8Array, what: string): Draft {
  const exif = exifOf(bytes);
  const cautions: Caution[] = exif?.located
    ? [{ kind: 'location', quote: '', sentence: 'The picture says where it was taken.' }]
    : [];
  return { what, body: { kind: 'image' }, leaves: [], cautions, properties: exif?.properties ?? [] };
}

interface Exif {
  readonly properties: readonly Property[];
  readonly located: boolean;
}

/** The first directory of a JPEG's Exif part. CIPA DC-008, 4.5 and 4.6. Undefined where there is none, or it is broken. */
function exifOf(bytes: Uint8Array): Exif | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 4 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker < 0xffe0 || marker > 0xffef) return undefined;
    const isExif = at + 18 <= view.byteLength && view.getUint32(at + 4) === 0x45786966;
    if (marker === 0xffe1 && isExif) {
      const length = Math.min(view.getUint16(at + 2) - 8, view.byteLength - at - 10);
      return length < 8
        ? undefined
        : directoryOf(new DataView(view.buffer, view.byteOffset + at + 10, length));
    }
  }
  return undefined;
}

function directoryOf(tiff: DataView): Exif {
  const little = tiff.getUint16(0) === 0x4949;
  const start = tiff.getUint32(4, little);
  const properties: Property[] = [];
  let located = false;
  const count = start + 2 <= tiff.byteLength ? Math.min(200, tiff.getUint16(start, little)) : 0;
  for (let index = 0; index < count; index++) {
    const at = start + 2 + index * 12;
    if (at + 12 > tiff.byteLength) break;
    const tag = tiff.getUint16(at, little);
    const size = tiff.getUint32(at + 4, little);
    const value = size <= 4 ? at + 8 : tiff.getUint32(at + 8, little);
    if (tag === GPS) located = true;
    if (value + size > tiff.byteLength) continue;
    const words = new Uint8Array(tiff.buffer, tiff.byteOffset + value, size);
    if (tag === ARTIST) properties.push({ name: 'Author', value: plain(words, 'utf-8') });
    if (tag === XP_AUTHOR) properties.push({ name: 'Author', value: plain(words, 'utf-16le') });
    if (tag === TAKEN) properties.push({ name: 'Taken', value: plain(words, 'utf-8') });
  }
  return { properties, located };
}

function plain(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes).replaceAll('\0', '').trim();
}
