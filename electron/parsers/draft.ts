import { cautionsIn } from '../../shared/domain/cautions.ts';
import type { Body, Caution, Enclosure, Leaf, Reading } from '../../shared/domain/reading.ts';

/** What a parser makes of a file; `finish` does what is alike for all kinds. */
export interface Draft {
  readonly what: string;
  readonly body: Body;
  readonly leaves: readonly Leaf[];
  readonly enclosures?: readonly Enclosure[];
  /** What only the parser of the kind can see; what stands in the text and the properties is found for all kinds. */
  readonly cautions?: readonly Caution[];
  readonly properties?: readonly Property[];
  readonly notes?: readonly string[];
}

export interface Property {
  readonly name: string;
  readonly value: string;
}

export const TEXT_LIMITS = {
  leaves: 5_000,
  /** Of one leaf, in characters, and of all of them. */
  leaf: 2_000_000,
  all: 20_000_000,
} as const;

/** The reading within its limits, with the cautions that any text and any properties give. */
export function finish(draft: Draft): Reading {
  const notes = [...(draft.notes ?? [])];
  const leaves: Leaf[] = [];
  let left: number = TEXT_LIMITS.all;
  let cut = draft.leaves.length > TEXT_LIMITS.leaves;
  for (const leaf of draft.leaves.slice(0, TEXT_LIMITS.leaves)) {
    const text = leaf.text.slice(0, Math.min(left, TEXT_LIMITS.leaf));
    cut ||= text.length < leaf.text.length;
    left -= text.length;
    leaves.push({ ...leaf, label: clip(leaf.label, 400), text });
  }
  if (cut)
    notes.push('It holds more text than is read here: the rest is left out of the text and of searches.');
  const properties = (draft.properties ?? []).flatMap(({ name, value }) => {
    const kept = clip(value.trim(), 1000);
    return kept === '' ? [] : [{ name: clip(name, 100), value: kept }];
  });
  return {
    format: 1,
    what: draft.what,
    body: draft.body,
    leaves,
    enclosures: [...(draft.enclosures ?? [])],
    cautions: [...cautionsIn(leaves, properties), ...(draft.cautions ?? [])],
    properties,
    notes,
  };
}

/** At most so many characters, the last of them an ellipsis where some are left out. */
export function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
