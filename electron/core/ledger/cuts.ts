import type { PersonId, Role, WriterKey } from '../../../shared/domain/ids.ts';
import type { PeopleEntry } from './people-entries.ts';

/** What takes authority away, from a number of each writer on. */
export interface Cut {
  readonly person: PersonId;
  /** Undefined where nothing counts any more. */
  readonly keeps: ReadonlySet<Role> | undefined;
  /** The last number of that writer to which the cut does not apply. */
  readonly after: (writer: WriterKey) => number;
}
/** Undefined for an entry that takes nothing away. */
export function cutOf(entry: PeopleEntry): Cut | undefined {
  switch (entry.act) {
    case 'person-stood-down':
      return { person: entry.facts.person, keeps: undefined, after: named(entry.facts.writers) };
    case 'writer-retired': {
      const { person, writer, after } = entry.facts;
      return {
        person,
        keeps: undefined,
        after: (each) => (each === writer ? after : Number.POSITIVE_INFINITY),
      };
    }
    case 'person-appointed':
      return entry.facts.writers === undefined
        ? undefined
        : {
            person: entry.facts.person,
            keeps: new Set(entry.facts.roles),
            after: named(entry.facts.writers),
          };
    case 'writer-introduced':
    case 'round-opened':
      return undefined;
  }
}

function named(
  writers: readonly { readonly writer: WriterKey; readonly after: number }[],
): (writer: WriterKey) => number {
  const after = new Map(writers.map((each) => [each.writer, each.after]));
  return (writer) => after.get(writer) ?? 0;
}
