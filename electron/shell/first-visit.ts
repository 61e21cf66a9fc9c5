import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstVisitPath, sameSecret } from './gate.ts';

/** Tokens for first visits: each opens the program once. */
export interface Tokens {
  /** A new address that opens the program, once. */
  mint(): string;
  /** Whether this token may come in; it may not a second time. */
  spend(token: string): boolean;
}

export function tokensFor(origin: string): Tokens {
  const unspent = new Set<string>();
  return {
    mint() {
      const token = randomBytes(32).toString('base64url');
      unspent.add(token);
      return `${origin}${firstVisitPath}?token=${token}`;
    },
    spend(token) {
      for (const known of unspent) if (sameSecret(token, known)) return unspent.delete(known);
      return false;
    },
  };
}

export interface Redirect {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Writes a page that only this person can read and that leads to `address`, so that no token stands on a command
 * line. Whoever asked for it removes it after the visit.
 */
export async function writeRedirect(folder: string, address: string): Promise<Redirect> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `open-${randomUUID()}.html`);
  const page = `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>Award Panel</title>
<p><a href="${address}">Open Award Panel</a></p>
</html>
`;
  await writeFile(path, page, { flag: 'wx', mode: 0o600 });
  return { path, remove: () => rm(path, { force: true }) };
}

/**
 * What a first visit gets. It leads on from within the page and not by a redirect answer: the browser counts a
 * redirect as coming from where the visit came from, and would neither send the strict cookie nor say "same-origin".
 */
export const arrivalPage = `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/">
<title>Award Panel</title>
<p><a href="/">Open Award Panel</a></p>
</html>
`;
