import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { addDays } from '../../shared/domain/dates.ts';
import { type Day, RoundId } from '../../shared/domain/ids.ts';
import { type Decided, type RegisterFacts, registerAsOf } from '../../shared/domain/register.ts';
import { day, organisation, submission } from './sets.ts';

/** One award of Riverbend from 1 July 2026 to 30 June 2028, changed as a case needs. */
function award(more: Partial<Decided> = {}): Decided {
  return {
    submission: submission('riverbend-2026'),
    organisation: organisation('riverbend'),
    name: 'Riverbend Community Trust',
    round: RoundId.parse('r2026'),
    year: 2026,
    outcome: 'awarded',
    validFrom: day('2026-07-01'),
    validTo: day('2028-06-30'),
    conditions: [],
    listedWithOpenConditions: false,
    ...more,
  };
}

const renewal = award({
  submission: submission('riverbend-2028'),
  name: 'Riverbend and Marsh Community Trust',
  round: RoundId.parse('r2028'),
  year: 2028,
  validFrom: day('2028-05-01'),
  validTo: day('2030-04-30'),
});

function facts(decided: readonly Decided[], more: Partial<RegisterFacts> = {}): RegisterFacts {
  return {
    decided,
    conditionsMet: [],
    extensions: [],
    withdrawals: [],
    resultsPublished: new Map(),
    ...more,
  };
}

/** "listed until …" for what is named, "2026: lapsed" for what is not. */
function shown(asOf: string, given: RegisterFacts): readonly string[] {
  const { listed, notListed } = registerAsOf(day(asOf), given);
  return [
    ...listed.map(({ year, until }) => `${year}: listed until ${until ?? 'results'}`),
    ...notListed.map(({ year, why }) => `${year}: ${why}`),
  ];
}

const condition = { id: 'c1', by: day('2026-09-30') };
const first = submission('riverbend-2026');

describe('the register as of a day', () => {
  test.each<[string, string, RegisterFacts, readonly string[]]>([
    ['the day before the first', '2026-06-30', facts([award()]), ['2026: not-begun']],
    ['the first day', '2026-07-01', facts([award()]), ['2026: listed until 2028-06-30']],
    ['the last day counts', '2028-06-30', facts([award()]), ['2026: listed until 2028-06-30']],
    ['the day after', '2028-07-01', facts([award()]), ['2026: lapsed']],
    [
      '29 February as the last day',
      '2028-02-29',
      facts([award({ validTo: day('2028-02-29') })]),
      ['2026: listed until 2028-02-29'],
    ],
    [
      'the day after 29 February',
      '2028-03-01',
      facts([award({ validTo: day('2028-02-29') })]),
      ['2026: lapsed'],
    ],
    [
      'not awarded',
      '2026-08-01',
      facts([award({ outcome: 'not-awarded', validFrom: undefined, validTo: undefined })]),
      ['2026: not-awarded'],
    ],
    [
      'not awarded, though days were given',
      '2026-08-01',
      facts([award({ outcome: 'not-awarded' })]),
      ['2026: not-awarded'],
    ],
    [
      'an open condition',
      '2026-08-01',
      facts([award({ conditions: [condition] })]),
      ['2026: open-conditions'],
    ],
    [
      'an open condition where the set lists it',
      '2026-08-01',
      facts([award({ conditions: [condition], listedWithOpenConditions: true })]),
      ['2026: listed until 2028-06-30'],
    ],
    [
      'the day before the condition was met',
      '2026-09-14',
      facts([award({ conditions: [condition] })], {
        conditionsMet: [{ submission: first, condition: 'c1', on: day('2026-09-15') }],
      }),
      ['2026: open-conditions'],
    ],
    [
      'the day on which it was met',
      '2026-09-15',
      facts([award({ conditions: [condition] })], {
        conditionsMet: [{ submission: first, condition: 'c1', on: day('2026-09-15') }],
      }),
      ['2026: listed until 2028-06-30'],
    ],
    [
      'one of two conditions met',
      '2026-10-15',
      facts([award({ conditions: [condition, { id: 'c2', by: day('2027-01-31') }] })], {
        conditionsMet: [{ submission: first, condition: 'c1', on: day('2026-09-15') }],
      }),
      ['2026: open-conditions'],
    ],
    [
      'extended: the last day of the extension counts',
      '2028-09-30',
      facts([award()], { extensions: [{ submission: first, until: day('2028-09-30') }] }),
      ['2026: listed until 2028-09-30'],
    ],
    [
      'the day after the extension',
      '2028-10-01',
      facts([award()], { extensions: [{ submission: first, until: day('2028-09-30') }] }),
      ['2026: lapsed'],
    ],
    [
      'an extension never shortens',
      '2028-06-30',
      facts([award()], { extensions: [{ submission: first, until: day('2027-06-30') }] }),
      ['2026: listed until 2028-06-30'],
    ],
    [
      'the day before it is withdrawn',
      '2027-01-14',
      facts([award()], { withdrawals: [{ submission: first, from: day('2027-01-15') }] }),
      ['2026: listed until 2028-06-30'],
    ],
    [
      'the day from which it is withdrawn',
      '2027-01-15',
      facts([award()], { withdrawals: [{ submission: first, from: day('2027-01-15') }] }),
      ['2026: withdrawn'],
    ],
    [
      'two awards: the later one stands',
      '2028-05-01',
      facts([award(), renewal]),
      ['2028: listed until 2030-04-30', '2026: superseded'],
    ],
    [
      'two awards, before the later one begins',
      '2028-04-30',
      facts([renewal, award()]),
      ['2026: listed until 2028-06-30', '2028: not-begun'],
    ],
    [
      'a renewal with an open condition leaves the earlier award standing to its end',
      '2028-06-30',
      facts([award(), { ...renewal, conditions: [condition] }]),
      ['2026: listed until 2028-06-30', '2028: open-conditions'],
    ],
    [
      'a renewal that was refused leaves it too',
      '2028-06-30',
      facts([award(), { ...renewal, outcome: 'not-awarded' }]),
      ['2026: listed until 2028-06-30', '2028: not-awarded'],
    ],
    [
      'withdrawing the later award does not bring the earlier one back',
      '2028-06-01',
      facts([award(), renewal], {
        withdrawals: [{ submission: submission('riverbend-2028'), from: day('2028-05-20') }],
      }),
      ['2028: withdrawn', '2026: withdrawn'],
    ],
    [
      'withdrawing the earlier award leaves a later one',
      '2028-06-01',
      facts([award(), renewal], { withdrawals: [{ submission: first, from: day('2028-04-01') }] }),
      ['2028: listed until 2030-04-30', '2026: withdrawn'],
    ],
    [
      'until the results of a round that are not out',
      '2031-01-01',
      facts([award({ validTo: undefined, untilResultsOf: 2028 })]),
      ['2026: listed until results'],
    ],
    [
      'the day before those results',
      '2028-07-05',
      facts([award({ validTo: undefined, untilResultsOf: 2028 })], {
        resultsPublished: new Map([[2028, day('2028-07-06')]]),
      }),
      ['2026: listed until 2028-07-05'],
    ],
    [
      'the day of those results',
      '2028-07-06',
      facts([award({ validTo: undefined, untilResultsOf: 2028 })], {
        resultsPublished: new Map([[2028, day('2028-07-06')]]),
      }),
      ['2026: lapsed'],
    ],
  ])('%s', (_, asOf, given, expected) => {
    expect(shown(asOf, given)).toEqual(expected);
  });

  test('keeps the name that the organisation had at each submission', () => {
    const names = (asOf: string) =>
      registerAsOf(day(asOf), facts([award(), renewal])).listed.map(({ name }) => name);
    expect([names('2028-04-30'), names('2028-05-01')]).toEqual([
      ['Riverbend Community Trust'],
      ['Riverbend and Marsh Community Trust'],
    ]);
  });

  test('says why an organisation is not named', () => {
    const sentences = (asOf: string, given: RegisterFacts) =>
      registerAsOf(day(asOf), given).notListed.map(({ sentence }) => sentence);
    expect(sentences('2028-07-01', facts([award()]))).toEqual(['Lapsed: its last day was 30 June 2028.']);
    expect(sentences('2026-10-01', facts([award({ conditions: [condition] })]))).toEqual([
      '1 condition not yet met, 1 overdue.',
    ]);
  });
});

describe('laws', () => {
  const anyDay = fc.integer({ min: 0, max: 2500 }).map((count) => addDays(day('2025-01-01'), count));
  const decided = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 2025, max: 2029 })), {
      selector: ([name, year]) => `${name}${year}`,
      minLength: 1,
      maxLength: 9,
    })
    .chain((pairs) =>
      fc.tuple(
        ...pairs.map(([name, year]) =>
          fc
            .record({
              outcome: fc.constantFrom('awarded', 'awarded-when-conditions-are-met', 'not-awarded'),
              from: anyDay,
              length: fc.integer({ min: 0, max: 900 }),
              open: fc.boolean(),
            })
            .map(({ outcome, from, length, open }) =>
              award({
                submission: submission(`${name}-${year}`),
                organisation: organisation(name),
                name: `Trust ${name}`,
                year,
                outcome,
                validFrom: from,
                validTo: addDays(from, length),
                conditions: open ? [condition] : [],
              }),
            ),
        ),
      ),
    );
  const changes = (of: readonly Decided[]) =>
    fc.record({
      extensions: fc.array(
        fc.record({ submission: fc.constantFrom(...of.map((each) => each.submission)), until: anyDay }),
        { maxLength: 3 },
      ),
      withdrawals: fc.array(
        fc.record({ submission: fc.constantFrom(...of.map((each) => each.submission)), from: anyDay }),
        { maxLength: 3 },
      ),
      conditionsMet: fc.array(
        fc.record({
          submission: fc.constantFrom(...of.map((each) => each.submission)),
          condition: fc.constant('c1'),
          on: anyDay,
        }),
        { maxLength: 4 },
      ),
    });
  const histories = decided.chain((of) => changes(of).map((more) => facts(of, more)));

  test.prop([histories, anyDay])(
    'an organisation is named once at most, and every decision is accounted for',
    (given, asOf) => {
      const { listed, notListed } = registerAsOf(asOf, given);
      expect(new Set(listed.map((each) => each.organisation)).size).toBe(listed.length);
      expect([...listed, ...notListed].map((each) => each.submission).toSorted()).toEqual(
        given.decided.map((each) => each.submission).toSorted(),
      );
    },
  );

  test.prop([histories, anyDay])(
    'nobody is named who was not awarded, has not begun, has ended or was withdrawn',
    (given, asOf) => {
      for (const entry of registerAsOf(asOf, given).listed) {
        const source = given.decided.find((each) => each.submission === entry.submission);
        expect(source?.outcome).not.toBe('not-awarded');
        expect(entry.from <= asOf && (entry.until === undefined || asOf <= entry.until)).toBe(true);
        const taken = given.withdrawals.filter(
          (each) => each.submission === entry.submission && each.from <= asOf,
        );
        expect(taken).toEqual([]);
        const met = given.conditionsMet.some(
          (each) => each.submission === entry.submission && each.on <= asOf,
        );
        expect(source?.conditions.length === 0 || met).toBe(true);
      }
    },
  );

  test.prop([histories, anyDay])('on the day after its last day an award is not listed', (given, asOf) => {
    for (const { submission: named, until } of registerAsOf(asOf, given).listed) {
      const after: Day | undefined = until && addDays(until, 1);
      if (after === undefined) continue;
      expect(registerAsOf(after, given).listed.map((each) => each.submission)).not.toContain(named);
    }
  });

  test.prop([histories, anyDay, fc.infiniteStream(fc.nat())])(
    'the order in which facts come changes nothing',
    (given, asOf, numbers) => {
      const shuffled = <T>(all: readonly T[]) =>
        all
          .map((value) => ({ value, key: numbers.next().value }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ value }) => value);
      const other = {
        ...given,
        decided: shuffled(given.decided),
        extensions: shuffled(given.extensions),
        withdrawals: shuffled(given.withdrawals),
        conditionsMet: shuffled(given.conditionsMet),
      };
      expect(registerAsOf(asOf, other)).toEqual(registerAsOf(asOf, given));
    },
  );
});
