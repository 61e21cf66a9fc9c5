/** Names of files and folders that every system takes, as near to what people called them as can be. */

/** What Windows keeps for itself, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** Long enough to be told apart, short enough for a folder in a folder in a synced folder. */
const LONGEST = 100;

/** One name for a file, its ending kept: no path, nothing hidden, nothing that a system would read otherwise. */
export function safeName(name: string, instead = 'file'): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>:"/\\|?*]+/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const { stem, ending } = parted(plain);
  const short = `${Array.from(stem)
    .slice(0, LONGEST - ending.length)
    .join('')
    .trimEnd()}${ending}`;
  if (short.replace(/[.-]/g, '') === '') return instead;
  return RESERVED.test(short) ? `_${short}` : short;
}

/** The same names, each told apart from those before it where case would not: "plan.pdf", "Plan (2).pdf". */
export function apart(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const { stem, ending } = parted(name);
    let free = name;
    for (let at = 2; taken.has(free.toLowerCase()); at += 1) free = `${stem} (${at})${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

function parted(name: string): { readonly stem: string; readonly ending: string } {
  const ending = /\.[^. ]{1,10}$/.exec(name)?.[0] ?? '';
  return ending === name
    ? { stem: name, ending: '' }
    : { stem: name.slice(0, name.length - ending.length), ending };
}
