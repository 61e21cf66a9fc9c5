import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { History } from './histories.ts';
import { NAMES, openCast, WHOLE } from './history-cast.ts';

/** As many as a usual run has time for; `AWARD_HISTORIES=1000` is the whole proof, `AWARD_SEED` tells one again. */
const HISTORIES = Number(process.env.AWARD_HISTORIES ?? 40);
const FIRST =
  process.env.AWARD_SEED === undefined ? Date.now() % 1_000_000_000 : Number(process.env.AWARD_SEED);
/** Rounds that one set of desks holds before it is laid aside. */
const ROUNDS_PER_CAST = 50;

test(`${HISTORIES} random histories: desks that should agree have the same rows, and nothing acknowledged is lost`, async () => {
  let [acts, conflicts, cut] = [0, 0, 0];
  for (let done = 0; done < HISTORIES; done += ROUNDS_PER_CAST) {
    const folder = mkdtempSync(join(tmpdir(), 'award-histories-'));
    const cast = await openCast(folder);
    try {
      for (let seed = FIRST + done; seed < FIRST + Math.min(HISTORIES, done + ROUNDS_PER_CAST); seed++) {
        const history = new History(cast, seed);
        await history.run();
        const rows = history.rows('admin');
        for (const name of WHOLE)
          expect(history.rows(name), `history ${seed}: the rows of ${name}`).toEqual(rows);
        for (const name of NAMES.filter((each) => !WHOLE.includes(each))) {
          const theirs = { tables: ['sheet', 'sheet_score'], person: name };
          expect(history.rows(name, theirs), `history ${seed}: the scores of ${name}`).toEqual(
            history.rows('admin', theirs),
          );
          const common = { tables: ['round', 'round_date', 'standard_set'], person: name };
          expect(history.rows(name, common), `history ${seed}: the round on the desk of ${name}`).toEqual(
            history.rows('admin', common),
          );
        }
        for (const hash of history.acknowledged)
          for (const name of WHOLE)
            expect(history.holds(name, hash), `history ${seed}: ${name} holds ${hash}`).toBe(true);
        acts += history.acknowledged.length;
        conflicts += history.conflicts;
        cut += history.cut;
      }
      for (const name of NAMES) {
        const { ok, findings } = await ask(cast.desks[name], 'desk.verify', {});
        expect([ok, findings], `histories from ${FIRST + done}: the record of ${name}`).toEqual([true, []]);
      }
    } finally {
      await cast.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(
    `${HISTORIES} histories from seed ${FIRST}: ${acts} acts, ${cut} files taken in half way, ${conflicts} things in two versions at the end`,
  );
  expect(acts).toBeGreaterThan(HISTORIES);
  expect(cut).toBeGreaterThan(0);
  expect(conflicts).toBeGreaterThan(0);
}, 3_600_000);
