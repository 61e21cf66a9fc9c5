import type { DeskContext } from '../desk/context.ts';
import type { Handlers } from '../refused.ts';
import { listConflicts, settleConflict, showConflict } from './conflicts.ts';
import { listFindings } from './findings.ts';

export { conflictsFor } from './conflicts.ts';

type Methods = 'conflicts.list' | 'conflicts.show' | 'conflicts.settle' | 'record.findings';

/** What a person has to look at in the record itself: two versions of one thing, and records that are not as they should be. */
export const recordService = (desk: DeskContext): Handlers<Methods> => ({
  'conflicts.list': () => listConflicts(desk),
  'conflicts.show': (wanted) => showConflict(desk, wanted),
  'conflicts.settle': (chosen) => {
    settleConflict(desk, chosen);
    return {};
  },
  'record.findings': () => listFindings(desk),
});
