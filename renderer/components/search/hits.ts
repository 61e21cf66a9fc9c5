import type { SearchHit } from '../../../shared/contract/evidence.ts';
import { count } from '../../../shared/domain/words.ts';

/** Where a hit stands, in words. Whose it is, is said only where it could be somebody else's. */
export function placeOfHit(hit: SearchHit, named: boolean): string {
  const { source, places, item, enclosed, leaf } = hit;
  const [place] = places;
  const whose = named ? place?.organisationName : undefined;
  if (source === 'standard') return `Standard ${item ?? ''}`;
  const file = enclosed ?? place?.name ?? '';
  const ref = place === undefined || file.startsWith(`${place.ref} `) ? undefined : place.ref;
  const parts = source === 'account' ? [`What they say for ${item ?? ''}`] : [ref, file, leaf?.label];
  return [...parts, whose].filter((part) => part !== undefined && part !== '').join(', ');
}

/** The longest run of marked words that stand together: what is looked for again where the hit opens. */
export function wordsOf({ snippet: { text, marks } }: SearchHit): string {
  const runs: { start: number; end: number }[] = [];
  for (const mark of marks) {
    const last = runs.at(-1);
    if (last !== undefined && /^\s*$/.test(text.slice(last.end, mark.start))) last.end = mark.end;
    else runs.push({ ...mark });
  }
  const longest = runs.reduce((one, other) => (other.end - other.start > one.end - one.start ? other : one), {
    start: 0,
    end: 0,
  });
  return text.slice(longest.start, longest.end);
}

/** How many places there are, and what was not looked for as it was typed. */
export function foundInWords(total: number, remark: string | undefined): string {
  const found =
    total === 0 ? 'Nothing was found.' : `${total >= 10_000 ? 'More than ' : ''}${count(total, 'place')}.`;
  return remark === undefined ? found : `${found} ${remark}`;
}
