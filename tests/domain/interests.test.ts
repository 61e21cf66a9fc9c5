import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Hash } from '../../shared/domain/ids.ts';
import { type Ground, type Interests, NO_INTERESTS, tieOf } from '../../shared/domain/interests.ts';
import { organisation, person } from './sets.ts';

const FIRST = Hash.parse('1'.repeat(64));
const SECOND = Hash.parse('2'.repeat(64));
const [ana, assessed] = [person('ana'), organisation('o1')];

const said = (extent: 'actual' | 'potential', entry = FIRST): Partial<Interests> => ({
  declared: [{ person: ana, organisation: assessed, extent, entry }],
});
const ruled = (
  outcome: 'recused' | 'accepted',
  grounds: readonly Ground[],
  declaration?: Hash,
): Partial<Interests> => ({
  settled: [{ person: ana, organisation: assessed, outcome, grounds, declaration }],
});
const partner: Partial<Interests> = {
  related: [{ organisations: [assessed, organisation('o9')], kind: 'partner' }],
};

const free = { blocks: false, bars: false, apart: false };
const waits = { blocks: true, bars: false, apart: false };
const barred = { blocks: true, bars: true, apart: false };
const apart = { blocks: true, bars: true, apart: true };

describe('what ties a person to an organisation', () => {
  test.each<[string, string | undefined, Partial<Interests>, object | undefined]>([
    ['nothing', 'o5', {}, undefined],
    ['no employer, nothing declared', undefined, partner, undefined],
    ['works there', 'o1', {}, { grounds: ['employer'], state: 'always', ...apart }],
    ['works there, accepted', 'o1', ruled('accepted', ['employer']), { state: 'always', ...apart }],
    ['works at a partner', 'o9', partner, { grounds: ['partner'], state: 'unsettled', ...waits }],
    [
      'works where the leaders are the same',
      'o9',
      { related: [{ organisations: [organisation('o9'), assessed], kind: 'shared-leadership' }] },
      { grounds: ['shared-leadership'], state: 'unsettled', ...waits },
    ],
    ['works at a partner of another', 'o7', partner, undefined],
    [
      'a partner, accepted',
      'o9',
      { ...partner, ...ruled('accepted', ['partner']) },
      { state: 'accepted', ...free },
    ],
    ['potential', 'o5', said('potential'), { grounds: ['declared'], state: 'unsettled', ...waits }],
    ['actual', 'o5', said('actual'), { state: 'unsettled', ...barred }],
    [
      'actual, accepted',
      'o5',
      { ...said('actual'), ...ruled('accepted', ['declared'], FIRST) },
      { state: 'accepted', ...free },
    ],
    [
      'declared again since it was accepted',
      'o5',
      { ...said('actual', SECOND), ...ruled('accepted', ['declared'], FIRST) },
      { state: 'unsettled', ...barred },
    ],
    [
      'a partner since the declaration was accepted',
      'o9',
      { ...partner, ...said('potential'), ...ruled('accepted', ['declared'], FIRST) },
      { grounds: ['partner', 'declared'], state: 'unsettled', ...waits },
    ],
    [
      'recused',
      'o5',
      { ...said('potential'), ...ruled('recused', ['declared'], FIRST) },
      { state: 'recused', ...apart },
    ],
    [
      'declared again since the recusal',
      'o5',
      { ...said('potential', SECOND), ...ruled('recused', ['declared'], FIRST) },
      { state: 'recused', ...apart },
    ],
    [
      'recused with nothing declared',
      'o5',
      ruled('recused', []),
      { grounds: [], state: 'recused', ...apart },
    ],
    ['accepted with nothing to accept', 'o5', ruled('accepted', []), undefined],
  ])('%s', (_, employer, interests, expected) => {
    const who = { person: ana, employer: employer === undefined ? undefined : organisation(employer) };
    const found = tieOf(who, assessed, { ...NO_INTERESTS, ...interests });
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });
});

describe('laws', () => {
  const entries = fc.constantFrom(FIRST, SECOND);
  const organisations = fc.constantFrom('o1', 'o2', 'o3').map(organisation);
  const ground = fc.constantFrom<Ground>('partner', 'shared-leadership', 'declared');
  const interests: fc.Arbitrary<Interests> = fc.record({
    declared: fc.array(
      fc.record({
        person: fc.constant(ana),
        organisation: organisations,
        extent: fc.constantFrom('actual' as const, 'potential' as const),
        entry: entries,
      }),
      { maxLength: 1 },
    ),
    settled: fc.array(
      fc.record({
        person: fc.constant(ana),
        organisation: organisations,
        outcome: fc.constantFrom('recused' as const, 'accepted' as const),
        grounds: fc.uniqueArray(ground),
        declaration: fc.option(entries, { nil: undefined }),
      }),
      { maxLength: 1 },
    ),
    related: fc.array(
      fc.record({
        organisations: fc.tuple(organisations, organisations),
        kind: fc.constantFrom('partner' as const, 'shared-leadership' as const),
      }),
      { maxLength: 3 },
    ),
  });
  const given = fc.tuple(fc.option(organisations, { nil: undefined }), organisations, interests);

  test.prop([given])('who is apart is barred, and who is barred is blocked', ([employer, of, all]) => {
    const tie = tieOf({ person: ana, employer }, of, all);
    expect(tie?.apart !== true || tie.bars).toBe(true);
    expect(tie?.bars !== true || tie.blocks).toBe(true);
  });

  test.prop([given])('declaring more never frees anybody', ([employer, of, all]) => {
    const without = tieOf({ person: ana, employer }, of, { ...all, declared: [] });
    const declared = [
      { person: ana, organisation: of, extent: 'actual' as const, entry: Hash.parse('3'.repeat(64)) },
    ];
    const more = tieOf({ person: ana, employer }, of, { ...all, declared });
    for (const what of ['blocks', 'bars', 'apart'] as const)
      expect(without?.[what] !== true || more?.[what] === true).toBe(true);
  });

  test.prop([given])('nobody is free of their own employer', ([, of, all]) => {
    expect(tieOf({ person: ana, employer: of }, of, all)).toMatchObject({
      blocks: true,
      bars: true,
      apart: true,
    });
  });
});
