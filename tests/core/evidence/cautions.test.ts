import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { makeDesks, refusalOf } from '../../support/desks.ts';
import { hashOfFile, layEvidence } from './room.ts';

const desks = makeDesks();
afterAll(() => desks.end());

test('a caution stays open until an administrator settles it, with a reason that is on the record', async () => {
  const admin = await desks.open('admin');
  const round = await layEvidence(admin);
  await ask(admin, 'evidence.readAll', {});
  const submission = round.submissions[1]?.submission;
  const assessor = round.submissions[1]?.assessors[0];
  if (submission === undefined || assessor === undefined) throw new Error('The round is too small.');
  const sha256 = await hashOfFile(admin, submission, 'E2');

  const list = (of: Partial<InputOf<'cautions.list'>> = {}) =>
    ask(admin, 'cautions.list', { limit: 50, offset: 0, ...of });
  const state = async () => (await list()).cautions.map((each) => each.state);
  const { open, cautions } = await list();
  expect(open).toBe(1);
  expect(cautions).toMatchObject([
    { sha256, kind: 'email-address', quote: 'lead@o2.example.org', leaf: { number: 1 }, state: 'open' },
  ]);
  expect(cautions[0]?.places).toMatchObject([{ submission, ref: 'E2' }]);
  expect(await list({ submission: round.submissions[0]?.submission })).toEqual({
    open: 0,
    total: 0,
    cautions: [],
  });

  const one = { sha256, kind: 'email-address' as const };
  await ask(admin, 'cautions.setAside', { ...one, leaf: 1, reason: 'A shared mailbox.' });
  expect((await list()).cautions).toMatchObject([
    { state: 'set-aside', settled: { reason: 'A shared mailbox.', by: 'Person admin', conflict: false } },
  ]);
  expect((await list()).open).toBe(0);
  expect((await list({ state: 'open' })).cautions).toEqual([]);
  expect((await list({ state: 'set-aside' })).total).toBe(1);
  await ask(admin, 'cautions.reopen', { ...one, leaf: 1, reason: 'It is a person’s.' });
  expect(await state()).toEqual(['open']);
  await ask(admin, 'cautions.setAside', { ...one, reason: 'All of that file’s.' });
  // The leaf's own settlement says more than the file's.
  expect(await state()).toEqual(['open']);
  expect(
    await refusalOf(admin, 'cautions.setAside', { sha256, kind: 'nhs-number', reason: 'None.' }),
  ).toMatchObject({ code: 'not-found' });

  await ask(admin, 'cautions.askCleanCopy', { sha256, reason: 'Asked by e-mail.' });
  expect(await state()).toEqual(['clean-copy-asked']);
  await ask(admin, 'cautions.keepBack', { sha256, reason: 'Until it comes.' });
  expect(await state()).toEqual(['kept-back']);
  expect((await list()).cautions[0]?.settled?.reason).toBe('Until it comes.');

  const made = await ask(admin, 'packs.create', { purpose: 'round', to: assessor, job: 'pack' });
  expect(made.keptBack).toBe(1);
  const mine = await desks.open('mine');
  await carry(admin, mine, { purpose: 'round', to: assessor });
  expect(mine.context.store.evidence.has(sha256)).toBe(false);
  expect(mine.context.store.evidence.has(await hashOfFile(mine, submission, 'E1'))).toBe(true);
  expect(await ask(mine, 'evidence.readAll', {})).toMatchObject({ files: 1, pending: 0, notHeld: 1 });
  // What was decided about it stays with those who run the round.
  expect(mine.context.store.prepare("SELECT 1 FROM entry WHERE act = 'evidence-handled'").all()).toEqual([]);

  await ask(admin, 'cautions.passOn', { sha256, reason: 'Nothing in it after all.' });
  expect((await list()).cautions).toMatchObject([
    { state: 'open', settled: { reason: 'It is a person’s.' } },
  ]);
  expect((await ask(admin, 'packs.create', { purpose: 'round', to: assessor, job: 'pack' })).keptBack).toBe(
    0,
  );
  await carry(admin, mine, { purpose: 'round', to: assessor });
  expect(mine.context.store.evidence.has(sha256)).toBe(true);
  expect(await ask(mine, 'evidence.readAll', {})).toMatchObject({ files: 2, read: 2, notHeld: 0 });
  // The record holds the decisions, and none of the words that they are about.
  const said = admin.context.store
    .prepare<[], { header: string; text: string | null }>(
      `SELECT e.header, t.text FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash
       WHERE e.act IN ('caution-settled', 'evidence-handled')`,
    )
    .all();
  expect(said).toHaveLength(6);
  expect(JSON.stringify(said)).not.toContain('lead@o2');
  expect((await ask(admin, 'desk.verify', {})).findings).toEqual([]);
});
