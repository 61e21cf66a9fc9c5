import { z } from 'zod';
import { Hash, PersonId, RoundId, SubmissionId } from '../../../../shared/domain/ids.ts';
import { act } from './act.ts';

/** What is said of sheets that somebody else typed in. */
export const enteringActs = {
  /**
   * It counts only for the sheet that it names, and only where that was entered by whom it names: a person who entered
   * a sheet and says that somebody else did confirms nothing.
   */
  'sheet-confirmed': act({
    facts: z.object({
      round: RoundId,
      submission: SubmissionId,
      person: PersonId,
      /** The entry of the sheet. */
      sheet: Hash,
      enteredBy: PersonId,
    }),
    text: z.object({ how: z.string() }),
    subject: ({ submission, person, sheet }) => ({
      kind: 'confirmation',
      key: `${submission} ${person} ${sheet}`,
    }),
    objection: (author, { round, person, enteredBy }, standing) => {
      if (author === enteredBy) return 'Whoever entered a sheet for somebody cannot confirm it as well.';
      const held = standing.roles(round, author);
      if (author === person || held.has('chair') || held.has('deputy')) return undefined;
      return 'Only the assessor whose sheet it is, or a chair, may confirm it.';
    },
  }),
} as const;
