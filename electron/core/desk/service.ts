import { type DeskView, SampleSeat, type VerifyReport } from '../../../shared/contract/desk.ts';
import { count } from '../../../shared/domain/words.ts';
import type { Conflict, Copy } from '../ledger/report.ts';
import { verify } from '../ledger/verify.ts';
import { conflictsFor } from '../record/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { blindTo, hiddenSheetEntries } from '../scoring/service.ts';
import { backUp, restore } from './backup.ts';
import { type DeskContext, movedAt, personHere, READER, rolesOf, roundHead, roundHere } from './context.ts';
import { moveAway, takeBack } from './moving.ts';
import { projections } from './projections.ts';
import { saveTable } from './table-file.ts';

type Methods =
  | 'desk.show'
  | 'desk.verify'
  | 'desk.backup'
  | 'desk.move'
  | 'desk.takeBack'
  | 'desk.restore'
  | 'jobs.stop'
  | 'tables.save';

/** What this computer is: whose, in which round, and whether all that it holds is as it was signed. */
export const deskService = (desk: DeskContext): Handlers<Methods> => ({
  'desk.show': () => showDesk(desk),
  'desk.verify': () => verifyDesk(desk),
  'desk.backup': ({ passphrase }) => desk.jobs.run('backup', (job) => backUp(desk, passphrase, job)),
  'desk.move': ({ passphrase }) => desk.jobs.run('move', (job) => moveAway(desk, passphrase, job)),
  'desk.takeBack': () => {
    takeBack(desk);
    return showDesk(desk);
  },
  'desk.restore': ({ staged, passphrase }) => {
    if (desk.settings.get('person') !== undefined) {
      return refuse('already-done', 'This computer has data already. Restore a backup where there is none.');
    }
    const file = desk.handover.staged(staged);
    return desk.jobs.run('restore', (job) => restore(desk, file, passphrase, job));
  },
  'tables.save': (table) => saveTable(desk, table),
  'jobs.stop': ({ job }) => {
    desk.jobs.stop(job);
    return {};
  },
});

async function verifyDesk(desk: DeskContext): Promise<VerifyReport> {
  const person = desk.settings.get('person') === undefined ? undefined : personHere(desk);
  const { entries, files, findings, green } = await verify({
    store: desk.store,
    key: desk.key,
    person,
    clock: desk.now,
    projections,
  });
  const scoresBlind = person !== undefined && blindTo(desk, roundHere(desk), person).size > 0;
  const told = findings.filter(({ ofOthers }) => !scoresBlind || ofOthers === undefined);
  return {
    ok: green,
    entries: scoresBlind ? entries - hiddenSheetEntries(desk, roundHere(desk), person) : entries,
    evidenceFiles: files,
    findings: told.flatMap(({ kind, sentence }) => (kind === 'fault' ? [sentence] : [])),
    notes: told.flatMap(({ kind, sentence }) => (kind === 'note' ? [sentence] : [])),
  };
}

export async function showDesk(desk: DeskContext): Promise<DeskView> {
  const seat = SampleSeat.safeParse(desk.settings.get('seat'));
  const moved = movedAt(desk);
  const common = {
    ...(moved === undefined ? {} : { movedAt: moved }),
    ...(seat.success ? { seat: seat.data } : {}),
    dataFolder: desk.store.folder.path,
    cautions: cautionsOf(desk),
  };
  if (desk.settings.get('person') === undefined || desk.settings.get('round') === undefined) return common;
  const [me, round] = [personHere(desk), await roundHead(desk)];
  if (me === READER)
    return {
      ...common,
      archive: true,
      person: { id: me, name: 'Archive', roles: [...rolesOf(desk, round.id, me)] },
      round,
    };
  const row = await desk.store.db
    .selectFrom('person')
    .select('name')
    .where('round', '=', round.id)
    .where('person', '=', me)
    .executeTakeFirst();
  return {
    ...common,
    person: { id: me, name: row?.name ?? 'Name removed', roles: [...rolesOf(desk, round.id, me)] },
    round,
  };
}

/** What a person should know of this computer, a sentence each. */
function cautionsOf(desk: DeskContext): DeskView['cautions'] {
  const [copies, conflicts] = oddities(desk);
  return [
    ...desk.store.warnings.map((sentence) => ({ about: 'folder' as const, sentence })),
    ...(copies.length === 0
      ? []
      : [
          {
            about: 'copied-key' as const,
            sentence:
              'A data folder was copied and both copies went on: some records exist twice under one number. Tell the administrator.',
          },
        ]),
    ...(conflicts.length === 0
      ? []
      : [
          {
            about: 'two-versions' as const,
            sentence: `${count(conflicts.length, 'thing')} said in two ways by people who had not seen each other’s record. ${conflicts.length === 1 ? 'It is marked where it stands' : 'They are marked where they stand'}.`,
          },
        ]),
  ];
}

/** Copied keys and things in two versions, as many as whoever sits here may know of. */
function oddities(desk: DeskContext): readonly [readonly Copy[], readonly Conflict[]] {
  if (desk.settings.get('person') === undefined || desk.settings.get('round') === undefined) return [[], []];
  const [round, me] = [roundHere(desk), personHere(desk)];
  const blind = blindTo(desk, round, me).size > 0;
  const copies = desk.ledger
    .copies()
    .filter(({ writer }) => !blind || desk.ledger.personsOf(round, writer).has(me));
  return [copies, conflictsFor(desk, round, me)];
}
