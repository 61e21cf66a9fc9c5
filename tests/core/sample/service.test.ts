import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import { openSampleDesk, readSample } from '../../../electron/core/sample/service.ts';
import type { SampleSeat } from '../../../shared/contract/desk.ts';

vi.setConfig({ testTimeout: 60_000 });
const resources = resolve(import.meta.dirname, '../../../resources');
const samples = mkdtempSync(join(tmpdir(), 'award-samples-'));
afterAll(() => rmSync(samples, { recursive: true, force: true }));
const sample = await readSample(resources);
const twice = sample.submissions.filter(({ deliveries }) => deliveries.length > 1);

/** Opens a seat, which has to be as it was signed and alone in its folder, and looks at it. */
async function sit(seat: SampleSeat, look: (desk: Desk) => Promise<void>): Promise<void> {
  const steps: number[] = [];
  const desk = await openSampleDesk({ samples, resources, seat, progress: (done) => steps.push(done) });
  try {
    expect(await ask(desk, 'desk.show', {})).toMatchObject({ seat, person: { roles: [seat] } });
    expect(await ask(desk, 'desk.verify', {})).toMatchObject({ ok: true, findings: [] });
    expect(steps.length).toBeGreaterThan(1);
    await look(desk);
  } finally {
    await desk.close();
  }
  expect(readdirSync(samples)).toEqual([seat]);
  rmSync(join(samples, seat), { recursive: true });
}

test('the administrator has all but the mistaken deliveries, and everyone assigned', () =>
  sit('administrator', async (desk) => {
    const rows = await ask(desk, 'submissions.list', {});
    const waiting = rows.filter(({ submission }) => submission === undefined);
    expect(waiting.map(({ organisation }) => organisation).toSorted()).toEqual(
      twice.map(({ organisation }) => organisation).toSorted(),
    );
    const assigned = sample.assignments.filter(({ organisation }) =>
      twice.every((each) => each.organisation !== organisation),
    );
    expect(await ask(desk, 'assignments.list', {})).toHaveLength(assigned.length);
  }));

test('the assessor has one sheet submitted, one begun, and holds nothing that is not theirs', () =>
  sit('assessor', async (desk) => {
    const mine = await ask(desk, 'sheets.mine', {});
    const theirs = sample.assignments.filter(
      ({ assessor, organisation }) =>
        assessor === 'ana' && twice.every((each) => each.organisation !== organisation),
    );
    expect(mine).toHaveLength(theirs.length);
    expect(mine.filter(({ state }) => state === 'submitted')).toHaveLength(1);
    expect(mine.filter(({ state, scored }) => state === 'draft' && scored === 9)).toHaveLength(1);
    const evidence = sample.submissions
      .filter(({ organisation }) => theirs.some((each) => each.organisation === organisation))
      .reduce((sum, each) => sum + each.evidence.length, 0);
    expect(await ask(desk, 'desk.verify', {})).toMatchObject({ evidenceFiles: evidence });
  }));

test('the chair has every sheet, each signed by a key of its assessor’s own, and moderates them', () =>
  sit('chair', async (desk) => {
    const rows = await ask(desk, 'moderation.list', {});
    expect(rows).toHaveLength(sample.submissions.length);
    expect(rows.filter(({ state }) => state !== 'ready')).toEqual([]);
    const { store } = desk.context;
    const signed = store
      .prepare<[], { person: string; writers: number; sheets: number }>(
        `SELECT person, count(DISTINCT writer) AS writers, count(*) AS sheets FROM entry
         WHERE act = 'sheet-submitted' GROUP BY person ORDER BY person`,
      )
      .all();
    expect(signed.map(({ writers }) => writers)).toEqual(signed.map(() => 1));
    expect(signed.reduce((sum, { sheets }) => sum + sheets, 0)).toBe(sample.sheets.length);
    expect(store.prepare<[], { n: number }>('SELECT count(DISTINCT writer) AS n FROM entry').get()?.n).toBe(
      signed.length + 1,
    );
    const [first] = rows;
    if (first === undefined) throw new Error('There is a submission.');
    await ask(desk, 'moderation.open', { submission: first.submission, present: [] });
    expect(await ask(desk, 'agreed.saveAlike', { submission: first.submission })).toMatchObject({
      items: expect.arrayContaining([expect.any(String)]),
    });
  }));

test('opened again it is the same desk, with what was done on it', async () => {
  const open = () => openSampleDesk({ samples, resources, seat: 'administrator', progress: () => undefined });
  const first = await open();
  await ask(first, 'publication.keepSettings', { owner: 'Kept', contact: '', heading: 'Kept' });
  await first.close();
  const again = await open();
  try {
    expect(await ask(again, 'publication.settings', {})).toMatchObject({ owner: 'Kept' });
  } finally {
    await again.close();
  }
});
