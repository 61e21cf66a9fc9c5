import type { ModerationView } from '../../../shared/contract/moderation.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { useCall } from '../../app/queries.ts';
import { shortNamesOf } from './moderated.ts';

export interface Names {
  readonly whole: (person: PersonId) => string;
  /** As one would call them: "Ana". */
  readonly short: (person: PersonId) => string;
}

/** Names of those present: the assessors' are at hand, the others' only for who may see the list of people. */
export function useNames({ assessors, present }: ModerationView): Names {
  const desk = useCall('desk.show', {});
  const mayAsk = desk.data?.person?.roles.some((role) => role !== 'assessor' && role !== 'observer') === true;
  const people = useCall('people.list', {}, { enabled: mayAsk });
  const known = new Map([
    ...(people.data ?? []).map(({ id, name }) => [id, name] as const),
    ...assessors.map(({ id, name }) => [id, name] as const),
  ]);
  const whole = (person: PersonId) => known.get(person) ?? 'Another member of the team';
  const here = [...new Set([...present, ...assessors.map(({ id }) => id)])];
  const short = shortNamesOf(here.map((id) => ({ id, name: whole(id) })));
  return { whole, short: (person) => short.get(person) ?? whole(person) };
}
