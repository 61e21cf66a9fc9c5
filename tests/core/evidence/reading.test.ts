import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../../electron/core/desk/desk.ts';
import { citedEnclosed } from '../../../electron/core/evidence/service.ts';
import { carry } from '../../../electron/core/sample/job.ts';
import { Hash, ItemId, PersonId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { makeDesks, refusalOf, resources } from '../../support/desks.ts';
import { fileOf, hashOfFile, layEvidence, searchFor, told } from './room.ts';

const desks = makeDesks();
afterAll(() => desks.end());

const MAIL = [
  'From: lead@example.org',
  'Subject: The rota',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=part',
  '',
  '--part',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The rota is in the file.',
  '--part',
  'Content-Type: text/plain; name=rota.txt',
  'Content-Disposition: attachment; filename=rota.txt',
  '',
  'Mondays are quarterdeck days.',
  '--part--',
  '',
].join('\r\n');
const withMail = (organisation: string, file: number) =>
  organisation === 'o1' && file === 2 ? Buffer.from(MAIL) : fileOf(organisation, file);

function first(round: { readonly submissions: readonly { readonly submission: SubmissionId }[] }) {
  const found = round.submissions[0]?.submission;
  if (found === undefined) throw new Error('The round is empty.');
  return found;
}

/** Every file below a folder, and every row, that holds the words. */
function stillSaid(desk: Desk, words: string): readonly string[] {
  const { store } = desk.context;
  const rows = store
    .prepare<[string], { n: number }>('SELECT count(*) AS n FROM passage_text WHERE text LIKE ?')
    .get(`%${words}%`);
  const files = readdirSync(store.folder.cache, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return [...files.map(({ name }) => name), ...(rows?.n === 0 ? [] : ['passage_text'])];
}

test('a file is read when somebody opens it, before anything else was', async () => {
  const desk = await desks.open('asked');
  const round = await layEvidence(desk);
  const sha256 = await hashOfFile(desk, first(round), 'E1');
  expect(await ask(desk, 'evidence.progress', {})).toMatchObject({ files: 6, read: 0, pending: 6 });
  const read = await ask(desk, 'evidence.read', { sha256 });
  if (read.state !== 'read') throw new Error(read.sentence);
  expect(read.reading.body.kind).toBe('text');
  expect(read.reading.leaves.map(({ text }) => text).join('\n')).toContain('Protected time is kept');
  expect(await ask(desk, 'evidence.progress', {})).toMatchObject({ files: 6, read: 1, pending: 5 });
  expect(told(await searchFor(desk, 'zoe'))).toEqual(['o1 E1']);
  // Kept, so that it is not read again; and read again where what was kept is torn.
  const kept = join(desk.context.store.folder.cache, 'readings', sha256.slice(0, 2), `${sha256}.json`);
  expect(existsSync(kept)).toBe(true);
  writeFileSync(kept, '{"format":1,"what":"Pla');
  expect(await ask(desk, 'evidence.read', { sha256 })).toEqual(read);
});

test('what cannot be read gets its sentence, and stops none of the others', async () => {
  const desk = await desks.open('unreadable');
  const round = await layEvidence(desk, (organisation, file) =>
    organisation === 'o1' && file === 1
      ? Buffer.from('%PDF-1.7\nnothing else\n')
      : fileOf(organisation, file),
  );
  expect(await ask(desk, 'evidence.readAll', {})).toMatchObject({ read: 5, unreadable: 1, pending: 0 });
  const sha256 = await hashOfFile(desk, first(round), 'E1');
  const read = await ask(desk, 'evidence.read', { sha256 });
  expect(read).toMatchObject({ state: 'unreadable', sentence: expect.stringMatching(/^The file .*\.$/) });
});

describe('a file inside a file', () => {
  test('is evidence of its own: read, found, and served', async () => {
    const desk = await desks.open('mail');
    const round = await layEvidence(desk, withMail);
    const sha256 = await hashOfFile(desk, first(round), 'E2');
    expect(await ask(desk, 'evidence.readAll', {})).toMatchObject({ files: 7, read: 7 });
    expect(told(await searchFor(desk, 'quarterdeck'))).toEqual(['o1 E2 in rota.txt']);
    const read = await ask(desk, 'evidence.read', { sha256 });
    const [inside] = read.state === 'read' ? read.reading.enclosures : [];
    const taken = await ask(desk, 'evidence.enclosure', { sha256, path: inside?.path ?? '' });
    expect(taken).toMatchObject({ name: 'rota.txt', what: 'Plain text' });
    expect(await ask(desk, 'evidence.read', { sha256: taken.sha256 })).toMatchObject({ state: 'read' });
    const file = await desk.evidence(taken.sha256);
    expect(file).toMatchObject({ type: expect.stringContaining('text/plain') });
    expect(await refusalOf(desk, 'evidence.enclosure', { sha256, path: 'no such' })).toMatchObject({
      code: 'not-found',
    });
  });

  test('that is cited is named by the file that it lies in, with what it is', async () => {
    const desk = await desks.open('cited');
    const round = await layEvidence(desk, withMail);
    await ask(desk, 'evidence.readAll', {});
    const { evidence } = await ask(desk, 'submissions.show', { submission: first(round) });
    const [outer] = evidence.filter(({ ref }) => ref === 'E2');
    const [hit] = (await searchFor(desk, 'quarterdeck')).hits;
    if (outer === undefined || hit?.sha256 === undefined) throw new Error('The attachment was not found.');
    const cite = (evidence: Hash) => ({
      id: 'c',
      evidence,
      quote: '',
      prefix: '',
      suffix: '',
      boxes: [],
      meaning: 'supports' as const,
      note: '',
    });
    const nowhere = Hash.parse('f'.repeat(64));
    const cited = [outer.sha256, hit.sha256, hit.sha256, nowhere].map(cite);
    expect(await citedEnclosed(desk.context, evidence, cited)).toMatchObject([
      {
        ref: 'E2',
        inside: [outer.name],
        name: 'rota.txt',
        sha256: hit.sha256,
        kind: 'text',
        what: 'Plain text',
      },
    ]);
    // Of another submission's evidence it is no part.
    expect(await citedEnclosed(desk.context, [], cited)).toEqual([]);
  });
});

test('evidence that two people remove takes its reading, its words and the files inside it along', async () => {
  const desk = await desks.open('removal');
  const round = await layEvidence(desk, withMail);
  const sha256 = await hashOfFile(desk, first(round), 'E2');
  await ask(desk, 'evidence.readAll', {});
  expect(told(await searchFor(desk, 'quarterdeck'))).toHaveLength(1);
  const inside = await ask(desk, 'evidence.enclosure', { sha256, path: await onlyPath(desk, sha256) });
  // The chair asks, on their own desk; the administrator removes.
  const chair = await desks.open('removal chair');
  await carry(desk, chair, { purpose: 'moderation', to: PersonId.parse('chair') });
  const asked = chair.context.ledger.append('removal-asked', {
    facts: { round: round.id, what: 'evidence', target: sha256 },
    text: { reason: 'It names a preceptee.' },
  });
  await carry(chair, desk, { purpose: 'update', to: round.administrator.id });
  desk.context.ledger.append('evidence-removed', {
    facts: { round: round.id, target: sha256, askedBy: PersonId.parse('chair') },
    text: { reason: 'It names a preceptee.' },
    basis: [asked.hash],
  });
  expect(desk.context.store.evidence.has(sha256)).toBe(false);
  expect(told(await searchFor(desk, 'quarterdeck'))).toEqual([]);
  const left = stillSaid(desk, 'quarterdeck');
  expect(left).not.toContain('passage_text');
  expect(left.filter((name) => name.startsWith(sha256) || name.startsWith(inside.sha256))).toEqual([]);
  expect(await desk.evidence(inside.sha256)).toBeUndefined();
  for (const gone of [sha256, inside.sha256])
    expect(await refusalOf(desk, 'evidence.read', { sha256: gone })).toMatchObject({ code: 'not-found' });
});

async function onlyPath(desk: Desk, sha256: Hash): Promise<string> {
  const read = await ask(desk, 'evidence.read', { sha256 });
  const [inside] = read.state === 'read' ? read.reading.enclosures : [];
  if (inside === undefined) throw new Error('Nothing lies in it.');
  return inside.path;
}

describe('reading goes on where it was', () => {
  test('after a stop, and after the desk was closed in the middle', async () => {
    const desk = await desks.open('resumed');
    await layEvidence(desk);
    const heard: string[] = [];
    desk.subscribe((event) => {
      if (event.kind !== 'progress' || event.job !== 'reading') return;
      heard.push(event.words);
      if (heard.length === 2) void desk.invoke('jobs.stop', { job: 'reading' });
    });
    const stopped = await ask(desk, 'evidence.readAll', {});
    expect(heard[0]).toBe('Reading evidence, 1 of 6');
    expect(stopped).toMatchObject({ files: 6, running: false });
    expect(stopped.pending).toBeGreaterThan(0);
    const reading = desk.invoke('evidence.readAll', {});
    await desks.close(desk);
    await reading;
    const again = await desks.open('resumed');
    expect(await ask(again, 'evidence.readAll', {})).toMatchObject({ read: 6, pending: 0 });
    const { store } = again.context;
    const leaves = store
      .prepare<[], { key: string; n: number }>(
        "SELECT key, count(*) AS n FROM passage WHERE source = 'evidence' GROUP BY key",
      )
      .all();
    expect(leaves.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('where half of a file was kept when the process ended', async () => {
    const desk = await desks.open('half');
    const round = await layEvidence(desk);
    const sha256 = await hashOfFile(desk, first(round), 'E1');
    await ask(desk, 'evidence.readAll', {});
    // As a kill leaves it: passages in the index, and the file not yet said to be read.
    const { store } = desk.context;
    store.prepare("UPDATE evidence_reading SET state = 'pending' WHERE sha256 = ?").run(sha256);
    await desks.close(desk);
    const again = await desks.open('half');
    expect(await ask(again, 'evidence.readAll', {})).toMatchObject({ read: 6 });
    expect(told(await searchFor(again, 'zoe'))).toEqual(['o1 E1']);
  });

  test('by itself, on a desk that reads alongside', async () => {
    const desk = await desks.open('alongside');
    await layEvidence(desk);
    await desks.close(desk);
    const again = await openDesk({
      dataFolder: join(desks.folder, 'alongside'),
      resources,
      clock: desks.clock.now,
      readsAlong: true,
    });
    try {
      await expect
        .poll(() => ask(again, 'evidence.progress', {}), { timeout: 20_000 })
        .toMatchObject({ read: 6, pending: 0, running: false });
    } finally {
      await again.close();
    }
  });
});

test('an assessor reaches what is assigned to them, and cannot tell the rest from what is not there', async () => {
  const admin = await desks.open('reach');
  const round = await layEvidence(admin);
  await ask(admin, 'evidence.readAll', {});
  const [own, other] = round.submissions;
  if (own === undefined || other === undefined) throw new Error('The round is too small.');
  const [me] = own.assessors;
  if (me === undefined) throw new Error('Nobody assesses it.');
  // A desk that holds the whole round, and belongs to somebody who now only assesses one submission of it.
  const mine = await desks.open('reach mine');
  mine.context.belongTo(me);
  mine.context.ledger.merge(admin.context.ledger.entriesFor({ round: round.id }));
  mine.context.settings.set('round', round.id);
  for (const { submission } of round.submissions)
    for (const ref of ['E1', 'E2'])
      await mine.context.store.evidence.put(
        admin.context.store.evidence.path(await hashOfFile(admin, submission, ref)),
      );
  mine.context.changed('submissions', 'standards');
  await ask(mine, 'evidence.readAll', {});
  const theirs = await hashOfFile(mine, other.submission, 'E1');
  const nobodys = Hash.parse(createHash('sha256').update('nothing').digest('hex'));
  const refusals = await Promise.all(
    [theirs, nobodys].map((sha256) => refusalOf(mine, 'evidence.read', { sha256 })),
  );
  expect(refusals[0]).toEqual(refusals[1]);
  expect(refusals[0]?.code).toBe('not-found');
  expect(
    await ask(mine, 'evidence.read', { sha256: await hashOfFile(mine, own.submission, 'E1') }),
  ).toMatchObject({ state: 'read' });
  const wide = await searchFor(mine, 'time');
  expect(wide.total).toBeGreaterThan(0);
  expect(wide.hits.flatMap(({ places }) => places.map(({ submission }) => submission))).toEqual(
    wide.hits.filter(({ source }) => source !== 'standard').map(() => own.submission),
  );
  const scope = { kind: 'submission' as const, submission: other.submission };
  const unknown = { kind: 'item' as const, submission: other.submission, item: ItemId.parse('9.9') };
  for (const out of [scope, unknown])
    expect(
      await refusalOf(mine, 'evidence.search', { words: 'time', scope: out, limit: 5, offset: 0 }),
    ).toMatchObject({ code: 'not-found' });
  // And cites only on their own sheet.
  const cited = await hashOfFile(mine, own.submission, 'E2');
  await ask(mine, 'scores.save', {
    submission: own.submission,
    score: {
      item: ItemId.parse('1.1'),
      note: '',
      feedback: '',
      citations: ['one', 'two'].map((id) => ({
        id,
        evidence: cited,
        quote: 'preceptorship runs',
        prefix: '',
        suffix: '',
        boxes: [],
        meaning: 'weakens' as const,
        note: 'Only in part.',
      })),
    },
  });
  expect(await ask(mine, 'evidence.citedIn', { sha256: cited })).toEqual([
    { submission: own.submission, item: '1.1', citations: 2 },
  ]);
  expect(await ask(mine, 'evidence.citedIn', { sha256: theirs })).toEqual([]);
});
