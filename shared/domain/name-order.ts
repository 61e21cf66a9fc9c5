/**
 * Names in an order that is the same on every machine: by their letters with accents and case left aside, then as
 * written, then by id. `Intl.Collator` is not used, since its order changes with the ICU that a runtime brings.
 */
export interface Named {
  readonly name: string;
  readonly organisation: string;
}

export function byName(one: Named, other: Named): number {
  return (
    byCodeUnit(letters(one.name), letters(other.name)) ||
    byCodeUnit(one.name, other.name) ||
    byCodeUnit(one.organisation, other.organisation)
  );
}

/** "St. Ælfric’s" as "st aelfrics": what is compared first. */
function letters(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{Letter}\p{Number}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
