type Tuple<Count extends number, Parts extends string[] = []> = Parts['length'] extends Count
  ? Parts
  : Tuple<Count, [...Parts, string]>;

/** The names that a subject's key is made of: they hold no spaces, which is what stands between them. */
export function parts<Count extends 2 | 3>(key: string, count: Count): Tuple<Count> {
  const found = key.split(' ');
  if (found.length !== count) throw new Error(`The subject “${key}” does not have ${count} parts.`);
  // Just counted.
  return found as Tuple<Count>;
}
