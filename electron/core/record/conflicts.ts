import type { ConflictRow, ConflictView } from '../../../shared/contract/record.ts';
import type { Hash, PersonId, RoundId } from '../../../shared/domain/ids.ts';
import {
  actInWords,
  differing,
  fieldsOf,
  type Names,
  subjectInWords,
} from '../../../shared/domain/record-words.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { submissionIn } from '../intake/service.ts';
import { EVERYONE } from '../ledger/acts/questions.ts';
import type { CurrentEntry } from '../ledger/entry.ts';
import { LedgerRefusal } from '../ledger/ledger.ts';
import type { Conflict } from '../ledger/report.ts';
import { namesOf } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { organisationsOf } from '../round/service.ts';
import { blindTo } from '../scoring/service.ts';

/** Where a subject of that kind is said anew. */
const ROOMS: Readonly<Record<string, string>> = {
  dates: '/round',
  standards: '/standards',
  person: '/people',
  writer: '/people',
  assignment: '/people',
  interest: '/people',
  settlement: '/people',
  partnership: '/people',
  panel: '/people',
  organisation: '/submissions',
  version: '/submissions',
  caution: '/submissions',
  handling: '/submissions',
  sheet: '/assess',
  moderation: '/moderate',
  agreed: '/moderate',
  proposal: '/moderate',
  decision: '/moderate',
  condition: '/publish',
  award: '/publish',
  list: '/publish',
  question: '/submissions/questions',
  batch: '/submissions/questions',
  reply: '/submissions/questions',
  'clarification-given': '/moderate/clarifications',
  calibration: '/people',
  'calibration-opening': '/moderate',
};

/**
 * What stands in two versions, as far as this person may know of it: an assessor of their own scores alone, and nobody of
 * a submission of which they may not learn yet whether others have scored it.
 */
export function conflictsFor(desk: DeskContext, round: RoundId, person: PersonId): readonly Conflict[] {
  const blind = blindTo(desk, round, person);
  const seesAll = rolesOf(desk, round, person).some(
    (role) => role === 'administrator' || role === 'chair' || role === 'deputy',
  );
  return desk.ledger.conflicts().filter((conflict) => {
    if (conflict.round !== round) return false;
    if (conflict.kind === 'sheet' && conflict.key.split(' ')[1] === person) return true;
    return seesAll && !headsOf(desk, conflict).some(({ facts }) => isOn(facts, blind));
  });
}

const isOn = (facts: object, submissions: ReadonlySet<string>): boolean =>
  'submission' in facts && typeof facts.submission === 'string' && submissions.has(facts.submission);

interface Told {
  readonly names: Names;
  /** Words for the parts of subjects' keys. */
  readonly about: (key: string) => readonly string[];
}

async function tellerOf(desk: DeskContext, round: RoundId): Promise<Told> {
  const [people, organisations, set] = await Promise.all([
    namesOf(desk, round),
    organisationsOf(desk),
    adoptedSet(desk, round),
  ]);
  const byId = new Map<string, string>(organisations.map(({ id, name }) => [id, name]));
  const bySubmission = new Map<string, string>(
    organisations.map(({ id, name }) => [submissionIn(round, id), name]),
  );
  const levels = new Map(set.scale.map(({ value, name }) => [value, name]));
  return {
    names: { people, organisations: byId, levels },
    about: (key) =>
      key
        .split(' ')
        .filter((part) => part !== round && !/^[a-z]-[0-9a-f-]{36}$/.test(part))
        .map(
          (part) =>
            bySubmission.get(part) ??
            byId.get(part) ??
            people.get(part) ??
            (part === EVERYONE ? 'everyone' : part),
        )
        .map((part) => (/^[A-Za-z0-9_-]{43}$|^[0-9a-f]{64}$/.test(part) ? part.slice(0, 8) : part)),
  };
}

export async function listConflicts(desk: DeskContext): Promise<ConflictRow[]> {
  const round = roundHere(desk);
  const conflicts = conflictsFor(desk, round, personHere(desk));
  if (conflicts.length === 0) return [];
  const told = await tellerOf(desk, round);
  return conflicts
    .map((conflict): ConflictRow => {
      const by = headsOf(desk, conflict).map(({ person }) => told.names.people.get(person) ?? person);
      return { ...headOf(conflict, told), versions: conflict.heads.length, by: [...new Set(by)].toSorted() };
    })
    .toSorted((one, other) => one.title.localeCompare(other.title, 'en-GB'));
}

function headOf({ kind, key }: Conflict, { about }: Told) {
  const room = ROOMS[kind];
  return { kind, key, title: subjectInWords(kind, about(key)), ...(room === undefined ? {} : { room }) };
}

function headsOf(desk: DeskContext, { heads }: Conflict): readonly CurrentEntry[] {
  return heads.flatMap((hash) => desk.ledger.entry(hash) ?? []);
}

interface Wanted {
  readonly kind: string;
  readonly key: string;
}

function required(desk: DeskContext, { kind, key }: Wanted): Conflict {
  const found = conflictsFor(desk, roundHere(desk), personHere(desk)).find(
    (each) => each.kind === kind && each.key === key,
  );
  if (found === undefined)
    throw refuse('not-found', 'There are no two versions of that here. Somebody may have settled it.');
  return found;
}

/** Throws the refusal 'not-found' where there is nothing to settle, or nothing that this person may know of. */
export async function showConflict(desk: DeskContext, wanted: Wanted): Promise<ConflictView> {
  const conflict = required(desk, wanted);
  const told = await tellerOf(desk, conflict.round);
  const versions = headsOf(desk, conflict).map((entry) => {
    const { hash, act, person, at, facts, text } = entry;
    const objection = objectionTo(desk, conflict, entry);
    return {
      hash,
      act: actInWords(act),
      by: told.names.people.get(person) ?? person,
      at,
      fields: [...fieldsOf(facts, text, told.names)],
      ...(objection === undefined ? {} : { objection }),
    };
  });
  const differs = [...differing(versions.map(({ fields }) => fields))];
  return { ...headOf(conflict, told), versions, differs };
}

/** Thrown to undo what was only tried. */
class OnlyTried extends Error {}

/** Why the person here may not say this again; tried on the record itself, and undone. */
function objectionTo(desk: DeskContext, conflict: Conflict, entry: CurrentEntry): string | undefined {
  const own = notTheirs(desk, conflict);
  if (own !== undefined) return own;
  if (entry.text === undefined)
    return 'Its words are not held on this computer, so it cannot be said again from here.';
  try {
    return desk.store.transaction(() => {
      desk.ledger.sayAgain(entry.hash, conflict.heads);
      throw new OnlyTried();
    });
  } catch (error) {
    if (error instanceof OnlyTried) return undefined;
    if (error instanceof LedgerRefusal) return error.message;
    throw error;
  }
}

/** Scores are their assessor's own, and what a round rests on is never chosen anew. */
function notTheirs(desk: DeskContext, { kind, key }: Conflict): string | undefined {
  if (kind === 'round')
    return 'Two rounds were opened under one name. Ask whoever sent the second file which round it belongs to.';
  if (kind === 'sheet' && key.split(' ')[1] !== personHere(desk))
    return 'Only the assessor can say which of their own scores stand. Ask them to settle it on their computer.';
  return undefined;
}

/** Throws the refusals 'not-found' and 'not-allowed'. */
export function settleConflict(
  desk: DeskContext,
  { choose, ...wanted }: Wanted & { readonly choose: Hash },
): void {
  const conflict = required(desk, wanted);
  const chosen = headsOf(desk, conflict).find(({ hash }) => hash === choose);
  if (chosen === undefined)
    throw refuse('not-found', 'That version is no longer one of those to choose from. Look again.');
  const own = notTheirs(desk, conflict);
  if (own !== undefined) throw refuse('not-allowed', own);
  desk.ledger.sayAgain(chosen.hash, conflict.heads);
  desk.changed(
    'desk',
    'round',
    'standards',
    'submissions',
    'evidence',
    'people',
    'sheets',
    'moderation',
    'publication',
  );
}
