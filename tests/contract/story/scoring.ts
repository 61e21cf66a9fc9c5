import { randomUUID } from 'node:crypto';
import type { InputOf } from '../../../shared/contract/table.ts';
import { Hash } from '../../../shared/domain/ids.ts';
import { scoresOf } from '../../bench/round.ts';
import { scoreMade, stageBytes } from '../../support/desks.ts';
import { about, ITEM, type Scene, type Step, step } from './scene.ts';

const A_FILE = Hash.parse('0'.repeat(64));

async function ownScores({ a1, assessor, round, submission }: Scene): Promise<InputOf<'scores.load'>> {
  const name = round.submissions.find((each) => each.submission === submission)?.name ?? '';
  const rows = scoresOf(round, submission, assessor).map(
    ({ item, note }) => `${name},${item},Met,"${note}",`,
  );
  const csv = ['organisation,item,level,note,feedback', ...rows].join('\n');
  return { staged: await stageBytes(a1, 'scores.csv', csv), as: assessor, accept: false };
}

/** An assessor’s sheet, up to its submission. */
export const scoringStory: readonly Step[] = [
  step('sheets.mine', 'a1', {}),
  step('sheets.open', 'a1', about),
  step('sheets.mark', 'a1', ({ submission }) => ({
    submission,
    item: ITEM,
    places: [{ item: ITEM, evidence: A_FILE, beside: false, page: 4, part: 0.25, turn: 90 }],
  })),
  step('sheets.lookedAt', 'a1', ({ submission }) => ({ submission, item: ITEM })),
  step('scores.load', 'a1', ownScores),
  step('workbooks.make', 'admin', ({ assessor }) => ({ person: assessor, job: randomUUID() })),
  step(
    'scores.save',
    'a1',
    ({ submission }) => ({
      submission,
      score: { item: ITEM, outcome: { kind: 'level', level: 2 }, note: '', feedback: '', citations: [] },
    }),
    (scene) => scoreMade(scene.a1, scene.round, scene.submission, scene.assessor),
  ),
];
