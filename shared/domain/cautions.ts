import type { Caution, Leaf } from './reading.ts';

/** Cautions that any text and any properties give. */
export function cautionsIn(
  _leaves: readonly Leaf[],
  _properties: readonly { readonly name: string; readonly value: string }[],
): readonly Caution[] {
  return [];
}
