import type { PackPurpose, Recipient } from '../../../shared/contract/exchange.ts';
import type { PersonView } from '../../../shared/contract/people.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { listPeople } from '../people/service.ts';
import { sealingKeysOf } from './computers.ts';

/** To whom this desk can send what, by name; nobody who was stood down. */
export async function listRecipients(desk: DeskContext): Promise<Recipient[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const people = await listPeople(desk, round);
  const mine = people.find(({ id }) => id === me)?.roles ?? [];
  return people
    .filter(({ id, stoodDown }) => id !== me && !stoodDown)
    .flatMap((person) =>
      purposesFor(mine, person.roles).map((purpose) => ({
        person: person.id,
        name: person.name,
        roles: person.roles,
        purpose,
        submissions: purpose === 'round' ? person.assigned : 0,
        introduced: person.introduced,
        lockedBy:
          sealingKeysOf(desk, round, person.id).length > 0 ? ('key' as const) : ('passphrase' as const),
      })),
    );
}

function purposesFor(mine: PersonView['roles'], theirs: PersonView['roles']): readonly PackPurpose[] {
  if (!mine.includes('administrator')) {
    if (!theirs.includes('administrator')) return [];
    if (mine.includes('chair') || mine.includes('deputy')) return ['update'];
    return mine.includes('assessor') ? ['scores'] : [];
  }
  // Whoever assesses gets what an assessor may have and no more, whatever else they are: the strictest rule applies.
  if (theirs.includes('assessor')) return ['round'];
  if (theirs.includes('administrator')) return ['whole'];
  return theirs.some((role) => role === 'chair' || role === 'deputy') ? ['moderation'] : [];
}
