import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  addDays,
  addYears,
  dayFrom,
  dayInLondon,
  dayInWords,
  daysBetween,
  dueInWords,
  momentInLondon,
  momentInWords,
  timeInWords,
} from '../../shared/domain/dates.ts';
import { Day, Instant } from '../../shared/domain/ids.ts';
import type { Validity } from '../../shared/domain/standard-set.ts';
import { spanOf } from '../../shared/domain/validity.ts';
import { day } from './sets.ts';

const days = fc
  .integer({ min: 0, max: 60_000 })
  .map((count) => Day.parse(new Date(count * 86_400_000).toISOString().slice(0, 10)));

describe('days', () => {
  test.each([
    ['2018-08-06', '6 August 2018'],
    ['2028-02-29', '29 February 2028'],
    ['2026-12-31', '31 December 2026'],
  ])('%s is %s', (written, words) => {
    expect(dayInWords(day(written))).toBe(words);
  });

  test.each([
    ['2026-02-29', undefined],
    ['6 August 2018', undefined],
    [' 2026-03-28 ', '2026-03-28'],
  ])('%s is read as %s', (written, expected) => {
    expect(dayFrom(written)).toBe(expected);
  });

  test.each([
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-10-25', 1, '2026-10-26'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days is %s, whatever the clocks do', (from, count, expected) => {
    expect(addDays(day(from), count)).toBe(expected);
  });

  test.prop([days, fc.integer({ min: -3000, max: 3000 })])('adding days is counted back', (from, count) => {
    expect(daysBetween(from, addDays(from, count))).toBe(count);
  });

  test.each([
    ['2028-02-29', 1, '2029-03-01'],
    ['2028-02-29', 4, '2032-02-29'],
    ['2026-07-01', 2, '2028-07-01'],
    ['2027-02-28', 1, '2028-02-28'],
  ])('the anniversary of %s after %i years is %s', (from, count, expected) => {
    expect(addYears(day(from), count)).toBe(expected);
  });
});

describe('London time', () => {
  test.each([
    ['2026-03-31T16:00:00.000Z', '31 March 2026 at 17:00'],
    ['2026-01-31T17:00:00.000Z', '31 January 2026 at 17:00'],
    ['2026-06-30T23:30:00.000Z', '1 July 2026 at 00:30'],
  ])('%s is %s', (instant, words) => {
    expect(momentInWords(Instant.parse(instant))).toBe(words);
  });

  test.each([
    ['2026-03-31', '17:00', '2026-03-31T16:00:00.000Z'],
    ['2026-01-31', '17:00', '2026-01-31T17:00:00.000Z'],
    ['2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
  ])('%s at %s is the moment %s', (on, time, expected) => {
    expect(momentInLondon(day(on), time)).toBe(expected);
  });

  test('a time that is none is refused', () => {
    expect(() => momentInLondon(day('2026-03-31'), '24:00')).toThrow('“24:00” is not a time such as 17:00.');
  });

  test.prop([days, fc.integer({ min: 2, max: 23 }), fc.integer({ min: 0, max: 59 })])(
    'after two in the morning every clock time comes back as it was given',
    (on, hour, minute) => {
      const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      const moment = momentInLondon(on, time);
      expect([dayInLondon(moment), timeInWords(moment)]).toEqual([on, time]);
    },
  );
});

describe('when scores are due', () => {
  test.each([
    ['2026-05-01', '2026-04-19', 'due in 12 days, on 1 May 2026'],
    ['2026-05-01', '2026-04-29', 'due in 2 days, on 1 May 2026'],
    ['2026-05-01', '2026-04-30', 'due tomorrow, 1 May 2026'],
    ['2026-05-01', '2026-05-01', 'due today, 1 May 2026'],
    ['2026-05-01', '2026-05-02', '1 day overdue: due 1 May 2026'],
    ['2026-05-01', '2026-06-01', '31 days overdue: due 1 May 2026'],
  ])('%s, seen on %s, is %s', (due, today, words) => {
    expect(dueInWords(day(due), day(today))).toBe(words);
  });
});

describe('how long an award is held', () => {
  test.each<[Validity, string, string | undefined]>([
    [{ kind: 'years', years: 1 }, '2026-07-01', '2027-06-30'],
    [{ kind: 'years', years: 2 }, '2026-07-01', '2028-06-30'],
    [{ kind: 'years', years: 1 }, '2028-02-29', '2029-02-28'],
    [{ kind: 'years', years: 4 }, '2028-02-29', '2032-02-28'],
    [{ kind: 'years', years: 1 }, '2027-03-01', '2028-02-29'],
    [{ kind: 'until', lastDay: day('2028-03-31') }, '2026-07-01', '2028-03-31'],
    [{ kind: 'until', lastDay: day('2026-07-01') }, '2026-07-01', '2026-07-01'],
  ])('%o from %s ends on %s', (validity, from, until) => {
    expect(spanOf(validity, day(from))).toEqual({ from, until, untilResultsOf: undefined });
  });

  test('until the results of a round it has no last day yet; a fixed day that has gone by gives no award', () => {
    expect(spanOf({ kind: 'results-of-round', year: 2028 }, day('2026-07-01'))).toEqual({
      from: '2026-07-01',
      until: undefined,
      untilResultsOf: 2028,
    });
    expect(spanOf({ kind: 'until', lastDay: day('2026-06-30') }, day('2026-07-01'))).toBeUndefined();
  });
});
