/**
 * Text of unknown encoding, alike to how the room decodes it: by its byte order mark, else UTF-16 where every other
 * byte is empty, else UTF-8 where it is that throughout, else Windows-1252, which every byte is something in.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes).replace(/\r\n?/g, '\n').replaceAll('\0', '');
}

function encodingOf(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be';
  const sample = bytes.subarray(0, 4096);
  const empty = { even: 0, odd: 0 };
  sample.forEach((byte, at) => {
    if (byte === 0) empty[at % 2 === 0 ? 'even' : 'odd'] += 1;
  });
  const many = sample.length / 5;
  if (empty.odd > many && empty.even < many / 4) return 'utf-16le';
  if (empty.even > many && empty.odd < many / 4) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

export function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}
