import { expect, test } from 'vitest';
import type { Hash } from '../../../shared/domain/ids.ts';
import {
  agree,
  appoint,
  assign,
  type Desk,
  desk,
  observer,
  openRound,
  ROUND,
  rows,
  SUBMISSION,
  send,
  sheet,
  subject,
} from './scene.ts';

async function cast() {
  const [ana, cleo, ben] = [await desk('ana'), await desk('cleo'), await desk('ben')];
  openRound(ana);
  appoint(ana, cleo, ['chair']);
  appoint(ana, ben, ['assessor']);
  assign(ana, ben.person);
  send(ana, ben);
  const sent = ben.ledger.append('sheet-submitted', sheet(ben.person));
  for (const each of [ana, cleo]) send(ben, each);
  return { ana, cleo, ben, sent };
}

const ask = (by: Desk, target: Hash) =>
  by.ledger.append('removal-asked', {
    facts: { round: ROUND, what: 'text', target },
    text: { reason: 'It names a preceptee.' },
  });

const remove = (by: Desk, target: Hash, asked: Hash, askedBy: Desk) =>
  by.ledger.append('text-removed', {
    facts: { round: ROUND, target, askedBy: askedBy.person },
    text: { reason: 'It names a preceptee.' },
    basis: [asked],
  });

const note = (of: Pick<Desk, 'store'>) =>
  of.store
    .prepare<[], { note: string | null; outcome: string }>('SELECT note, outcome FROM sheet_score')
    .get();

test('words that two people removed are gone from every desk, and the score stays', async () => {
  const { ana, cleo, ben, sent } = await cast();
  const asked = ask(ana, sent.hash);
  send(ana, cleo);
  expect(note(cleo)?.note).toBe('Level 1 for the panel.');
  remove(cleo, sent.hash, asked.hash, ana);
  send(cleo, ben);
  for (const each of [cleo, ben]) {
    expect(note(each)).toEqual({ note: null, outcome: '{"kind":"level","level":1}' });
    expect(each.ledger.current(subject('sheet', `${SUBMISSION} ben`))?.text).toBeUndefined();
    expect(each.store.prepare("SELECT 1 FROM entry_text WHERE text LIKE '%Level 1%'").all()).toEqual([]);
  }
});

test('words that come after their removal are not taken, and each order gives the same rows', async () => {
  const { ana, cleo, ben, sent } = await cast();
  const asked = ask(ana, sent.hash);
  send(ana, cleo);
  remove(cleo, sent.hash, asked.hash, ana);
  const [first, last, without] = [await observer(), await observer(), await observer()];
  send(ben, first);
  send(cleo, first);
  send(cleo, last);
  send(ben, last);
  without.ledger.merge([
    ...cleo.ledger.entriesFor({ include: (entry) => (entry.hash === sent.hash ? 'nothing' : 'whole') }),
  ]);
  const { texts } = send(ben, without);
  expect(texts).toBe(0);
  expect(rows(last)).toEqual(rows(first));
  expect(rows(without)).toEqual(rows(first));
  expect(note(first)?.note).toBeNull();
});

test('one person alone removes nothing', async () => {
  const { ana, cleo, sent } = await cast();
  const own = ask(ana, sent.hash);
  expect(() => remove(ana, sent.hash, own.hash, ana)).toThrow('A removal takes two people.');
  expect(() => remove(ana, sent.hash, own.hash, cleo)).toThrow('no request by another');
  send(ana, cleo);
  expect(() => remove(cleo, sent.hash, sent.hash, ana)).toThrow('no request by another');
  const other = cleo.ledger.append('score-agreed', agree(1));
  expect(() => remove(cleo, other.hash, own.hash, ana)).toThrow('no request by another');
  expect(note(ana)?.note).toBe('Level 1 for the panel.');
});
