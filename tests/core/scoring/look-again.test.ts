import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../../../electron/core/ask.ts';
import type { Desk } from '../../../electron/core/desk/desk.ts';
import type { FactsOf } from '../../../electron/core/ledger/acts/table.ts';
import { Instant, ItemId, PersonId, type SubmissionId, VersionId } from '../../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound, scoresOf } from '../../bench/round.ts';
import { type Desks, makeDesks, refusalOf, scoreMade } from '../../support/desks.ts';

/** One person runs, chairs and assesses, so that what each sees is asked of one desk. */
const me = PersonId.parse('admin');
const item = ItemId.parse('1.1');
const untouched = ItemId.parse('2.1');

let desks: Desks;
let round: MadeRound;
let desk: Desk;
let submission: SubmissionId;
beforeEach(async () => {
  desks = makeDesks();
  const made = makeRound(
    { organisations: 1, standards: 5, assessors: 1, perSubmission: 1, files: 2 },
    { admin: ['chair', 'assessor'] },
  );
  round = { ...made, submissions: made.submissions.map((each) => ({ ...each, assessors: [me] })) };
  desk = await desks.open('desk');
  await layRound(desk, round);
  submission = round.submissions[0]?.submission ?? expect.unreachable('The round is empty.');
});
afterEach(() => desks.end());

/** The submission as it stands, with changes, as its next version. */
function sendAgain(
  change: (facts: FactsOf<'submission-received'>) => Partial<FactsOf<'submission-received'>>,
  account: Readonly<Record<string, string>> = {},
): void {
  const { store, ledger } = desk.context;
  const last = store
    .prepare<[], { entry: string; number: number }>(
      'SELECT entry, number FROM submission_version ORDER BY number DESC LIMIT 1',
    )
    .get();
  const entry = ledger
    .heads({ round: round.id, kind: 'version', key: `${submission} v${last?.number}-o1` })
    .map((hash) => ledger.entry(hash))[0];
  if (entry?.act !== 'submission-received' || entry.text === undefined)
    throw new Error('There is no version to send again.');
  const { text } = entry;
  const number = entry.facts.number + 1;
  store.transaction(() =>
    ledger.append('submission-received', {
      facts: {
        ...entry.facts,
        version: VersionId.parse(`v${number}-o1`),
        number,
        receivedAt: Instant.parse('2026-05-03T09:00:00.000Z'),
        ...change(entry.facts),
      },
      text: {
        ...text,
        accounts: Object.fromEntries(
          Object.entries(text.accounts).map(([id, words]) => [
            id,
            { ...words, account: account[id] ?? words.account },
          ]),
        ),
      },
    }),
  );
}

const mine = async () => (await ask(desk, 'sheets.mine', {}))[0];
const again = async () =>
  (await ask(desk, 'sheets.open', { submission })).lookAgain.map(
    ({ item: id, parts }) => `${id} ${parts.join(' ')}`,
  );

test('a newer version touches what it says otherwise, and every draft stays', async () => {
  await scoreMade(desk, round, submission, me);
  const before = (await ask(desk, 'sheets.open', { submission })).scores;
  sendAgain(() => ({}), { '1.1': 'We do it for everyone now.' });
  const sheet = await ask(desk, 'sheets.open', { submission });
  expect(sheet.scores).toEqual(before);
  expect(sheet.versionNumber).toBe(2);
  expect(sheet.lookAgain).toMatchObject([
    {
      item,
      since: 1,
      parts: ['account'],
      before: { account: 'We do what 1.1 says.' },
      after: { account: 'We do it for everyone now.' },
    },
  ]);
  expect(await mine()).toMatchObject({
    lookAgain: 1,
    version: { number: 2, receivedAt: '2026-05-03T09:00:00.000Z' },
  });
});

test('what nobody has scored yet is not to be looked at again', async () => {
  await scoreMade(desk, round, submission, me, 1);
  sendAgain(() => ({}), { '1.1': 'Now.', '2.1': 'Now.' });
  expect(await again()).toEqual(['1.1 account']);
});

test('a file that was replaced touches what points to it; what is cited in it says that it has gone', async () => {
  await scoreMade(desk, round, submission, me);
  const old = (await ask(desk, 'sheets.open', { submission })).evidence[0];
  if (old === undefined) expect.unreachable('The submission has no evidence.');
  async function* bytes() {
    yield Buffer.from('Another policy.\n');
  }
  const put = await desk.context.store.evidence.put(bytes());
  sendAgain(({ evidence }) => ({
    evidence: evidence.map((one) => (one.ref === 'E1' ? { ...one, ...put } : one)),
  }));
  expect((await again()).length).toBe(5);
  expect(new Set((await again()).map((each) => each.split(' ')[1]))).toEqual(new Set(['files']));
  expect((await ask(desk, 'sheets.open', { submission })).earlierFiles).toEqual([
    { ref: 'E1', sha256: old.sha256, name: 'E1.txt', version: 1 },
  ]);
});

test('it is settled by looking, or by another outcome, and not by other words', async () => {
  await scoreMade(desk, round, submission, me);
  sendAgain(() => ({}), { '1.1': 'Now.', '2.1': 'Now.', '3.1': 'Now.' });
  await ask(desk, 'sheets.lookedAt', { submission, item });
  expect(await again()).toEqual(['2.1 account', '3.1 account']);
  const score = scoresOf(round, submission, me).find((each) => each.item === untouched);
  if (score?.outcome?.kind !== 'level') expect.unreachable('Every item is scored.');
  await ask(desk, 'scores.save', { submission, score: { ...score, note: 'Other words.' } });
  expect(await again()).toEqual(['2.1 account', '3.1 account']);
  const level = score.outcome.level === 0 ? 1 : 0;
  await ask(desk, 'scores.save', { submission, score: { ...score, outcome: { kind: 'level', level } } });
  expect(await again()).toEqual(['3.1 account']);
  // A third version begins anew from what was seen last.
  sendAgain(() => ({}), { '1.1': 'And now.' });
  expect((await ask(desk, 'sheets.open', { submission })).lookAgain).toMatchObject([
    { item: '1.1', since: 2 },
    { item: '3.1', since: 1 },
  ]);
});

test('a sheet goes only when what changed was looked at', async () => {
  await scoreMade(desk, round, submission, me);
  sendAgain(() => ({}), { '1.1': 'Now.' });
  const { missing } = await ask(desk, 'sheets.check', { submission });
  expect(missing).toEqual([
    { item, sentence: '1.1: something came after you scored it. Look again at what is new.' },
  ]);
  expect(await refusalOf(desk, 'sheets.submit', { submission })).toMatchObject({
    code: 'sheet-incomplete',
    places: [{ kind: 'item', at: '1.1' }],
  });
  await ask(desk, 'sheets.lookedAt', { submission, item });
  await ask(desk, 'sheets.submit', { submission });
  expect(await mine()).toMatchObject({ lookAgain: 0, scoredVersion: 2, state: 'submitted' });
});

test('a submitted sheet of an earlier version is marked for the chair, and can be recalled until moderation opens', async () => {
  await scoreMade(desk, round, submission, me);
  await ask(desk, 'sheets.submit', { submission });
  sendAgain(() => ({}), { '1.1': 'Now.' });
  expect(await mine()).toMatchObject({ lookAgain: 1, scoredVersion: 1, state: 'submitted' });
  expect(await ask(desk, 'moderation.list', {})).toMatchObject([{ sheetsSubmitted: 1, sheetsBehind: 1 }]);
  await ask(desk, 'sheets.recall', { submission, reason: 'Version 2 came.' });
  await ask(desk, 'sheets.lookedAt', { submission, item });
  await ask(desk, 'sheets.submit', { submission });
  expect(await ask(desk, 'moderation.list', {})).toMatchObject([{ sheetsSubmitted: 1, sheetsBehind: 0 }]);
  sendAgain(() => ({}), { '2.1': 'Now.' });
  await ask(desk, 'moderation.open', { submission, present: [me] });
  const { assessors, versionNumber } = await ask(desk, 'moderation.show', { submission });
  expect(versionNumber).toBe(3);
  expect(assessors).toMatchObject([{ id: me, behind: { version: 2, items: ['2.1'] } }]);
});

test('a sheet that was scored elsewhere is recalled beside the version that it scored, also once it was opened', async () => {
  await scoreMade(desk, round, submission, me);
  await ask(desk, 'sheets.submit', { submission });
  // As on a computer that the sheet came to by the record alone.
  const { store } = desk.context;
  for (const table of ['draft_score', 'draft_sheet', 'draft_looked', 'draft_reply_seen'] as const)
    store.prepare<[], never>(`DELETE FROM ${table}`).run();
  sendAgain(() => ({}), { '1.1': 'Now.' });
  await ask(desk, 'sheets.mark', { submission, item: untouched });
  const before = (await ask(desk, 'sheets.open', { submission })).scores;
  await ask(desk, 'sheets.recall', { submission, reason: 'Version 2 came.' });
  expect((await ask(desk, 'sheets.open', { submission })).scores).toEqual(before);
  expect(await again()).toEqual(['1.1 account']);
  expect((await refusalOf(desk, 'sheets.submit', { submission })).places).toEqual([
    { kind: 'item', at: item },
  ]);
  await ask(desk, 'sheets.lookedAt', { submission, item });
  await ask(desk, 'sheets.submit', { submission });
});
