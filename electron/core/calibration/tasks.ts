import type { CalibrationState } from '../../../shared/contract/calibration.ts';
import type { NextThing } from '../../../shared/contract/round.ts';
import type { Role } from '../../../shared/domain/ids.ts';
import { count, listSome } from '../../../shared/domain/words.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { calibrations } from './held.ts';
import { showCalibration } from './queries.ts';

type Chosen = NonNullable<CalibrationState['chosen']>;

/** What waits on the calibration submission, for whoever looks. */
export async function calibrationTasks(desk: DeskContext, roles: readonly Role[]): Promise<NextThing[]> {
  if (calibrations(desk, roundHere(desk)).size === 0) return [];
  const { chosen } = await showCalibration(desk);
  if (chosen === undefined) return [];
  const rules = roles.some((role) => role === 'chair' || role === 'deputy');
  return [
    ...(chosen.yourPart === 'to-score' ? [SCORE_IT] : []),
    ...(roles.includes('administrator') ? administrators(chosen, rules) : []),
    ...(rules ? chairs(chosen) : []),
  ];
}

const SCORE_IT: NextThing = {
  words: 'Score the calibration submission first',
  why: 'Everyone scores it before the others, so that the panel can compare how it reads the scale.',
  room: 'assess',
};

function administrators(chosen: Chosen, rules: boolean): readonly NextThing[] {
  const { notAssigned, waitsFor, sheetsIn, openedAt } = chosen;
  const next: NextThing[] = [];
  if (notAssigned.length > 0) {
    next.push({
      words: 'Assign the calibration submission',
      why: `${count(notAssigned.length, 'assessor')} ${notAssigned.length === 1 ? 'has' : 'have'} not been given it.`,
      room: 'people',
    });
  }
  if (openedAt !== undefined || waitsFor === undefined) return next;
  if (waitsFor.length > 0) {
    next.push({
      words: 'Send the calibration submission out, and take its sheets in',
      why: howManyIn(chosen),
      room: 'exchange',
    });
  } else if (!rules && sheetsIn !== undefined && sheetsIn > 1) {
    next.push({
      words: 'Send the moderation file, so that the chair can open the comparison',
      why: howManyIn(chosen),
      room: 'exchange',
    });
  }
  return next;
}

function chairs(chosen: Chosen): readonly NextThing[] {
  const { yourPart, sheetsIn = 0, waitsFor = [], openedAt, cameSince = 0 } = chosen;
  const task = (words: string, why: string): NextThing[] => [{ words, why, room: 'moderate/calibration' }];
  // They scored it too: how many sheets are in is told to them by somebody, or not at all.
  if (yourPart === 'scored')
    return task(
      'Open the comparison once the calibration sheets are in',
      'You scored it too, so only the administrator can say how many are.',
    );
  if (openedAt !== undefined)
    return cameSince === 0
      ? []
      : task(
          'Add the calibration sheets that came since',
          `${count(cameSince, 'sheet')} came after the comparison was opened.`,
        );
  if (sheetsIn < 2) return [];
  return waitsFor.length === 0
    ? task('Open the comparison of the calibration sheets', howManyIn(chosen))
    : task('Wait for the calibration sheets, or open the comparison', howManyIn(chosen));
}

/** "3 of 5 sheets are in. It waits for Ana and Ben." */
function howManyIn({ sheetsIn = 0, waitsFor = [] }: Chosen): string {
  const due = sheetsIn + waitsFor.length;
  const said = `${sheetsIn} of ${count(due, 'sheet')} ${due === 1 ? 'is' : 'are'} in.`;
  if (waitsFor.length === 0) return said;
  return `${said} It waits for ${listSome(waitsFor.map(({ name }) => name))}.`;
}
