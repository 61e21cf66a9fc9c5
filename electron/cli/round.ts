import { userInfo } from 'node:os';
import type { RoundDatesView, RoundView } from '../../shared/contract/round.ts';
import { dayInWords, momentInLondon, momentInWords } from '../../shared/domain/dates.ts';
import type { Day, Instant } from '../../shared/domain/ids.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { refuse } from '../core/refused.ts';
import { aligned } from './aligned.ts';
import { readDay } from './named.ts';
import { type DeskVerb, WrongUsage } from './verb.ts';

/** The award is "an annual submission in March each year", so a round closes with March unless it says otherwise. */
const LAST_OF_MARCH = '-03-31';
const END_OF_THE_DAY = '17:00';

const open: DeskVerb = {
  name: 'round open',
  about: 'Open a round, with yourself as its administrator',
  options: {
    year: { value: 'YEAR', about: 'The year of the award', required: true },
    standards: {
      value: 'ID',
      about: 'The standard set; the one loaded last, or the sample, where it is left out',
    },
    administrator: {
      value: 'NAME',
      about: 'Your name; the name you are signed in with where it is left out',
    },
    title: { value: 'TITLE', about: '“2026 round” where it is left out' },
    closes: {
      value: 'DAY',
      about: 'The last day, until 17:00, or “2026-03-31 12:00”; 31 March where it is left out',
    },
  },
  begins: true,
  check: (given) => {
    readClosing(given.text('closes') ?? `${readYear(given.required('year'))}${LAST_OF_MARCH}`);
  },
  async run(desk, given) {
    const year = readYear(given.required('year'));
    const closesAt = readClosing(given.text('closes') ?? `${year}${LAST_OF_MARCH}`);
    const id = given.text('standards');
    const standards = id === undefined ? undefined : await newestSet(desk, id);
    const round = await ask(desk, 'round.open', {
      year,
      title: given.text('title') ?? `${year} round`,
      administrator: given.text('administrator') ?? userInfo().username,
      closesAt,
      ...(standards === undefined ? {} : { standards }),
    });
    const { person } = await ask(desk, 'desk.show', {});
    return {
      value: { ...round, closesAt, administrator: person },
      text: `Opened: ${round.title}${round.sample ? ', on the sample standards' : ''}. Its administrator is ${person?.name ?? ''}.\nSubmissions close on ${momentInWords(closesAt)}.`,
    };
  },
};

function readYear(words: string): number {
  if (!/^20\d\d$|^21\d\d$/.test(words))
    throw new WrongUsage(`‘${words}’ is not a year. Write it like 2026.`, open);
  return Number(words);
}

function readClosing(words: string): Instant {
  const [day = '', time = END_OF_THE_DAY, ...more] = words.trim().split(/[ T]+/);
  const read = readDay(day, open);
  if (more.length > 0 || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new WrongUsage(`‘${words}’ is not a day and a time. Write it like “2026-03-31 17:00”.`, open);
  }
  return momentInLondon(read, time);
}

async function newestSet(
  desk: DeskPort,
  id: string,
): Promise<{ readonly id: string; readonly version: number }> {
  const sets = (await ask(desk, 'standards.list', {})).filter((set) => set.id === id);
  const newest = sets.toSorted((one, other) => other.version - one.version)[0];
  if (newest === undefined) {
    throw refuse(
      'not-found',
      `There is no standard set ${id} on this computer. Load it with: award standards load FILE`,
    );
  }
  return { id, version: newest.version };
}

const show: DeskVerb = {
  name: 'round show',
  about: 'Where the round stands, and the next thing to do',
  async run(desk) {
    const view = await ask(desk, 'round.show', {});
    return { value: view, text: describe(view) };
  },
};

function describe({ round, standards, dates, counts, next }: RoundView): string {
  const rows: (readonly [string, string])[] = [
    ['Standards', `${standards.title}, version ${standards.version}`],
    ...datesOf(dates),
    ['Submissions', `${counts.submissions} of ${counts.organisations}`],
    ['Gaps accepted', String(counts.gaps)],
    ['Sheets submitted', `${counts.sheetsSubmitted} of ${counts.sheetsDue}`],
    ['Moderated', String(counts.moderated)],
    ['Decided', `${counts.decided}, of them awarded ${counts.awarded}`],
  ];
  return [
    round.sample ? `${round.title}. Sample, not a real round.` : round.title,
    '',
    aligned(rows),
    ...(next.length === 0 ? [] : ['', 'Next:', aligned(next.map(({ words, why }) => [`  ${words}`, why]))]),
  ].join('\n');
}

function datesOf(dates: RoundDatesView): readonly (readonly [string, string])[] {
  const { closesAt } = dates;
  const day = (words: string, value: Day | undefined): (readonly [string, string])[] =>
    value === undefined ? [] : [[words, dayInWords(value)]];
  return [
    ...day('Opens', dates.opens),
    ...day('Intention by', dates.intentionBy),
    ['Closes', momentInWords(closesAt)],
    ...day('Scores due', dates.scoresDue),
    ...day('Panels', dates.panels),
    ...day('Letters', dates.letters),
    ...day('List', dates.list),
    ...day('Appeals by', dates.appealsBy),
  ];
}

export const roundVerbs: readonly DeskVerb[] = [open, show];
