/** Longest name, with its folders, that a file may be handed over with. */
const longest = 2_000;

/**
 * The name a file was picked with, its folders in front, as we keep it: "riverbend/evidence/policy.pdf". It is only
 * ever a name: no file is opened by it. Undefined where it could not be one.
 */
export function pickedPath(encoded: string | undefined): string | undefined {
  if (encoded === undefined || encoded.length > 3 * longest) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    // `%` without two digits behind it, or bytes that are not UTF-8: nobody's name for a file.
    return undefined;
  }
  const parts = path.split('/');
  const named = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/\p{Cc}/u.test(part));
  return path.length <= longest && named ? path : undefined;
}
