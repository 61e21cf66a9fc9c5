import type { PackRehearsal } from '../../../../shared/contract/exchange.ts';
import { type DeskContext, rolesOf } from '../../desk/context.ts';
import { inwards, outwards } from '../making.ts';
import type { Contents } from '../manifest.ts';
import { invitationFor } from '../take-in.ts';

/**
 * Why a file is left to a person, though it is sound: undefined where it comes from a key that is known as its sender's,
 * or answers an invitation of this desk's, from somebody whose part it is to send such a file, and nothing in it is odd.
 * That two people said different things is no reason: both are kept, and settled where they stand. Nor is what an
 * administrator passes on without effect, which others have looked at before.
 */
export function leftToAPerson(
  desk: DeskContext,
  contents: Contents,
  { problems, refused, withoutEffect }: PackRehearsal,
): string | undefined {
  const { round, from, fromName, writer, purpose } = contents;
  const [first = 'Something in it is odd.'] = problems;
  const known = desk.ledger.personsOf(round, writer).has(from) || invitationFor(desk, contents) !== undefined;
  if (!known || round !== desk.settings.get('round') || refused > 0) return first;
  const roles = rolesOf(desk, round, from);
  const theirs = outwards(purpose) ? roles.includes('administrator') : inwards(purpose) && roles.length > 0;
  if (!theirs) return `${fromName} has no part in this round that sends such a file.`;
  const before = desk.ledger.unauthorised().filter(({ person }) => person === from).length;
  return inwards(purpose) && withoutEffect > before ? first : undefined;
}
