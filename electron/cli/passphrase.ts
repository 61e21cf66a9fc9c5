import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Refused, refuse } from '../core/refused.ts';
import type { Option } from './verb.ts';

export const passphraseFile: Option = {
  value: 'FILE',
  about: 'A file whose first line is the passphrase; asked for where it is left out',
};

/** The passphrase in a file; undefined where no file was named. Throws the refusal 'file-unreadable'. */
export async function passphraseIn(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const found = await firstLine(file);
  if (found === undefined || found === '') {
    throw refuse('file-unreadable', `${file} holds no passphrase. Write it in the first line.`, [
      { kind: 'file', at: file },
    ]);
  }
  return found;
}

/** As `passphraseIn`, but a file that is not there yet is one to write the passphrase to that the desk makes up. */
export async function passphraseToUse(file: string | undefined): Promise<string | undefined> {
  return file === undefined || (await firstLine(file)) === undefined ? undefined : passphraseIn(file);
}

async function firstLine(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/, 1)[0]?.trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** For its writer alone to read. */
export async function keepPassphrase(file: string, passphrase: string): Promise<void> {
  await writeFile(file, `${passphrase}\n`, { mode: 0o600 });
}

/** Tries without a passphrase, or with the one given, and asks for one at the terminal where it is needed. */
export async function withPassphrase<Value>(
  given: string | undefined,
  attempt: (passphrase: string | undefined) => Promise<Value>,
): Promise<Value> {
  try {
    return await attempt(given);
  } catch (error) {
    const needed = error instanceof Refused && error.refusal.code === 'passphrase-needed';
    if (!needed || !process.stdin.isTTY) throw error;
    return attempt(await typed());
  }
}

/** What is typed is not shown. */
async function typed(): Promise<string> {
  process.stderr.write('Passphrase: ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
