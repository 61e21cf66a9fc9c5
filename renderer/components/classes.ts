/** Class names that hold, in one string. CSS modules may not know a name, so `undefined` is left out. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
