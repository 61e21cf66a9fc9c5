import { expect, test } from 'vitest';
import {
  agree,
  appoint,
  assign,
  desk,
  observer,
  openRound,
  rows,
  SUBMISSION,
  send,
  sheet,
  subject,
} from './scene.ts';

test('a sheet travels from the assessor to the administrator and becomes rows', async () => {
  const [ana, ben] = [await desk('ana'), await desk('ben')];
  openRound(ana);
  appoint(ana, ben, ['assessor']);
  assign(ana, ben.person);
  send(ana, ben);
  const sent = ben.ledger.append('sheet-submitted', sheet(ben.person));
  const report = send(ben, ana);
  expect(report).toMatchObject({ added: 1, refused: [] });
  expect(ana.ledger.current(subject('sheet', `${SUBMISSION} ben`))?.hash).toBe(sent.hash);
  expect(rows(ana).sheet_score).toHaveLength(1);
  expect(ana.ledger.unauthorised()).toEqual([]);
});

test('two chairs who had not seen each other leave two heads, and a third entry settles them', async () => {
  const [ana, cleo, dev] = [await desk('ana'), await desk('cleo'), await desk('dev')];
  openRound(ana);
  appoint(ana, cleo, ['chair']);
  appoint(ana, dev, ['deputy']);
  send(ana, cleo);
  send(ana, dev);
  cleo.ledger.append('score-agreed', agree(1));
  dev.ledger.append('score-agreed', agree(2));
  send(dev, cleo);
  const about = subject('agreed', `${SUBMISSION} 3.3`);
  expect(cleo.ledger.heads(about)).toHaveLength(2);
  expect(cleo.ledger.conflicts()).toHaveLength(1);
  const settled = cleo.ledger.append('score-agreed', agree(2));
  expect(settled.replaces).toHaveLength(2);
  expect(cleo.ledger.heads(about)).toEqual([settled.hash]);
  const other = await observer();
  send(cleo, other);
  send(ana, other);
  expect(rows(other)).toEqual(rows(cleo));
});
