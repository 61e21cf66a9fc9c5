import { test as law } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distance, nearest, plainWords } from '../../shared/domain/likeness.ts';

describe('words that a person would take for the same', () => {
  test.each([
    ['Partly met', ' partly\u00A0MET '],
    ['Contact’s e-mail', "contact's e‑mail:"],
    ['Résumé', 'Re\u0301sume\u0301'],
    ['Names removed?', 'names removed'],
  ])('‘%s’ and ‘%s’', (one, other) => {
    expect(plainWords(one)).toBe(plainWords(other));
  });

  test.each([
    ['Met', 'Not met'],
    ['policy 1.pdf', 'policy 2.pdf'],
  ])('‘%s’ and ‘%s’ stay different', (one, other) => {
    expect(plainWords(one)).not.toBe(plainWords(other));
  });
});

describe('near matches', () => {
  const levels = ['Not met', 'Partly met', 'Met', 'Not applicable'];
  test.each([
    ['Prtly met', ['Partly met']],
    ['Mte', ['Met']],
    ['Not aplicable', ['Not applicable']],
    ['Gren', []],
    ['Excellent work all round', []],
  ])('‘%s’ may mean %j', (words, meant) => {
    expect(nearest(words, levels)).toEqual(meant);
  });
});

law.prop([fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 })])(
  'a distance is the same both ways, nothing only between equals, and at most the longer word',
  (one, other) => {
    expect(distance(one, other)).toBe(distance(other, one));
    expect(distance(one, other) === 0).toBe(one === other);
    expect(distance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length));
  },
);
