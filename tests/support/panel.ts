import { ask } from '../../electron/core/ask.ts';
import type { Desk } from '../../electron/core/desk/desk.ts';
import { ItemId, type PersonId, type SubmissionId } from '../../shared/domain/ids.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { layRound, type MadeRound, makeRound, type RoundSize } from '../bench/round.ts';
import { type Desks, stageBytes } from './desks.ts';

/** One desk on which a person both runs and chairs the round, so that its rules can be tried call by call. */
export interface Panel {
  readonly desk: Desk;
  readonly round: MadeRound;
  readonly submissions: readonly SubmissionId[];
  readonly assessors: readonly PersonId[];
}

export async function layPanel(desks: Desks, more: Partial<RoundSize> = {}): Promise<Panel> {
  const size = { organisations: 1, standards: 5, assessors: 2, perSubmission: 2, files: 1, ...more };
  const round = makeRound(size, { admin: ['chair'] });
  const desk = await desks.open('panel');
  await layRound(desk, round);
  return {
    desk,
    round,
    submissions: round.submissions.map(({ submission }) => submission),
    assessors: round.people.filter(({ roles }) => roles.includes('assessor')).map(({ id }) => id),
  };
}

const WORDS = ['Not met', 'Partly met', 'Met'] as const;
type Level = 0 | 1 | 2;

/** A whole sheet, entered for the assessor: `level` for every item but those that `but` names. */
export async function enterSheet(
  { desk, round }: Pick<Panel, 'desk' | 'round'>,
  submission: SubmissionId,
  person: PersonId,
  level: Level,
  but: Readonly<Record<string, Level>> = {},
): Promise<void> {
  const name = round.submissions.find((each) => each.submission === submission)?.name ?? '';
  const rows = itemsOf(round.set, ['newly-registered']).map(
    ({ id }) => `${name},${id},${WORDS[but[id] ?? level]},"Read and judged.",`,
  );
  const csv = ['organisation,item,level,note,feedback', ...rows].join('\n');
  await ask(desk, 'scores.load', {
    staged: await stageBytes(desk, 'scores.csv', csv),
    as: person,
    accept: true,
  });
}

export const item = (number: string): ItemId => ItemId.parse(number);

/** Agrees every item that is not agreed yet: what sheets say alike, the rest at this level. */
export async function agreeAll(
  desk: Desk,
  submission: SubmissionId,
  level: Level,
  but: Readonly<Record<string, Level>> = {},
): Promise<void> {
  const { items } = await ask(desk, 'moderation.show', { submission });
  for (const { item: id, agreed } of items) {
    if (agreed !== undefined) continue;
    await ask(desk, 'agreed.save', {
      submission,
      item: id,
      outcome: { kind: 'level', level: but[id] ?? level },
      reason: 'Agreed together.',
      condition: '',
      learningPoint: '',
    });
  }
}

/** Both sheets at the top, moderated, agreed and decided as the rule proposes. */
export async function award(panel: Panel, submission: SubmissionId): Promise<void> {
  const { desk, assessors } = panel;
  for (const person of assessors) await enterSheet(panel, submission, person, 2);
  await ask(desk, 'moderation.open', { submission, present: [] });
  await agreeAll(desk, submission, 2);
  await ask(desk, 'decision.make', { submission, outcome: 'awarded', reason: '', learningPoints: [] });
}
