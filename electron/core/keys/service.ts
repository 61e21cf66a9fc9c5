import type { ComputerView, PersonsComputers } from '../../../shared/contract/keys.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { PersonId, type RoundId, type WriterKey } from '../../../shared/domain/ids.ts';
import { SPOKEN_WORDS } from '../../../shared/domain/spoken-words.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { type Handlers, refuse } from '../refused.ts';
import { everyComputerOf, strangersAs } from './computers.ts';
import { fingerprintOf } from './fingerprint.ts';
import { makePrintedKey, useRecoveryKey, whoMayTakeOver } from './recovery.ts';
import { safeguardsOf, whyUnguarded } from './safeguards.ts';

export { type Computer, computersOf, retireComputers } from './computers.ts';
export { fingerprintOf } from './fingerprint.ts';
export { safeguardsOf, whyUnguarded } from './safeguards.ts';

type Methods =
  | 'keys.here'
  | 'keys.list'
  | 'keys.accept'
  | 'recovery.make'
  | 'recovery.use'
  | 'recovery.people';

/** Whose key is whose, and what is left when a computer is gone. */
export const keysService = (
  desk: DeskContext,
  show: () => Promise<OutputOf<'desk.show'>>,
): Handlers<Methods> => ({
  'keys.here': () => ({
    fingerprint: fingerprintOf(desk.key.writer),
    known: everyComputerOf(desk, roundHere(desk), personHere(desk)).some(
      ({ writer, retiredAfter }) => writer === desk.key.writer && retiredAfter === undefined,
    ),
  }),
  'keys.list': () => listKeys(desk),
  'keys.accept': ({ person, words }) => {
    const round = roundHere(desk);
    const said = heard(words);
    const unheard = said.find((word) => !SPOKEN_WORDS.includes(word));
    if (unheard !== undefined)
      return refuse('wrong-input', `“${unheard}” is no word of a fingerprint. Ask for it again.`, [
        { kind: 'field', at: 'words' },
      ]);
    const writer = strangersAs(desk, round, person).find((each) => fingerprintOf(each) === said.join(' '));
    if (writer === undefined)
      return refuse(
        'not-found',
        'No computer that signed as this person has these words. Do not accept it: ask on the telephone for the words that their This computer room shows.',
        [{ kind: 'field', at: 'words' }],
      );
    desk.ledger.append('writer-introduced', { facts: { round, person, writer }, text: {} });
    desk.changed('people', 'exchange', 'sheets', 'moderation', 'round', 'publication');
    return {};
  },
  'recovery.make': () => makePrintedKey(desk),
  'recovery.use': async (input) => {
    useRecoveryKey(desk, input);
    return show();
  },
  'recovery.people': () => whoMayTakeOver(desk),
});

/** However they were typed: with capitals, commas, hyphens. */
const heard = (words: string) =>
  words
    .toLowerCase()
    .split(/[\s,.\-–]+/)
    .filter((word) => word !== '');

async function listKeys(desk: DeskContext): Promise<OutputOf<'keys.list'>> {
  const round = roundHere(desk);
  const rows = await desk.store.db
    .selectFrom('person')
    .select(['person', 'name'])
    .where('round', '=', round)
    .orderBy('name')
    .orderBy('person')
    .execute();
  const safeguards = safeguardsOf(desk, round);
  const unguarded = whyUnguarded(safeguards);
  return {
    people: rows.map((row) =>
      computersOfPerson(desk, round, PersonId.parse(row.person), row.name ?? 'Name removed'),
    ),
    ...safeguards,
    ...(unguarded === undefined ? {} : { unguarded }),
  };
}

function computersOfPerson(
  desk: DeskContext,
  round: RoundId,
  person: PersonId,
  name: string,
): PersonsComputers {
  const view = (writer: WriterKey, state: ComputerView['state']): ComputerView => ({
    writer,
    fingerprint: fingerprintOf(writer),
    state,
    here: writer === desk.key.writer,
  });
  return {
    person,
    name,
    computers: [
      ...everyComputerOf(desk, round, person).map(({ writer, waiting, retiredAfter }) =>
        view(writer, retiredAfter !== undefined ? 'retired' : waiting ? 'waiting' : 'in-use'),
      ),
      ...strangersAs(desk, round, person).map((writer) => view(writer, 'not-known')),
    ],
  };
}
