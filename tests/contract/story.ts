import { calibrationStory } from './story/calibration.ts';
import { copiesStory } from './story/copies.ts';
import { deskStory } from './story/desk.ts';
import { evidenceStory } from './story/evidence.ts';
import { exchangeStory } from './story/exchange.ts';
import { intakeStory } from './story/intake.ts';
import { keysStory } from './story/keys.ts';
import { moderationStory } from './story/moderation.ts';
import { peopleStory } from './story/people.ts';
import { publicationStory } from './story/publication.ts';
import { questionsStory } from './story/questions.ts';
import { recordStory } from './story/record.ts';
import { roundStory } from './story/round.ts';
import type { Step } from './story/scene.ts';
import { scoringStory } from './story/scoring.ts';

export { type Scene, setScene } from './story/scene.ts';

/** Every method of the contract, in an order in which each succeeds: one desk's year, feature by feature. */
export const story: readonly Step[] = [
  ...roundStory,
  ...intakeStory,
  ...peopleStory,
  ...exchangeStory,
  ...keysStory,
  ...scoringStory,
  ...copiesStory,
  ...questionsStory,
  ...evidenceStory,
  ...moderationStory,
  ...calibrationStory,
  ...publicationStory,
  ...recordStory,
  ...deskStory,
];
