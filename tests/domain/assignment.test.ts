import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type AssignmentProposal,
  type AssignmentRequest,
  blockedFor,
  proposeAssignment,
} from '../../shared/domain/assignment.ts';
import { Hash } from '../../shared/domain/ids.ts';
import { type Interests, NO_INTERESTS } from '../../shared/domain/interests.ts';
import { organisation, person, submission } from './sets.ts';

const DECLARATION = Hash.parse('d'.repeat(64));

/** Partners by pair, and who declared an interest where. */
function ties(
  partners: readonly (readonly [string, string])[],
  declared: readonly (readonly [string, string])[] = [],
): Interests {
  return {
    ...NO_INTERESTS,
    related: partners.map(([one, other]) => ({
      organisations: [organisation(one), organisation(other)],
      kind: 'partner',
    })),
    declared: declared.map(([who, where]) => ({
      person: person(who),
      organisation: organisation(where),
      extent: 'potential',
      entry: DECLARATION,
    })),
  };
}

/** Submissions s1, s2 … of organisations o1, o2 …; assessors by name with an employer, a profession, or neither. */
function request(
  submissions: number,
  assessors: Readonly<Record<string, { employer?: string; profession?: string }>>,
  more: Partial<AssignmentRequest> = {},
): AssignmentRequest {
  return {
    submissions: Array.from({ length: submissions }, (_, index) => ({
      submission: submission(`s${index + 1}`),
      organisation: organisation(`o${index + 1}`),
    })),
    assessors: Object.entries(assessors).map(([name, { employer, profession }]) => ({
      person: person(name),
      employer: employer === undefined ? undefined : organisation(employer),
      profession: profession ?? '',
    })),
    perSubmission: 2,
    interests: NO_INTERESTS,
    existing: [],
    ...more,
  };
}

const shown = ({ assigned }: AssignmentProposal) =>
  assigned.map((each) => `${each.submission} ${each.person}`);

describe('who may not assess', () => {
  const given = ties([['o2', 'o9']], [['ana', 'o1']]);
  test.each([
    ['their own employer', { employer: 'o1' }, 'o1', 'employer'],
    ['a partner of the employer', { employer: 'o9' }, 'o2', 'partner'],
    ['the other way round', { employer: 'o2' }, 'o9', 'partner'],
    ['where they declared an interest', { employer: 'o5' }, 'o1', 'interest'],
    ['elsewhere they may', { employer: 'o5' }, 'o2', undefined],
  ] as const)('%s', (_, { employer }, assessed, expected) => {
    const assessor = { person: person('ana'), employer: organisation(employer), profession: '' };
    expect(blockedFor(assessor, organisation(assessed), given)).toBe(expected);
  });
});

describe('a proposal', () => {
  test('moves others along where that keeps loads equal', () => {
    const interests = ties(
      [],
      [
        ['ben', 'o2'],
        ['ben', 'o3'],
        ['chidi', 'o1'],
      ],
    );
    const given = request(3, { ana: {}, ben: {}, chidi: {} }, { perSubmission: 1, interests });
    expect(shown(proposeAssignment(given))).toEqual(['s1 ben', 's2 chidi', 's3 ana']);
  });

  test('mixes professions where loads allow it', () => {
    const given = request(1, {
      ana: { profession: 'Dietitian' },
      ben: { profession: 'Dietitian' },
      chidi: { profession: 'Paramedic' },
    });
    expect(shown(proposeAssignment(given))).toEqual(['s1 ana', 's1 chidi']);
  });

  test('does not put the same people together every time', () => {
    const given = request(6, { ana: {}, ben: {}, chidi: {}, dee: {} });
    const pairs = Map.groupBy(proposeAssignment(given).assigned, (each) => each.submission);
    const different = new Set([...pairs.values()].map((pair) => pair.map((each) => each.person).join(' ')));
    expect(different.size).toBe(6);
  });

  test('keeps what was assigned, and counts it', () => {
    const existing = [{ submission: submission('s1'), person: person('ana') }];
    const proposal = proposeAssignment(request(2, { ana: {}, ben: {}, chidi: {} }, { existing }));
    expect(shown(proposal)).not.toContain('s1 ana');
    expect(proposal.assigned).toHaveLength(3);
    expect(Math.max(...proposal.loads.values())).toBe(2);
  });

  test('says which submission lacks an assessor, and why', () => {
    const interests: Interests = {
      ...ties([['o1', 'o7']], [['chidi', 'o1']]),
      settled: [
        {
          person: person('eve'),
          organisation: organisation('o1'),
          outcome: 'recused',
          grounds: [],
          declaration: undefined,
        },
      ],
    };
    const given = request(
      2,
      { ana: { employer: 'o1' }, ben: { employer: 'o7' }, chidi: {}, eve: {} },
      { interests },
    );
    expect(proposeAssignment(given).short).toEqual([
      {
        submission: 's1',
        lacks: 2,
        sentence:
          '2 assessors short: 0 of 4 assessors may assess it (1 employed there, 1 not taking part, 1 at a partner and 1 with an interest that is not settled).',
      },
    ]);
  });

  test('gives a panel’s submission to its members alone, and says who is short of one', () => {
    const panels = new Map([
      [submission('s1'), new Set([person('ana')])],
      [submission('s2'), new Set([person('ana')])],
    ]);
    const proposal = proposeAssignment(request(2, { ana: {}, ben: {} }, { panels }));
    expect(shown(proposal)).toEqual(['s1 ana', 's2 ana']);
    expect(proposal.short.map(({ sentence }) => sentence)).toEqual([
      '1 assessor short: 1 of 2 assessors may assess it (1 outside its panel).',
      '1 assessor short: 1 of 2 assessors may assess it (1 outside its panel).',
    ]);
    expect(proposal.unplaced).toEqual([{ person: 'ben', sentence: 'No panel of theirs has a submission.' }]);
  });

  test('says who could not be placed, and why', () => {
    const given = request(1, { ana: { employer: 'o1' }, ben: {}, chidi: {} }, { perSubmission: 1 });
    expect(proposeAssignment(given).unplaced).toEqual([
      { person: 'ana', sentence: 'Something ties them to the one submission that they could be given.' },
      { person: 'chidi', sentence: 'Every place went to somebody else.' },
    ]);
  });

  test('of nobody leaves every place open', () => {
    expect(proposeAssignment(request(1, {})).short).toEqual([
      { submission: 's1', lacks: 2, sentence: '2 assessors short: 0 of 0 assessors may assess it.' },
    ]);
  });
});

describe('laws', () => {
  const names = ['ana', 'ben', 'chidi', 'dee', 'eve', 'finn'];
  const assessors = (employers: fc.Arbitrary<string | undefined>) =>
    fc
      .subarray(names, { minLength: 1 })
      .chain((some) =>
        fc.tuple(
          ...some.map((name) =>
            fc.tuple(fc.constant(name), employers, fc.constantFrom('', 'Dietitian', 'Paramedic')),
          ),
        ),
      )
      .map((all) =>
        Object.fromEntries(
          all.map(([name, employer, profession]) => [
            name,
            { ...(employer ? { employer } : {}), profession },
          ]),
        ),
      );
  const organisations = fc.integer({ min: 1, max: 8 }).map((number) => organisation(`o${number}`));
  const free = fc
    .record({
      submissions: fc.integer({ min: 1, max: 8 }),
      people: assessors(fc.constant(undefined)),
      perSubmission: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ submissions, people, perSubmission }) => request(submissions, people, { perSubmission }));
  const blocked = fc
    .record({
      submissions: fc.integer({ min: 1, max: 4 }),
      people: assessors(fc.option(organisations, { nil: undefined })),
      perSubmission: fc.integer({ min: 1, max: 3 }),
      interests: fc.record({
        related: fc.array(
          fc.record({
            organisations: fc.tuple(organisations, organisations),
            kind: fc.constantFrom('partner' as const, 'shared-leadership' as const),
          }),
          { maxLength: 3 },
        ),
        declared: fc.array(
          fc.record({
            person: fc.constantFrom(...names).map(person),
            organisation: organisations,
            extent: fc.constantFrom('actual' as const, 'potential' as const),
            entry: fc.constant(DECLARATION),
          }),
          { maxLength: 14 },
        ),
        settled: fc.array(
          fc.record({
            person: fc.constantFrom(...names).map(person),
            organisation: organisations,
            outcome: fc.constantFrom('recused' as const, 'accepted' as const),
            grounds: fc.constant(['declared' as const]),
            declaration: fc.constant(DECLARATION),
          }),
          { maxLength: 6 },
        ),
      }),
      panels: fc
        .array(
          fc.tuple(
            fc.integer({ min: 1, max: 4 }).map((number) => submission(`s${number}`)),
            fc.subarray(names).map((some) => new Set(some.map(person))),
          ),
          { maxLength: 2 },
        )
        .map((entries) => new Map(entries)),
    })
    .map(({ submissions, people, ...more }) => request(submissions, people, more));

  test.prop([free])('where nothing blocks, loads differ by at most one', (given) => {
    const loads = [...proposeAssignment(given).loads.values()];
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  });

  test.prop([blocked])('nobody is given what they may not assess, nor the same twice', (given) => {
    const { assigned } = proposeAssignment(given);
    for (const each of assigned) {
      const assessor = given.assessors.find((one) => one.person === each.person);
      const assessed = given.submissions.find((one) => one.submission === each.submission);
      expect(
        assessor && assessed && blockedFor(assessor, assessed.organisation, given.interests),
      ).toBeUndefined();
      expect(given.panels?.get(each.submission)?.has(each.person) ?? true).toBe(true);
      expect(assessor?.employer).not.toBe(assessed?.organisation);
    }
    expect(new Set(shown({ assigned, loads: new Map(), short: [], unplaced: [] })).size).toBe(
      assigned.length,
    );
  });

  test.prop([blocked])(
    'every submission gets as many as asked for, or everyone who may, and says what it lacks',
    (given) => {
      const { assigned, short } = proposeAssignment(given);
      for (const each of given.submissions) {
        const may = given.assessors.filter((one) => mayAssess(given, one, each)).length;
        const has = assigned.filter((one) => one.submission === each.submission).length;
        expect(has).toBe(Math.min(given.perSubmission, may));
        expect(short.find((one) => one.submission === each.submission)?.lacks ?? 0).toBe(
          given.perSubmission - has,
        );
      }
    },
  );

  test.prop([blocked], { numRuns: 60 })('no other way of placing them makes loads more equal', (given) => {
    const { loads } = proposeAssignment(given);
    const squares = [...loads.values()].reduce((sum, load) => sum + load ** 2, 0);
    expect(squares).toBe(leastSquares(given));
  });

  test.prop([blocked, fc.boolean()])('the order of people and submissions changes nothing', (given, both) => {
    const other = {
      ...given,
      assessors: given.assessors.toReversed(),
      submissions: both ? given.submissions.toReversed() : given.submissions,
    };
    expect(shown(proposeAssignment(other))).toEqual(shown(proposeAssignment(given)));
  });
});

function mayAssess(
  { interests, panels }: AssignmentRequest,
  assessor: AssignmentRequest['assessors'][number],
  { submission: of, organisation: assessed }: AssignmentRequest['submissions'][number],
): boolean {
  const panel = panels?.get(of);
  return (
    (panel === undefined || panel.has(assessor.person)) &&
    blockedFor(assessor, assessed, interests) === undefined
  );
}

/** By trying every way: the least sum of squared loads. */
function leastSquares(given: AssignmentRequest): number {
  const choices = given.submissions.map((each) => {
    const may = given.assessors.flatMap((one, index) => (mayAssess(given, one, each) ? [index] : []));
    return subsets(may, Math.min(given.perSubmission, may.length));
  });
  const seen = choices.reduce<readonly (readonly number[])[]>(
    (vectors, options) => {
      const next = vectors.flatMap((vector) =>
        options.map((option) => vector.map((load, index) => load + (option.includes(index) ? 1 : 0))),
      );
      return [...new Map(next.map((vector) => [vector.join(), vector])).values()];
    },
    [given.assessors.map(() => 0)],
  );
  return Math.min(...seen.map((vector) => vector.reduce((sum, load) => sum + load ** 2, 0)));
}

function subsets(of: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return of.flatMap((first, index) => subsets(of.slice(index + 1), size - 1).map((rest) => [first, ...rest]));
}
