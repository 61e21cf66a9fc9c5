import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  add,
  ceiling,
  compare,
  type Fraction,
  floor,
  fraction,
  inDecimals,
  mean,
  multiply,
  subtract,
} from '../../shared/domain/fraction.ts';

const fractions = fc
  .tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 5000 }))
  .map(([over, under]) => fraction(over, under));

describe('a fraction', () => {
  test.each<[number, number, Fraction]>([
    [4, 6, { numerator: 2, denominator: 3 }],
    [-4, 6, { numerator: -2, denominator: 3 }],
    [4, -6, { numerator: -2, denominator: 3 }],
    [0, 7, { numerator: 0, denominator: 1 }],
  ])('%i over %i is in lowest terms', (over, under, expected) => {
    expect(fraction(over, under)).toEqual(expected);
  });

  test('has no denominator of 0, and refuses what it cannot count exactly', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(() => fraction(2n ** 60n)).toThrow(RangeError);
  });

  test.prop([fractions, fractions, fractions])('adds and multiplies by the laws of arithmetic', (a, b, c) => {
    expect(add(a, b)).toEqual(add(b, a));
    expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
    expect(subtract(add(a, b), b)).toEqual(a);
    expect(multiply(a, b)).toEqual(multiply(b, a));
  });

  test.prop([fractions, fractions])('compares as its cross products do', (a, b) => {
    const cross = BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator);
    expect(compare(a, b)).toBe(cross < 0n ? -1 : cross > 0n ? 1 : 0);
  });

  test.prop([fractions])('lies between its floor and its ceiling', (a) => {
    expect(compare(fraction(floor(a)), a)).toBeLessThanOrEqual(0);
    expect(compare(fraction(ceiling(a)), a)).toBeGreaterThanOrEqual(0);
    expect(ceiling(a) - floor(a)).toBe(a.denominator === 1 ? 0 : 1);
  });
});

test.each<[Fraction, string]>([
  [fraction(142, 3), '47.33'],
  [fraction(143, 3), '47.66'],
  [fraction(79_999, 1000), '79.99'],
  [fraction(80), '80'],
  [fraction(161, 2), '80.5'],
  [fraction(1, 1000), '0'],
  [fraction(-1, 2), '−0.5'],
])('%o is shown as %s, cut off and never rounded up', (value, expected) => {
  expect(inDecimals(value)).toBe(expected);
});

test('the mean of nothing is nothing', () => {
  expect(mean([])).toBeUndefined();
  expect(mean([2, 1, 1])).toEqual(fraction(4, 3));
});
