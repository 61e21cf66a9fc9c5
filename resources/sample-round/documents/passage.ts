import type { DocumentPlan, SampleOrganisation } from '../organisations/fact.ts';
import { type Prose, prose } from '../prose.ts';

/** What a document has to say about one item. */
export interface Passage {
  readonly item: string;
  readonly number: string;
  readonly heading: string;
  readonly usual: readonly [string, string];
  /** The organisation's own sentences, which assessors cite. */
  readonly own: string;
}

/** A made file, and the page on which each item's own passage stands, from 1, where it has pages. */
export interface MadeDocument {
  readonly plan: DocumentPlan;
  readonly bytes: Uint8Array;
  readonly pages: ReadonlyMap<string, number>;
}

export interface DocumentJob {
  readonly organisation: SampleOrganisation;
  readonly plan: DocumentPlan;
}

/** Said at the foot of everything, so that no page can be taken for a real organisation's. */
export function footing({ organisation, plan }: DocumentJob): string {
  return `${organisation.name}. ${plan.title}. Written for the Award Panel sample.`;
}

export function proseOf(number: string): Prose {
  const found = prose[number];
  if (found === undefined) throw new Error(`There is no usual wording for standard ${number}.`);
  return found;
}

/** The items whose passage this document holds, in the set's order. */
export function passagesOf({ organisation, plan }: DocumentJob): readonly Passage[] {
  return Object.entries(organisation.facts).flatMap(([item, fact]) =>
    fact.in === plan.ref && fact.shows !== undefined ? [passage(organisation, item, fact.shows)] : [],
  );
}

/** Standards for which it is named as well, and whose passage stands elsewhere. */
export function mentionsOf({ organisation, plan }: DocumentJob): readonly Passage[] {
  const mentioned = Object.entries(organisation.facts).flatMap(([item, fact]) =>
    fact.also?.includes(plan.ref) ? [passage(organisation, item, fact.shows ?? '')] : [],
  );
  return byStandard(mentioned).map(([first]) => first);
}

function passage(organisation: SampleOrganisation, item: string, own: string): Passage {
  const number = item.split('/')[0] ?? item;
  const { heading, usual } = proseOf(number);
  return { item, number, heading, usual: usual(organisation), own };
}

/** Passages of one standard together, since documents are not written by transition. */
export function byStandard(passages: readonly Passage[]): readonly (readonly [Passage, ...Passage[]])[] {
  const groups = new Map<string, [Passage, ...Passage[]]>();
  for (const one of passages) {
    const group = groups.get(one.number);
    if (group === undefined) groups.set(one.number, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** A repeatable source of chance (mulberry32), so that the sample comes out the same every time: 0 to 1. */
export function chance(seed: string): () => number {
  let state = Array.from(seed).reduce(
    (sum, letter) => Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619),
    2166136261,
  );
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shares `whole` out over `parts`, in proportion and in whole numbers, with some chance but none above its part. */
export function share(whole: number, parts: readonly number[], next: () => number): readonly number[] {
  const sum = parts.reduce((total, part) => total + part, 0);
  const shares = parts.map((part) =>
    Math.min(part, Math.round((part * whole) / sum + (next() - 0.5) * part * 0.3)),
  );
  let over = shares.reduce((total, part) => total + part, 0) - whole;
  for (let at = 0; over !== 0 && at < parts.length * 50; at += 1) {
    const index = at % parts.length;
    const now = shares[index] ?? 0;
    if (over > 0 && now > 0) {
      shares[index] = now - 1;
      over -= 1;
    } else if (over < 0 && now < (parts[index] ?? 0)) {
      shares[index] = now + 1;
      over += 1;
    }
  }
  return shares;
}
