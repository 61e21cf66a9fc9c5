import { z } from 'zod';

/**
 * An exact fraction in lowest terms, its denominator positive, both parts safe integers, so that it travels as JSON.
 * Worked out in bigint: a percentage is never compared as a floating number.
 */
export const Fraction = z.object({ numerator: z.int(), denominator: z.int().min(1) });
export type Fraction = Readonly<z.infer<typeof Fraction>>;

export const ZERO: Fraction = { numerator: 0, denominator: 1 };

/** Throws RangeError for a denominator of 0, and where a part in lowest terms is not a safe integer. */
export function fraction(numerator: number | bigint, denominator: number | bigint = 1): Fraction {
  const [over, under] = [BigInt(numerator), BigInt(denominator)];
  if (under === 0n) throw new RangeError('A fraction needs a denominator other than 0.');
  const divisor = greatestCommonDivisor(over, under) * (under < 0n ? -1n : 1n);
  return { numerator: safe(over / divisor), denominator: safe(under / divisor) };
}

export function add(one: Fraction, other: Fraction): Fraction {
  const [a, b, c, d] = parts(one, other);
  return fraction(a * d + c * b, b * d);
}

export function subtract(one: Fraction, other: Fraction): Fraction {
  return add(one, { numerator: -other.numerator, denominator: other.denominator });
}

export function multiply(one: Fraction, other: Fraction): Fraction {
  const [a, b, c, d] = parts(one, other);
  return fraction(a * c, b * d);
}

/** Below 0 when `one` is the smaller, 0 when they are equal, above 0 when it is the greater. */
export function compare(one: Fraction, other: Fraction): -1 | 0 | 1 {
  const [a, b, c, d] = parts(one, other);
  const [left, right] = [a * d, c * b];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function sum(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(add, ZERO);
}

/** The mean of whole numbers; undefined of none. */
export function mean(numbers: readonly number[]): Fraction | undefined {
  if (numbers.length === 0) return undefined;
  return fraction(
    numbers.reduce((total, number) => total + BigInt(number), 0n),
    numbers.length,
  );
}

/** The greatest whole number that is not above it. */
export function floor({ numerator, denominator }: Fraction): number {
  return safe(floorDivide(BigInt(numerator), BigInt(denominator)));
}

/** The smallest whole number that is not below it. */
export function ceiling({ numerator, denominator }: Fraction): number {
  return safe(-floorDivide(-BigInt(numerator), BigInt(denominator)));
}

/**
 * In decimals, cut off and never rounded up: 47⅓ is "47.33", 79.999 is "79.99", 80 is "80".
 * `places` is the most decimals shown; zeros at the end are left off.
 */
export function inDecimals({ numerator, denominator }: Fraction, places = 2): string {
  const scale = 10n ** BigInt(places);
  const scaled = floorDivide(BigInt(numerator) * scale, BigInt(denominator));
  const [sign, size] = scaled < 0n ? ['−', -scaled] : ['', scaled];
  const decimals = (size % scale).toString().padStart(places, '0').replace(/0+$/, '');
  return `${sign}${size / scale}${places > 0 && decimals !== '' ? `.${decimals}` : ''}`;
}

function parts(one: Fraction, other: Fraction): readonly [bigint, bigint, bigint, bigint] {
  return [BigInt(one.numerator), BigInt(one.denominator), BigInt(other.numerator), BigInt(other.denominator)];
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function floorDivide(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over % under !== 0n && over < 0n !== under < 0n ? quotient - 1n : quotient;
}

function safe(whole: bigint): number {
  const number = Number(whole);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${whole} is too large to be counted exactly.`);
  return number;
}
