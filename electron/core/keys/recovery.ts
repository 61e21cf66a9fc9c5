import type { PrintedKey } from '../../../shared/contract/keys.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { Hash, PersonId, Role, type RoundId, WriterKey } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, READER, roundHead, roundHere } from '../desk/context.ts';
import { freshName } from '../desk/fresh-name.ts';
import { RECOVERY } from '../ledger/authority.ts';
import { hashOf, write } from '../ledger/entry.ts';
import type { WriterKeyPair } from '../ledger/keys.ts';
import type { Said } from '../ledger/ledger.ts';
import { type ActName, ruleOf } from '../ledger/rules.ts';
import { refuse } from '../refused.ts';
import { computersOf, lastNumber } from './computers.ts';
import { fingerprintOf } from './fingerprint.ts';
import { makeRecoveryKey, readRecoveryKey } from './recovery-key.ts';

/** Makes a recovery key and puts its public half on the record; the one before it is retired. Nothing else is kept. */
export async function makePrintedKey(desk: DeskContext): Promise<PrintedKey> {
  const { id: round, title } = await roundHead(desk);
  const { lines, key } = makeRecoveryKey();
  desk.store.transaction(() => {
    retireRecoveryKeys(desk, round, 'A new recovery key was made.');
    desk.ledger.append('writer-introduced', {
      facts: { round, person: RECOVERY, writer: key.writer },
      text: {},
    });
  });
  desk.changed('round', 'people', 'desk');
  return {
    lines: [...lines],
    fingerprint: fingerprintOf(key.writer),
    madeAt: desk.now(),
    roundTitle: title,
    administrator: personNamed(desk, round, personHere(desk))?.name ?? '',
  };
}

function retireRecoveryKeys(desk: DeskContext, round: RoundId, reason: string): void {
  const opened = desk.ledger.current({ round, kind: 'round', key: round });
  const printed = opened?.act === 'round-opened' ? opened.facts.recovery : undefined;
  const rows = desk.store
    .prepare<[string, string], { writer: string; retired_after: number | null }>(
      'SELECT writer, retired_after FROM writer WHERE round = ? AND person = ?',
    )
    .all(round, RECOVERY);
  const live = rows.filter((row) => row.retired_after === null).map(({ writer }) => WriterKey.parse(writer));
  if (printed !== undefined && !rows.some(({ writer }) => writer === printed)) live.push(printed);
  for (const writer of live) {
    desk.ledger.append('writer-retired', {
      facts: { round, person: RECOVERY, writer, after: lastNumber(desk, writer) },
      text: { reason },
    });
  }
}

interface Named {
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  readonly profession: string;
  readonly roles: readonly Role[];
}

function peopleOfRound(desk: DeskContext, round: RoundId): readonly Named[] {
  return desk.store
    .prepare<
      [string],
      {
        person: string;
        name: string | null;
        email: string | null;
        profession: string | null;
        roles: string;
      }
    >('SELECT person, name, email, profession, roles FROM person WHERE round = ? ORDER BY name, person')
    .all(round)
    .map((row) => ({
      person: PersonId.parse(row.person),
      name: row.name ?? 'Name removed',
      email: row.email ?? '',
      profession: row.profession ?? '',
      roles: Role.array().parse(JSON.parse(row.roles)),
    }));
}

const personNamed = (desk: DeskContext, round: RoundId, person: PersonId) =>
  peopleOfRound(desk, round).find((each) => each.person === person);

/** Whose desk this is already; an archive's reader is nobody of the round. */
function ownerOf(desk: DeskContext): PersonId | undefined {
  const person = desk.settings.get('person');
  return person === undefined || person === READER ? undefined : PersonId.parse(person);
}

export function whoMayTakeOver(desk: DeskContext): OutputOf<'recovery.people'> {
  const owner = ownerOf(desk);
  return peopleOfRound(desk, roundHere(desk))
    .filter(({ person }) => owner === undefined || person === owner)
    .map(({ person, name, roles }) => ({ person, name, administrator: roles.includes('administrator') }))
    .toSorted((one, other) => Number(other.administrator) - Number(one.administrator));
}

/**
 * Takes the round over: the recovery key appoints the person as administrator, introduces this desk's key and retires
 * their computers before it, whatever those may say; then the person retires the key itself, which has been typed.
 */
export function useRecoveryKey(
  desk: DeskContext,
  { key: typed, as, name }: ParsedInputOf<'recovery.use'>,
): void {
  const round = roundHere(desk);
  const key = readRecoveryKey(typed);
  requireGood(desk, round, key.writer);
  const before = takeOverAs(desk, round, as, name);
  const roles: Role[] = [...new Set<Role>([...before.roles, 'administrator'])];
  const { person } = before;
  desk.store.transaction(() => {
    appendWith(desk, key, 'person-appointed', {
      facts: { round, person, roles },
      text: { name: before.name, email: before.email, profession: before.profession },
    });
    appendWith(desk, key, 'writer-introduced', {
      facts: { round, person, writer: desk.key.writer, sealing: desk.sealing.recipient },
      text: {},
    });
    for (const { writer } of computersOf(desk, round, person)) {
      if (writer === desk.key.writer) continue;
      appendWith(desk, key, 'writer-retired', {
        facts: { round, person, writer, after: lastNumber(desk, writer) },
        text: { reason: 'The round was taken over with the recovery key.' },
      });
    }
  });
  desk.belongTo(person);
  desk.store.transaction(() => {
    desk.settings.remove('archive');
    retireRecoveryKeys(desk, round, 'It was used.');
  });
  desk.changed('desk', 'round', 'people', 'submissions', 'sheets', 'moderation', 'publication', 'exchange');
}

function requireGood(desk: DeskContext, round: RoundId, writer: WriterKey): void {
  if (!desk.ledger.personsOf(round, writer).has(RECOVERY)) {
    throw refuse(
      'not-found',
      'This recovery key is not the one of this round, or was made after the file that is open here. Open the latest file of the round that anybody holds.',
      [{ kind: 'field', at: 'key' }],
    );
  }
  const retired = desk.store
    .prepare<[string, string, string], { retired_after: number | null }>(
      'SELECT retired_after FROM writer WHERE round = ? AND person = ? AND writer = ?',
    )
    .get(round, RECOVERY, writer);
  if (retired !== undefined && retired.retired_after !== null) {
    throw refuse(
      'already-done',
      'This recovery key was used already, or a newer one was made. Use the newest sheet.',
      [{ kind: 'field', at: 'key' }],
    );
  }
}

function takeOverAs(
  desk: DeskContext,
  round: RoundId,
  as: PersonId | undefined,
  name: string | undefined,
): Named {
  const owner = ownerOf(desk);
  const person = as ?? owner;
  if (owner !== undefined && person !== owner) {
    throw refuse(
      'not-allowed',
      'This computer belongs to somebody else of the round. Use a computer, or a data folder, with no data yet.',
      [{ kind: 'field', at: 'as' }],
    );
  }
  if (person === undefined) {
    if (name === undefined)
      throw refuse('wrong-input', 'Say who you are in the round.', [{ kind: 'field', at: 'as' }]);
    return { person: PersonId.parse(freshName('p')), name, email: '', profession: '', roles: [] };
  }
  const known = personNamed(desk, round, person);
  if (known === undefined)
    throw refuse('not-found', 'Nobody of that name is in this round.', [{ kind: 'field', at: 'as' }]);
  return known;
}

/** An act of another key than the desk's own, signed here and put on the record as if it had come in a file. */
function appendWith<Name extends ActName>(
  desk: DeskContext,
  key: WriterKeyPair,
  act: Name,
  { facts, text }: Said<Name>,
): void {
  const last = desk.store
    .prepare<[string], { hash: string; seq: number }>(
      'SELECT hash, seq FROM entry WHERE writer = ? ORDER BY seq DESC, hash LIMIT 1',
    )
    .get(key.writer);
  const subject = ruleOf(act)?.held(facts).subject;
  const raw = write(
    {
      act,
      person: RECOVERY,
      seq: (last?.seq ?? 0) + 1,
      previous: last === undefined ? null : Hash.parse(last.hash),
      at: desk.now(),
      replaces: subject === undefined ? [] : desk.ledger.heads(subject),
      basis: [],
      facts,
      text,
    },
    key,
  );
  desk.ledger.merge([raw]);
  const hash = hashOf(raw.header);
  const objection = desk.ledger.unauthorised().find((each) => each.hash === hash);
  if (objection !== undefined) throw refuse('not-allowed', objection.reason);
}
