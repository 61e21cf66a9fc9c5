import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Chance } from '../../support/chance.ts';
import { ASSESSORS, EightDesks, NAMES, WHOLE } from './eight-desks.ts';

/** As many as a usual run has time for; `AWARD_ROUNDS_IN_FULL=5` runs more, `AWARD_SEED` tells one again. */
const ROUNDS = Number(process.env.AWARD_ROUNDS_IN_FULL ?? 1);
const FIRST =
  process.env.AWARD_SEED === undefined ? Date.now() % 1_000_000_000 : Number(process.env.AWARD_SEED);
const STEPS = 120;

test.each(Array.from({ length: ROUNDS }, (_, at) => FIRST + at))(
  'eight desks in processes of their own end with the same rows and nothing lost, whatever becomes of their files: seed %i',
  async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'award-eight-'));
    const eight = new EightDesks(folder, new Chance(seed));
    const { desks, acknowledged, tally } = eight;
    try {
      await eight.begin();
      for (let step = 0; step < STEPS; step++) await eight.step();
      await eight.meet();
      const rows = await desks.admin.rows();
      expect(rows.length).toBeGreaterThan(0);
      for (const name of WHOLE) expect(await desks[name].rows(), `the rows of ${name}`).toEqual(rows);
      for (const person of ASSESSORS) {
        for (const part of [
          { tables: ['sheet', 'sheet_score'], person },
          { tables: ['round', 'round_date', 'standard_set'], person },
        ])
          expect(await desks[person].rows(part), `${part.tables[0]} of ${person}`).toEqual(
            await desks.admin.rows(part),
          );
      }
      for (const name of WHOLE)
        expect(await desks[name].lacks([...acknowledged]), `what ${name} lacks`).toEqual([]);
      for (const name of NAMES) {
        const { ok, findings } = await desks[name].ask('desk.verify', {});
        expect([ok, findings], `the record of ${name}`).toEqual([true, []]);
      }
      console.log(`Eight desks, seed ${seed}: ${JSON.stringify(tally)}`);
      expect(tally.acts).toBeGreaterThan(0);
      expect(tally.carried).toBeGreaterThan(20);
    } finally {
      await eight.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  600_000,
);
