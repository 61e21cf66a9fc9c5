import type { Picture } from '../../shared/domain/reading.ts';
import { clip } from './draft.ts';
import { sniffBytes } from './sniff.ts';

const MOST_OF_ONE = 8 * 1024 * 1024;
const MOST_OF_ALL = 20 * 1024 * 1024;

/** Takes the pictures of one file, as far as they can be shown and together are not too much. */
export interface PictureShelf {
  /** The picture by what its bytes are; undefined, and counted, where it cannot be shown. */
  take(bytes: Uint8Array, description: string): Picture | undefined;
  /** "2 pictures are of a kind or size that is not shown here." */
  notes(): readonly string[];
}

export function pictureShelf(): PictureShelf {
  let left = MOST_OF_ALL;
  let unshown = 0;
  return {
    take(bytes, description) {
      const type = shownType(bytes);
      if (type === undefined || bytes.length > Math.min(left, MOST_OF_ONE)) {
        unshown += 1;
        return undefined;
      }
      left -= bytes.length;
      return {
        type,
        base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
        description: clip(description, 2000),
      };
    },
    notes() {
      if (unshown === 0) return [];
      return [
        unshown === 1
          ? 'One picture is of a kind or size that is not shown here.'
          : `${unshown} pictures are of a kind or size that is not shown here.`,
      ];
    },
  };
}

function shownType(bytes: Uint8Array): Picture['type'] | undefined {
  const { type } = sniffBytes(bytes.subarray(0, 64), new Uint8Array());
  switch (type) {
    case 'image/png':
    case 'image/jpeg':
    case 'image/gif':
    case 'image/webp':
    case 'image/bmp':
      return type;
    default:
      return undefined;
  }
}
