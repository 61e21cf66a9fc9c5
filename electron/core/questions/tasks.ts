import type { NextThing } from '../../../shared/contract/round.ts';
import type { Role } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import type { DeskContext } from '../desk/context.ts';
import { listQuestions } from './queries.ts';

/** To an administrator: questions that wait to be sent, and replies that are overdue. */
export async function questionTasks(desk: DeskContext, roles: readonly Role[]): Promise<NextThing[]> {
  if (!roles.includes('administrator')) return [];
  const all = await listQuestions(desk);
  const open = all.filter((each) => each.open.length > 0);
  const overdue = all.filter(({ batches }) => batches.some((batch) => batch.overdue));
  const room = 'submissions/questions' as const;
  const questions = open.reduce((sum, each) => sum + each.open.length, 0);
  return [
    ...(open.length === 0
      ? []
      : [
          {
            words: 'Send the questions to organisations',
            why: `${count(questions, 'question')} about ${count(open.length, 'submission')} ${questions === 1 ? 'waits' : 'wait'} to be sent.`,
            room,
          },
        ]),
    ...(overdue.length === 0
      ? []
      : [
          {
            words: 'Chase the answers that are overdue',
            why: `${count(overdue.length, 'organisation')} ${overdue.length === 1 ? 'has' : 'have'} not answered in time.`,
            room,
          },
        ]),
  ];
}
