import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { currentVersion } from '../intake/service.ts';
import { requireOwnSheet } from '../moderation/service.ts';
import { assign, liveAssignments, requireNoInterest } from '../people/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { blindTo } from '../scoring/service.ts';
import { calibrations, comparisonOf } from './held.ts';
import { compareCalibration, notAssigned, showCalibration, toFreeze } from './queries.ts';

export { calibrations, comparedOn, comparisonOf, requireForAward } from './held.ts';
export { calibrationTasks } from './tasks.ts';

type Methods =
  | 'calibration.show'
  | 'calibration.reach'
  | 'calibration.set'
  | 'calibration.open'
  | 'calibration.compare';

/** One submission that everyone scores first, blind, and that is compared openly afterwards. */
export const calibrationService = (desk: DeskContext): Handlers<Methods> => ({
  'calibration.show': () => showCalibration(desk),
  'calibration.reach': async ({ submission }) => {
    const round = roundHere(desk);
    await currentVersion(desk, round, submission);
    const live = await liveAssignments(desk, round);
    return {
      toAssign: [...(await toAssign(desk, submission))],
      assigned: live.filter((each) => each.submission === submission).length,
    };
  },
  'calibration.set': async ({ submission, calibrates }) => {
    const round = roundHere(desk);
    const { candidates } = await showCalibration(desk);
    const chosen = calibrations(desk, round);
    const { name } = await currentVersion(desk, round, submission);
    if (!calibrates) return takeBack(desk, submission);
    if (!candidates.some((each) => each.submission === submission)) {
      return refuse(
        'not-allowed',
        `Moderation of ${name} has begun or it is decided, so it stays with the award.`,
      );
    }
    if ([...chosen].some((each) => each !== submission)) {
      return refuse('already-done', 'Another submission is the calibration one. Take that back first.', [
        { kind: 'field', at: 'submission' },
      ]);
    }
    if (!chosen.has(submission))
      desk.ledger.append('calibration-set', { facts: { round, submission, calibrates }, text: {} });
    const fresh = await toAssign(desk, submission);
    assign(
      desk,
      round,
      fresh.map(({ id }) => ({ submission, person: id })),
    );
    desk.changed('people', 'sheets', 'round', 'moderation', 'submissions', 'publication');
    return { assigned: fresh.length };
  },
  // Once more takes in the sheets that came since; those that are compared stay as they were.
  'calibration.open': async ({ submission }) => {
    const round = roundHere(desk);
    if (!calibrations(desk, round).has(submission))
      return refuse('not-found', 'That is not the calibration submission of this round.');
    requireNoInterest(desk, round, personHere(desk), submission);
    requireOwnSheet(desk, round, submission);
    const { basis, names, fresh } = await toFreeze(desk, round, submission);
    const open = comparisonOf(desk, round, submission) !== undefined;
    if (open && fresh === 0)
      return refuse('already-done', 'The comparison is open already, with every sheet that is in.');
    // To a chair who scored it too, a refusal would tell whether anybody else has.
    const fewest = blindTo(desk, round, personHere(desk)).has(submission) ? 1 : 2;
    if (basis.length < fewest) {
      return refuse(
        'moderation-not-open',
        'A comparison needs two sheets at least. Wait until more of them are in.',
      );
    }
    const entry = desk.ledger.append('calibration-opened', {
      facts: { round, submission },
      text: { names },
      basis,
    });
    desk.changed('moderation', 'sheets', 'round');
    return { entry: entry.hash };
  },
  'calibration.compare': ({ submission }) => compareCalibration(desk, submission),
});

/** Only an administrator assigns. */
async function toAssign(desk: DeskContext, submission: SubmissionId): ReturnType<typeof notAssigned> {
  const round = roundHere(desk);
  const administers = rolesOf(desk, round, personHere(desk)).includes('administrator');
  return administers ? notAssigned(desk, round, submission) : [];
}

function takeBack(desk: DeskContext, submission: SubmissionId) {
  const round = roundHere(desk);
  if (!calibrations(desk, round).has(submission))
    return refuse('already-done', 'It is not the calibration submission.');
  if (comparisonOf(desk, round, submission) !== undefined) {
    return refuse(
      'not-allowed',
      'Its sheets have been compared openly, so it can no longer be judged for the award.',
    );
  }
  desk.ledger.append('calibration-set', { facts: { round, submission, calibrates: false }, text: {} });
  desk.changed('people', 'sheets', 'round', 'moderation', 'submissions', 'publication');
  return { assigned: 0 };
}
