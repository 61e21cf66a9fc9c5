import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { requireNoInterest } from '../people/service.ts';
import { type Refused, refuse } from '../refused.ts';
import { blindTo } from './blind.ts';
import { requireAssigned } from './queries.ts';
import { confirmationsOf, recordedScores } from './recorded.ts';

/** Says that a sheet which somebody else entered is the assessor's. */
export function confirmSheet(
  desk: DeskContext,
  { submission, person, how }: ParsedInputOf<'sheets.confirm'>,
): OutputOf<'sheets.confirm'> | Refused {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const whose = person ?? me;
  if (whose === me) requireAssigned(desk, round, submission, me);
  else {
    const chairs = rolesOf(desk, round, me).some((role) => role === 'chair' || role === 'deputy');
    if (!chairs) return refuse('not-allowed', 'Only a chair confirms a sheet for somebody else.');
    requireNoInterest(desk, round, me, submission);
    if (blindTo(desk, round, me).has(submission))
      return refuse(
        'blind-until-moderation',
        'You assess this submission. Another chair confirms the sheets of others until moderation opens.',
      );
    if (how === '')
      return refuse('reason-needed', 'Say how you know that it is theirs.', [{ kind: 'field', at: 'how' }]);
  }
  const sheet = recordedScores(desk, round, submission, whose);
  if (sheet?.enteredBy === undefined)
    return refuse('not-found', 'There is no sheet that was entered for them and waits to be confirmed.');
  if (sheet.enteredBy === me)
    return refuse('not-allowed', 'You entered this sheet, so somebody else confirms it.');
  if (confirmationsOf(desk, round).has(sheet.entry))
    return refuse('already-done', 'The sheet is confirmed already.');
  const entry = desk.ledger.append('sheet-confirmed', {
    facts: { round, submission, person: whose, sheet: sheet.entry, enteredBy: sheet.enteredBy },
    text: { how },
    basis: [sheet.entry],
  });
  desk.changed('sheets', 'moderation', 'round');
  return { entry: entry.hash };
}
