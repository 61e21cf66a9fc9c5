import type { Hash, PersonId, WriterKey } from '../../../shared/domain/ids.ts';
import type { EntryOf } from './entry.ts';

/** The acts that everyone's authority follows from. */
export const PEOPLE_ACTS = [
  'round-opened',
  'person-appointed',
  'person-stood-down',
  'writer-introduced',
  'writer-retired',
] as const;
export type PeopleAct = (typeof PEOPLE_ACTS)[number];
export type PeopleEntry = { readonly [Name in PeopleAct]: EntryOf<Name> }[PeopleAct];

export function isPeopleAct(act: string): act is PeopleAct {
  return PEOPLE_ACTS.some((each) => each === act);
}

/** What a desk holds to be true by itself. */
export interface LocalTrust {
  /** The opening that this desk stands by. */
  readonly opening?: Hash | undefined;
  /** Its own key and person: its own work counts on its own screen before the round has heard of the key. */
  readonly own?: { readonly person: PersonId; readonly writer: WriterKey } | undefined;
}
