import { nearest, plainWords } from '../../../../shared/domain/likeness.ts';
import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import type { RatingMeaning } from '../../../../shared/domain/wide-table.ts';
import { NOT_APPLICABLE } from '../form.ts';

/** What words say by themselves: a level's name or number, both ("2 – Met"), or its name and words after it. */
export function ratingSaid(set: StandardSet, words: string): RatingMeaning | undefined {
  const plain = plainWords(words).replace(/[\s.,;!]+$/, '');
  if ([plainWords(NOT_APPLICABLE), 'n/a', 'na', 'n.a'].includes(plain)) return 'not-applicable';
  const [, number, rest] = /^(\d{1,2})(?:\s*[-:.)=]\s*(.+))?$/.exec(plain) ?? [];
  const name = (rest ?? plain).replace(/\s*[(:;,-].*$/, '').trim();
  const byName = set.scale.find((level) => plainWords(level.name) === name);
  if (number === undefined) return byName?.value;
  const byNumber = set.scale.find(({ value }) => String(value) === number);
  // A number and a name that say different things say nothing.
  return rest === undefined || byName === byNumber ? byNumber?.value : undefined;
}

/** The level that words which are none may have been meant for, by its name. */
export function ratingNear(set: StandardSet, words: string): string | undefined {
  return nearest(words, [...set.scale.map(({ name }) => name), NOT_APPLICABLE])[0];
}

/** Whether what stands in a column are ratings: at least four in five of its values, each counted once. */
export function areRatings(set: StandardSet, values: readonly string[]): boolean {
  const said = values.filter((words) => ratingSaid(set, words) !== undefined).length;
  return said > 0 && said * 5 >= values.length * 4;
}
