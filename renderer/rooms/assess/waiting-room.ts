import { z } from 'zod';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { Score } from '../../../shared/domain/score.ts';
import type { WaitingRoom } from './autosave.ts';

/** Words on their way to the desk, kept by the window until they are there: a reload finds them again. */
export function waitingRoomOf(submission: SubmissionId): WaitingRoom {
  const key = `waiting ${submission}`;
  return {
    read() {
      const kept = sessionStorage.getItem(key);
      if (kept === null) return [];
      const scores = z.array(Score).safeParse(JSON.parse(kept));
      return scores.success ? scores.data : [];
    },
    write(scores) {
      if (scores.length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(scores));
    },
  };
}
