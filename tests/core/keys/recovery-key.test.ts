import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../electron/core/keys/fingerprint.ts';
import { makeRecoveryKey, readRecoveryKey } from '../../../electron/core/keys/recovery-key.ts';
import { makeWriterKey } from '../../../electron/core/ledger/keys.ts';
import { WriterKey } from '../../../shared/domain/ids.ts';
import { SPOKEN_WORDS } from '../../../shared/domain/spoken-words.ts';

const typed = ({ lines }: ReturnType<typeof makeRecoveryKey>) => lines.join('\n');

test('a recovery key is two lines of four groups, and each is another', () => {
  const [one, other] = [makeRecoveryKey(), makeRecoveryKey()];
  for (const line of one.lines) expect(line).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(one.key.writer).not.toBe(other.key.writer);
});

test.each([
  ['as it was printed', (text: string) => text],
  ['in small letters', (text: string) => text.toLowerCase()],
  ['without hyphens', (text: string) => text.replaceAll('-', '')],
  ['with spaces and line ends', (text: string) => ` ${text.replaceAll('-', '  ')}\r\n`],
  ['with O for 0 and I or l for 1', (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'l')],
])('typed %s is the same key', (_, spell) => {
  for (let times = 0; times < 20; times++) {
    const made = makeRecoveryKey();
    expect(readRecoveryKey(spell(typed(made))).writer).toBe(made.key.writer);
  }
});

test('one other letter or digit anywhere is found, in its line', () => {
  const made = makeRecoveryKey();
  const text = typed(made).replaceAll(/[-\n]/g, '');
  const places = fc.record({ at: fc.nat(text.length - 1), by: fc.integer({ min: 1, max: 31 }) });
  fc.assert(
    fc.property(places, ({ at, by }) => {
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
      const other = alphabet[(alphabet.indexOf(text[at] ?? '') + by) % 32] ?? '';
      const wrong = text.slice(0, at) + other + text.slice(at + 1);
      expect(() => readRecoveryKey(wrong)).toThrow(at < 16 ? /first line/ : /second line/);
    }),
    { numRuns: 300 },
  );
});

test('two lines in the wrong order, too little and a sign that no key has are each told', () => {
  const { lines } = makeRecoveryKey();
  expect(() => readRecoveryKey([lines[1], lines[0]].join('\n'))).toThrow(/first line/);
  expect(() => readRecoveryKey(lines[0])).toThrow(/32 letters and digits.*This has 16/);
  expect(() => readRecoveryKey(`${lines[0]}${lines[1].slice(0, -1)}U`)).toThrow(/no “U”/);
  expect(() => readRecoveryKey('')).toThrow(/This has 0/);
});

test('a fingerprint is six spoken words, the same on every computer and in every version', () => {
  const known = WriterKey.parse('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  expect(fingerprintOf(known)).toMatchInlineSnapshot(`"lion dancer tractor gate opal apple"`);
  const words = fingerprintOf(makeWriterKey().writer).split(' ');
  expect(words).toHaveLength(6);
  for (const word of words) expect(SPOKEN_WORDS).toContain(word);
});
