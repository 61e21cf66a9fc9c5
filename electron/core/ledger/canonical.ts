import canonicalize from 'canonicalize';

/**
 * The one spelling of a JSON value, RFC 8785 (https://www.rfc-editor.org/rfc/rfc8785). Members that are undefined are
 * left out. Throws where there is none: a lone surrogate, a number that is not finite, a cycle.
 */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('There is no JSON for undefined.');
  return text;
}

/**
 * The value of a text that is already in its one spelling; undefined for any other text. Two texts that mean the same
 * can therefore never have two hashes.
 */
export function readCanonical(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return canonical(value) === text ? { value } : undefined;
  } catch {
    // Not JSON, or JSON that has no canonical spelling: told apart by nobody.
    return undefined;
  }
}
