import type { OutputOf } from '../../shared/contract/table.ts';
import { dayFrom } from '../../shared/domain/dates.ts';
import type { Day, OrganisationId, PersonId, SubmissionId } from '../../shared/domain/ids.ts';
import { plainWords } from '../../shared/domain/likeness.ts';
import { list } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { refuse } from '../core/refused.ts';
import { type Verb, WrongUsage } from './verb.ts';

/** What a person calls something, found among what there is; by its name on the record before by its name in words. */
function findNamed<Thing extends { readonly id: string; readonly name: string }>(
  things: readonly Thing[],
  words: string,
  alsoKnownAs: (thing: Thing) => readonly (string | undefined)[],
  kind: string,
): Thing {
  const exact = things.find(({ id }) => id === words);
  if (exact !== undefined) return exact;
  const wanted = plainWords(words);
  const found = things.filter((thing) =>
    [thing.name, ...alsoKnownAs(thing)].some((each) => each !== undefined && plainWords(each) === wanted),
  );
  const [first, second] = found;
  if (first === undefined) {
    throw refuse('not-found', `There is no ${kind} ${words} in this round. There ${thereAre(things)}.`);
  }
  if (second !== undefined) {
    throw refuse(
      'wrong-input',
      `${words} is the name of more than one ${kind}. Use the name on the record: ${list(
        found.map(({ id }) => id),
        'or',
      )}.`,
    );
  }
  return first;
}

function thereAre(things: readonly { readonly name: string }[]): string {
  if (things.length === 0) return 'is none yet';
  const names = things.map(({ name }) => name);
  const shown = names.length > 12 ? [...names.slice(0, 11), `${names.length - 11} more`] : names;
  return `${names.length === 1 ? 'is' : 'are'} ${list(shown)}`;
}

export async function organisationNamed(
  desk: DeskPort,
  words: string,
): Promise<{ readonly id: OrganisationId; readonly name: string }> {
  const organisations = await ask(desk, 'organisations.list', {});
  return findNamed(organisations, words, ({ odsCode }) => [odsCode], 'organisation');
}

/** A submission by its name on the record, or by its organisation's name or code. */
export async function submissionNamed(
  desk: DeskPort,
  words: string,
): Promise<{ readonly id: SubmissionId; readonly name: string }> {
  const rows = await ask(desk, 'submissions.list', {});
  const sent = rows.flatMap(({ submission, organisation, name }) =>
    submission === undefined ? [] : [{ id: submission, organisation, name }],
  );
  return findNamed(sent, words, ({ organisation }) => [organisation], 'submission');
}

/** Somebody appointed to the round; on an assessor's desk, which knows of nobody else, only that assessor. */
export async function personNamed(
  desk: DeskPort,
  words: string,
): Promise<{ readonly id: PersonId; readonly name: string }> {
  const { person } = await ask(desk, 'desk.show', {});
  const seesPeople =
    person?.roles.some((role) => ['administrator', 'chair', 'deputy'].includes(role)) ?? false;
  if (!seesPeople) return findNamed(person === undefined ? [] : [person], words, () => [], 'person');
  const people = await ask(desk, 'people.list', {});
  return findNamed(people, words, ({ email }) => [email === '' ? undefined : email], 'person');
}

/** Somebody to whom this desk has a file to send, and which. */
export async function recipientNamed(
  desk: DeskPort,
  words: string,
): Promise<OutputOf<'packs.recipients'>[number]> {
  const recipients = await ask(desk, 'packs.recipients', {});
  return findNamed(
    recipients.map((each) => ({ ...each, id: each.person })),
    words,
    () => [],
    'person to send to',
  );
}

/** A day written 2026-07-17. */
export function readDay(words: string, verb: Verb): Day {
  const day = dayFrom(words);
  if (day === undefined) throw new WrongUsage(`‘${words}’ is not a day. Write it like 2026-07-17.`, verb);
  return day;
}
