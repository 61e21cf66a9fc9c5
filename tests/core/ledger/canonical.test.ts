import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, readCanonical } from '../../../electron/core/ledger/canonical.ts';

test.each<readonly [unknown, string]>([
  [{ b: 1, a: 'x' }, '{"a":"x","b":1}'],
  [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
  [1e21, '1e+21'],
  [-0, '0'],
  ['€\u000f\nA\'B"\\', '"€\\u000f\\nA\'B\\"\\\\"'],
  // RFC 8785, section 3.2.3: by UTF-16 code unit, so that a surrogate pair sorts before U+FB33.
  [{ '\ufb33': 1, '\ud83d\ude00': 2, ö: 3 }, '{"ö":3,"😀":2,"\ufb33":1}'],
])('%j has one spelling', (value, spelled) => {
  expect(canonical(value)).toBe(spelled);
  expect(readCanonical(spelled)).toEqual({ value: JSON.parse(spelled) });
});

test.each([
  ['a space', '{"a": 1}'],
  ['another order', '{"b":1,"a":1}'],
  ['a member twice', '{"a":1,"a":1}'],
  ['a number spelled longer', '{"a":1.0}'],
  ['minus nothing', '{"a":-0}'],
  ['an escape that is not needed', '{"a":"\\u0041"}'],
  ['half a surrogate pair', '{"a":"\\ud800"}'],
  ['a byte order mark', '\ufeff{}'],
  ['a line end', '{}\n'],
  ['not JSON', '{'],
])('%s is another spelling, and read as nothing', (_, text) => {
  expect(readCanonical(text)).toBeUndefined();
});

test('a value that is read and spelled again gives the same bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value);
      expect(canonical(readCanonical(text)?.value)).toBe(text);
    }),
  );
});

test('what is read is what has one spelling, whatever the order, the escapes and the numbers', () => {
  const spelt = fc.oneof(
    fc.jsonValue().map((value) => canonical(value)),
    fc.json(),
    fc.constantFrom(
      '{"10":1,"9":2}',
      '{"9":2,"10":1}',
      '["\\\\ud800"]',
      '["\\ud800"]',
      '[-0]',
      '[1e400]',
      '{"__proto__":1}',
    ),
    fc.jsonValue({ noUnicodeString: false }).map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(spelt, (text) => {
      let only: string | undefined;
      try {
        only = canonical(JSON.parse(text));
      } catch {
        only = undefined;
      }
      expect(readCanonical(text) !== undefined).toBe(only === text);
    }),
    { numRuns: 400 },
  );
});
