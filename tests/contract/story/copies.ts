import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../../electron/core/ask.ts';
import { ITEM, keep, left, type Scene, type Step, step } from './scene.ts';

function secondPlace({ desks }: Scene): string {
  const folder = join(desks.folder, 'second place');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A score that is written over after it was copied. */
const writeOver: Step['after'] = ({ a1, submission }) =>
  ask(a1, 'scores.save', {
    submission,
    score: {
      item: ITEM,
      outcome: { kind: 'level', level: 0 },
      note: 'Slipped.',
      feedback: '',
      citations: [],
    },
  });

/** The sealed copy of a sheet that is complete and not submitted, and the way back from it. */
export const copiesStory: readonly Step[] = [
  step('copies.show', 'a1', {}),
  step('copies.decline', 'a1', {}),
  step(
    'copies.choose',
    'a1',
    (scene) => ({ folder: secondPlace(scene), newWords: false }),
    keep('words', 'words'),
  ),
  step('copies.write', 'a1', {}, writeOver),
  step(
    'copies.rehearse',
    'a1',
    (scene) => ({ from: { kind: 'last' }, words: left(scene, 'words'), job: 'drafts' }),
    keep('drafts', 'id'),
  ),
  step('copies.takeBack', 'a1', (scene) => ({
    rehearsal: left(scene, 'drafts'),
    scores: [{ submission: scene.submission, item: ITEM }],
  })),
  step('copies.leave', 'a1', {}),
];
