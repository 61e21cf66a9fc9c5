import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';

/** Has a desk keep the sealed copy of its drafts in that folder; the words that open it. */
export async function keepCopy(desk: Desk, folder: string): Promise<string> {
  const { words } = await ask(desk, 'copies.choose', { folder });
  if (words === undefined) throw new Error('No words were told.');
  return words;
}

export const namesIn = (folder: string): string[] => readdirSync(folder).toSorted();

/** The copy that lies there, or the one before it. Throws where there are none or several. */
export function copyIn(folder: string, which: 'last' | 'earlier' = 'last'): Buffer {
  const [name, another] = namesIn(folder).filter(
    (each) => each.endsWith('.awardcopy') && each.includes('-before') === (which === 'earlier'),
  );
  if (name === undefined || another !== undefined) throw new Error(`Not one copy lies in ${folder}.`);
  return readFileSync(join(folder, name));
}
