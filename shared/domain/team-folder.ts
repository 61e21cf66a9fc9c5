/** Names of files in a team folder: they say whose computer wrote them and in which order, and nothing else. */

const NAME = /^([0-9a-f]{8})-([1-9][0-9]{0,8})(?![0-9])/;

/** `short` is eight hexadecimal digits of the writer's key; `number` counts that writer's files for one person. */
export function packFileName(short: string, number: number): string {
  return `${short}-${number}.awardpack`;
}

/** What it is called while it is being written. */
export function partialName(short: string, number: number): string {
  return `${short}-${number}.partial`;
}

/**
 * Whose file it is by its name, a copy's too: "4fa0c2d1-7 (1).awardpack", "4fa0c2d1-7-DESKTOP-AB12.awardpack".
 * Undefined for a name that a person gave.
 */
export function readPackFileName(
  name: string,
): { readonly short: string; readonly number: number } | undefined {
  const [, short, number] = NAME.exec(name) ?? [];
  return short === undefined ? undefined : { short, number: Number(number) };
}

/**
 * Whether a file may be a pack that is there whole. Left alone are files that are still being written or fetched
 * (".partial", ".tmp", ".crdownload"), what Office and file managers keep for themselves ("~$…", ".…"), and
 * placeholders of no bytes.
 */
export function mayBePack(name: string, bytes: number): boolean {
  return bytes > 0 && /\.awardpack$/i.test(name) && !/^(~|\.)/.test(name);
}

/** A person's sub-folder as it is made where there is none: only administrators see these names side by side. */
export function subFolderName(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .replace(/[^\p{L}\p{N} ’'-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60);
  const first = plain === '' ? 'Person' : plain;
  const held = new Set([...taken].map((each) => each.toLowerCase()));
  for (let number = 1; ; number++) {
    const tried = number === 1 ? first : `${first} ${number}`;
    if (!held.has(tried.toLowerCase())) return tried;
  }
}

const MINUTE = 60_000;

/**
 * Milliseconds until the next look: two minutes while something comes, up to ten when nothing does, up to half an hour
 * where the folder is not there. File events do not cross network drives, so desks look.
 * @param quiet looks in a row that found nothing new
 */
export function untilNextLook(state: 'there' | 'gone', quiet: number): number {
  const longest = state === 'there' ? 10 * MINUTE : 30 * MINUTE;
  return Math.min(longest, 2 * MINUTE * 2 ** Math.min(quiet, 8));
}

/** Whether a file that was not whole is tried again: after one look, then two, four, and each 64th at last. */
export function triesAgain(looksSince: number, tries: number): boolean {
  return looksSince >= 2 ** Math.min(Math.max(tries - 1, 0), 6);
}
