import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hash } from '../../../shared/domain/ids.ts';
import { Reading } from '../../../shared/domain/reading.ts';
import { codeOf } from '../store/refusal.ts';

/** What files were read as, so that none is read twice. Whatever is missing or torn is read again. */
export interface KeptReadings {
  get(sha256: Hash): Promise<Reading | undefined>;
  /** Not synced: a power cut costs reading the file once more. */
  put(sha256: Hash, reading: Reading): Promise<void>;
  remove(sha256: Hash): void;
}

export function keptReadings(folder: string): KeptReadings {
  const shelf = (sha256: Hash) => join(folder, sha256.slice(0, 2));
  const path = (sha256: Hash) => join(shelf(sha256), `${sha256}.json`);
  return {
    async get(sha256) {
      try {
        const kept = Reading.safeParse(JSON.parse(await readFile(path(sha256), 'utf8')));
        return kept.success ? kept.data : undefined;
      } catch (error) {
        if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
    async put(sha256, reading) {
      await mkdir(shelf(sha256), { recursive: true, mode: 0o700 });
      const temporary = join(shelf(sha256), `${randomUUID()}.part`);
      await writeFile(temporary, JSON.stringify(reading), { mode: 0o600 });
      await rename(temporary, path(sha256));
    },
    remove: (sha256) => rmSync(path(sha256), { force: true }),
  };
}
