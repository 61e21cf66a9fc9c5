import type { DeskContext } from '../desk/context.ts';
import type { Handlers } from '../refused.ts';
import { loadScores } from './load.ts';
import { makeWorkbook } from './make.ts';

type Methods = 'scores.load' | 'workbooks.make';

/** Scores of people who cannot use the program: a workbook out, and back in. */
export const enteringService = (desk: DeskContext): Handlers<Methods> => ({
  'scores.load': (wanted) => loadScores(desk, wanted),
  'workbooks.make': ({ person, job }) => desk.jobs.run(job, (running) => makeWorkbook(desk, person, running)),
});
