import { describe, expect, test } from 'vitest';
import { draftMail, isAddress } from '../../../electron/core/questions/mail.ts';
import { readEnclosure, readFile } from '../../../electron/parsers/read.ts';

const workbook = new Uint8Array(Array.from({ length: 70_000 }, (_, at) => (at * 7) % 256));

const draft = (more: Partial<Parameters<typeof draftMail>[0]> = {}) =>
  draftMail({
    to: { name: 'Jo Lead', email: 'jo@example.org' },
    subject: 'Questions about your submission',
    text: 'Hello,\n\nTwo questions.',
    attachment: { name: 'Questions.xlsx', type: 'application/octet-stream', bytes: workbook },
    ...more,
  });

const linesOf = (mail: Uint8Array) => Buffer.from(mail).toString('latin1').split('\r\n');

/** What a mail program makes of it: by the library that reads saved e-mails here. */
async function opened(mail: Uint8Array) {
  const result = await readFile(mail, 'draft.eml');
  if (!result.ok || result.reading.body.kind !== 'mail') throw new Error('It is no e-mail.');
  const { headers, text } = result.reading.body;
  const header = (name: string) => headers.find((each) => each.name === name)?.value ?? '';
  const [only] = result.reading.enclosures;
  const inside = only && (await readEnclosure(mail, 'draft.eml', only.path));
  return {
    header,
    text: text.replaceAll('\r\n', '\n').trim(),
    only,
    bytes: inside?.ok ? inside.bytes : undefined,
  };
}

test('a mail program reads of it what was put into it, to the last byte of the workbook', async () => {
  const { header, text, only, bytes } = await opened(draft());
  expect(header('To')).toContain('jo@example.org');
  expect(header('Subject')).toBe('Questions about your submission');
  expect(text).toBe('Hello,\n\nTwo questions.');
  expect(only?.name).toBe('Questions.xlsx');
  expect(bytes && Buffer.from(bytes).equals(Buffer.from(workbook))).toBe(true);
});

test('it is a draft, from nobody and of no day, and the same words are the same bytes', () => {
  expect(linesOf(draft())[0]).toBe('X-Unsent: 1');
  expect(linesOf(draft()).filter((line) => /^(?:From|Date|Message-ID):/i.test(line))).toEqual([]);
  expect(Buffer.from(draft()).equals(Buffer.from(draft()))).toBe(true);
});

describe('words beyond ASCII', () => {
  const words =
    'Fragen über die Einreichung von ‘Łódź Trust’ – 2026, and more of them than fit on a line: 東京 🩺';
  test('stay what they are in the subject, the name, the text and the name of the file', async () => {
    const mail = draft({
      subject: words,
      to: { name: 'Zoë “Zed” Ó Briain', email: 'zoe@example.org' },
      text: words,
      attachment: { name: 'Fragen für Łódź.xlsx', type: 'application/octet-stream', bytes: workbook },
    });
    const { header, text, only } = await opened(mail);
    expect(header('Subject')).toBe(words);
    expect(header('To')).toContain('Zoë “Zed” Ó Briain');
    expect(text).toBe(words);
    expect(only?.name).toBe('Fragen für Łódź.xlsx');
    for (const line of linesOf(mail)) {
      expect(line.length).toBeLessThanOrEqual(998);
      expect(/^[\x20-\x7e]*$/.test(line), line).toBe(true);
    }
  });
});

test.each([
  ['a name', { to: { name: 'Jo\r\nBcc: all@example.org', email: 'jo@example.org' } }],
  ['a subject', { subject: 'Questions\r\nBcc: all@example.org\r\n\r\nHello' }],
  [
    'the name of a file',
    { attachment: { name: 'a"\r\nBcc: x@example.org.xlsx', type: 'text/plain', bytes: workbook } },
  ],
] as const)('what stands in %s begins no header of its own', (_name, more) => {
  expect(linesOf(draft(more)).filter((line) => /^\s*bcc:/i.test(line))).toEqual([]);
});

test.each([
  ['jo@example.org', true],
  ["o'neill+ahp@nhs.net", true],
  ['', false],
  ['jo', false],
  ['jo@example.org, all@example.org', false],
  ['jo @example.org', false],
  ['jo@example.org\r\nBcc: x@example.org', false],
])('%j is an address: %s', (words, right) => {
  expect(isAddress(words)).toBe(right);
});

test('without an address it is addressed to nobody', () => {
  expect(
    linesOf(draft({ to: { name: 'Jo', email: 'not known' } })).filter((line) => line.startsWith('To:')),
  ).toEqual([]);
});
