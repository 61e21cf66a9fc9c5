import { createHash } from 'node:crypto';

export interface DraftMail {
  /** An address, or empty: the draft then asks for one. */
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly attachment: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
}

/**
 * An e-mail as a file (.eml) that mail programs open to be sent: without a sender or a date of its own, and with the mark
 * by which Outlook knows a draft. The same input gives the same bytes.
 * RFC 5322 (headers), RFC 2047 (words beyond ASCII in them), RFC 2045 (parts), RFC 2231 (names of files)
 */
export function draftMail({ to, subject, text, attachment }: DraftMail): Uint8Array {
  const bytes = Buffer.from(attachment.bytes);
  const boundary = `part-${createHash('sha256').update(text).update(bytes).digest('hex').slice(0, 32)}`;
  const recipient = addressOf(to);
  const lines = [
    'X-Unsent: 1',
    ...(recipient === '' ? [] : [`To: ${recipient}`]),
    `Subject: ${encoded(plainLine(subject), 9)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...base64Lines(Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8')),
    `--${boundary}`,
    `Content-Type: ${attachment.type}`,
    'Content-Transfer-Encoding: base64',
    ...dispositionOf(attachment.name),
    '',
    ...base64Lines(bytes),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** Whether it is an address that can stand in a header as it is: letters of ASCII, no spaces, one at sign. */
export function isAddress(words: string): boolean {
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+$/.test(words) && words.length <= 320;
}

function addressOf({ name, email }: DraftMail['to']): string {
  const address = email.trim();
  if (!isAddress(address)) return '';
  const called = plainLine(name);
  if (called === '') return address;
  const written = isAscii(called)
    ? `"${called.replace(/["\\]/g, (character) => `\\${character}`)}"`
    : encoded(called, 4);
  return `${written}\r\n <${address}>`;
}

/** One line without control characters: nothing that a name holds begins a header of its own. */
function plainLine(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const isAscii = (words: string) => /^[\x20-\x7e]*$/.test(words);

/** As encoded words of at most 75 characters, on lines of their own; ASCII that fits on its line stays as it is. */
function encoded(words: string, before: number): string {
  if (isAscii(words) && words.length + before <= 76 && !words.includes('=?')) return words;
  const parts: string[] = [];
  let part = '';
  for (const character of words) {
    if (Buffer.byteLength(part + character, 'utf8') > 42) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  parts.push(part);
  return parts.map((each) => `=?utf-8?B?${Buffer.from(each, 'utf8').toString('base64')}?=`).join('\r\n ');
}

function base64Lines(bytes: Buffer): readonly string[] {
  return bytes.toString('base64').match(/.{1,76}/g) ?? [''];
}

/** The name in ASCII for old programs, and as it is for the others. */
function dispositionOf(name: string): readonly string[] {
  const old = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [
    'Content-Disposition: attachment;',
    ` filename="${old}"${isAscii(name) ? '' : `;\r\n filename*=utf-8''${whole}`}`,
  ];
}
