import { z } from 'zod';

/**
 * A value that a schema takes, made from the schema alone. `candidates` are tried in order wherever a text is wanted;
 * `named` says what a member of that name is to be. Throws where nothing fits, naming the place.
 */
export function exampleOf(
  schema: z.ZodType,
  candidates: readonly string[],
  named: Readonly<Record<string, unknown>>,
  at = '$',
): unknown {
  const again = (inner: unknown, place: string): unknown => {
    if (!(inner instanceof z.ZodType)) throw new Error(`${place} is no schema.`);
    return exampleOf(inner, candidates, named, place);
  };
  if (schema instanceof z.ZodOptional) return undefined;
  if (schema instanceof z.ZodNullable) return null;
  if (schema instanceof z.ZodDefault) return again(schema.unwrap(), at);
  if (schema instanceof z.ZodReadonly) return again(schema.unwrap(), at);
  if (schema instanceof z.ZodPipe) return again(schema.in, at);
  if (schema instanceof z.ZodObject) {
    const members = Object.entries(schema.shape).map(([name, inner]) => [
      name,
      name in named && inner instanceof z.ZodType && inner.safeParse(named[name]).success
        ? named[name]
        : again(inner, `${at}.${name}`),
    ]);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  if (schema instanceof z.ZodTuple)
    return schema.def.items.map((inner, index) => again(inner, `${at}[${index}]`));
  if (schema instanceof z.ZodRecord) return {};
  if (schema instanceof z.ZodUnion) {
    for (const option of schema.options) {
      const value = again(option, at);
      if (schema.safeParse(value).success) return value;
    }
  }
  if (schema instanceof z.ZodArray) {
    if (schema.safeParse([]).success) return [];
    return [again(schema.element, `${at}[0]`)];
  }
  const plain: readonly unknown[] = [...candidates, 1, 2026, 0, true, false, ...choices(schema)];
  const found = plain.find((each) => schema.safeParse(each).success);
  if (found === undefined) throw new Error(`Nothing fits ${at}: ${schema.constructor.name}.`);
  return found;
}

function choices(schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodLiteral) return [...schema.values];
  return [];
}
