import { Day, Instant } from './ids.ts';

/** Days are calendar days; moments are shown in London time, which is what a closing time means. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const DAY_IN_MILLISECONDS = 86_400_000;

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The day, or undefined where the words are no calendar day written 2026-03-28. */
export function dayFrom(words: string): Day | undefined {
  const day = Day.safeParse(words.trim());
  return day.success ? day.data : undefined;
}

/** Below 0 when `one` is the earlier. */
export function compareDays(one: Day, other: Day): -1 | 0 | 1 {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function latestDay(one: Day, other: Day): Day {
  return one > other ? one : other;
}

/** The day `count` days later, or earlier where it is negative. */
export function addDays(day: Day, count: number): Day {
  return Day.parse(new Date(startOf(day) + count * DAY_IN_MILLISECONDS).toISOString().slice(0, 10));
}

/**
 * The anniversary: the same day and month. Of 29 February, in a year that has none, it is 1 March, so that a year
 * counted from 29 February is a whole one and ends on 28 February.
 */
export function addYears(day: Day, count: number): Day {
  const [year, month, date] = numbersOf(day);
  const moved = new Date(Date.UTC(2000, month - 1, date));
  moved.setUTCFullYear(year + count, month - 1, date);
  return Day.parse(moved.toISOString().slice(0, 10));
}

/** Days from `one` to `other`: 1 when `other` is the day after. */
export function daysBetween(one: Day, other: Day): number {
  return (startOf(other) - startOf(one)) / DAY_IN_MILLISECONDS;
}

/** "6 August 2018". */
export function dayInWords(day: Day): string {
  const [year, month, date] = numbersOf(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** "due in 12 days, on 1 May 2026", "due today", "2 days overdue: due 1 May 2026". */
export function dueInWords(due: Day, today: Day): string {
  const days = daysBetween(today, due);
  if (days === 0) return `due today, ${dayInWords(due)}`;
  if (days === 1) return `due tomorrow, ${dayInWords(due)}`;
  if (days > 1) return `due in ${days} days, on ${dayInWords(due)}`;
  return `${days === -1 ? '1 day' : `${-days} days`} overdue: due ${dayInWords(due)}`;
}

/** The day that it is in London at that moment. */
export function dayInLondon(instant: Instant): Day {
  return Day.parse(inLondon(new Date(instant)).slice(0, 10));
}

/** "10:42", London time. */
export function timeInWords(instant: Instant): string {
  return inLondon(new Date(instant)).slice(11);
}

/** "31 March 2026 at 17:00", London time. */
export function momentInWords(instant: Instant): string {
  return `${dayInWords(dayInLondon(instant))} at ${timeInWords(instant)}`;
}

/**
 * The moment at which London's clocks show that time on that day; `time` is "17:00".
 * In the hour that occurs twice it is the first; in the hour that is skipped, the clock has moved on by an hour.
 * Throws RangeError for a time that is none.
 */
export function momentInLondon(day: Day, time: string): Instant {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`“${time}” is not a time such as 17:00.`);
  const asIfUtc = new Date(`${day}T${time}:00.000Z`);
  const asIfSummer = new Date(asIfUtc.getTime() - 3_600_000);
  const moment = inLondon(asIfSummer) === `${day} ${time}` ? asIfSummer : asIfUtc;
  return Instant.parse(moment.toISOString());
}

export function instantOf(date: Date): Instant {
  return Instant.parse(date.toISOString());
}

/** "2026-03-31 17:00", London time. */
function inLondon(date: Date): string {
  const shown = new Map(london.formatToParts(date).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

function numbersOf(day: Day): readonly [year: number, month: number, date: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
