import { expect, test } from 'vitest';
import { canonical } from '../../../electron/core/ledger/canonical.ts';
import {
  admit,
  type EntryRefusal,
  hashOf,
  type RawEntry,
  write,
} from '../../../electron/core/ledger/entry.ts';
import {
  makeWriterKey,
  publicKey,
  seedOf,
  sign,
  writerKeyFromSeed,
} from '../../../electron/core/ledger/keys.ts';
import { Instant, WriterKey } from '../../../shared/domain/ids.ts';
import { agree, person, ROUND } from './scene.ts';

const key = makeWriterKey();
const said = { ...agree(1), act: 'score-agreed' as const };
const draft = {
  ...said,
  person: person('cleo'),
  seq: 1,
  previous: null,
  at: Instant.parse('2026-03-01T09:00:00.000Z'),
  replaces: [],
  basis: [],
};
const good = write(draft, key);

/** The header with something changed, signed again, so that only that thing is wrong. */
function resigned(change: Record<string, unknown>): RawEntry {
  const header = canonical({ ...JSON.parse(good.header), ...change });
  return { ...good, header, signature: sign(`award-panel/entry/1\n${hashOf(header)}`, key) };
}

/** S + L, the group's order: the same equation holds, and a lax verifier takes it. RFC 8032, section 8.4. */
function varied(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  let s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order;
  for (let at = 32; at < 64; at++, s >>= 8n) bytes[at] = Number(s & 255n);
  return bytes.toString('base64url');
}

/** The last character of base64url carries spare bits: the next one spells the same bytes. */
function respelled(text: string): string {
  const last = text.at(-1) ?? '';
  return text.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1);
}

test('what was signed is admitted, and says what it was told to', () => {
  const admission = admit(good);
  expect(admission).toMatchObject({
    ok: true,
    entry: { bound: { subject: { round: ROUND, kind: 'agreed' } } },
  });
});

test.each<readonly [string, EntryRefusal, RawEntry]>([
  ['a changed byte', 'wrong-signature', { ...good, header: good.header.replace('cleo', 'cleb') }],
  ['another spelling', 'not-canonical', { ...good, header: `${good.header} ` }],
  ['a signature spelled another way', 'wrong-signature', { ...good, signature: respelled(good.signature) }],
  ['a signature padded', 'wrong-signature', { ...good, signature: `${good.signature}==` }],
  [
    'a signature in the other alphabet',
    'wrong-signature',
    { ...good, signature: Buffer.from(good.signature, 'base64url').toString('base64') },
  ],
  ['a signature varied without the key', 'wrong-signature', { ...good, signature: varied(good.signature) }],
  [
    'the signature of another key',
    'wrong-signature',
    { ...good, signature: write(draft, makeWriterKey()).signature },
  ],
  ['a key spelled another way', 'wrong-key', resigned({ writer: respelled(key.writer) })],
  [
    'a key under which anything is signed',
    'wrong-key',
    resigned({ writer: Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]).toString('base64url') }),
  ],
  [
    'other words',
    'wrong-text',
    { ...good, text: canonical({ ...JSON.parse(good.text ?? ''), reason: 'Other.' }) },
  ],
  ['words where there are none', 'wrong-text', resigned({ textHash: null })],
  ['facts of another shape', 'wrong-shape', resigned({ facts: { round: ROUND, submission: 'x' } })],
  ['a member that headers do not have', 'wrong-shape', resigned({ colour: 'red' })],
  ['a later form of header', 'wrong-shape', resigned({ v: 2 })],
  ['a first number that follows another', 'wrong-shape', resigned({ previous: hashOf('x') })],
  ['the same thing replaced twice', 'wrong-shape', resigned({ replaces: [hashOf('x'), hashOf('x')] })],
  [
    'a header past its limit',
    'too-large',
    resigned({ facts: { round: ROUND, more: 'x'.repeat(1024 * 1024) } }),
  ],
])('%s is refused', (_, refusal, raw) => {
  expect(admit(raw)).toMatchObject({ ok: false, refusal });
});

test('an act of a later version is admitted as it came', () => {
  expect(admit(resigned({ act: 'seal-broken', facts: { round: ROUND, size: 3 } }))).toMatchObject({
    ok: true,
    entry: { bound: undefined },
  });
});

test('words without a salt are refused, since they could be guessed from their hash', () => {
  const text = canonical({ reason: 'Agreed at 1.', condition: '', learningPoint: '' });
  expect(admit({ ...resigned({ textHash: hashOf(text) }), text })).toMatchObject({
    ok: false,
    refusal: 'wrong-shape',
  });
});

test('a key comes back from the bytes that make it', () => {
  expect(writerKeyFromSeed(seedOf(key)).writer).toBe(key.writer);
  expect(publicKey(key.writer)).toBeDefined();
});

test.each([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])('the weak or re-spelled point %s is no key', (hex) => {
  expect(publicKey(WriterKey.parse(Buffer.from(hex, 'hex').toString('base64url')))).toBeUndefined();
});
