import type { Place } from '../contract/refusal.ts';
import type { OrganisationId, PersonId, Role } from './ids.ts';

/** A person as a row of the file says; `person` where the row or a known e-mail address names one already. */
export interface PersonRow {
  readonly row: number;
  readonly person: PersonId | undefined;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly profession: string;
  readonly employer: OrganisationId | undefined;
}

export interface PeopleProblem {
  /** A `refusal` keeps its row out; a `note` does not. */
  readonly severity: 'refusal' | 'note';
  readonly sentence: string;
  readonly place: Place;
}

export interface PeopleFile {
  readonly people: readonly PersonRow[];
  readonly problems: readonly PeopleProblem[];
}
