import { Hash, type PersonId, type RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, rolesOf } from '../desk/context.ts';

interface OwnSheet {
  readonly submission: string;
  readonly entry: string;
}

/** This person's sheets that are submitted and that they signed themselves: what a file of theirs carries back. */
export function ownSheets(
  desk: Pick<DeskContext, 'store'>,
  round: RoundId,
  person: PersonId,
): readonly OwnSheet[] {
  return desk.store
    .prepare<[string, string], OwnSheet>(
      `SELECT submission, entry FROM sheet
       WHERE round = ? AND person = ? AND state = 'submitted' AND entered_by IS NULL`,
    )
    .all(round, person);
}

/** Remembers that a file with these sheets was made for the administrator. */
export function keepSent(desk: Pick<DeskContext, 'store' | 'now'>, sheets: readonly OwnSheet[]): void {
  desk.store.transaction(() => {
    for (const { entry } of sheets)
      desk.store
        .prepare<[string, string], never>(
          'INSERT INTO sheet_sent (entry, at) VALUES (?, ?) ON CONFLICT DO NOTHING',
        )
        .run(entry, desk.now());
  });
}

/** Submissions whose sheet is in no file yet that was made here for the administrator; none on an administrator's desk. */
export function toSend(desk: DeskContext, round: RoundId): ReadonlySet<SubmissionId> {
  const me = personHere(desk);
  if (rolesOf(desk, round, me).includes('administrator')) return new Set();
  const sent = new Set(
    desk.store
      .prepare<[], { entry: string }>('SELECT entry FROM sheet_sent')
      .all()
      .map(({ entry }) => Hash.parse(entry)),
  );
  return new Set(
    ownSheets(desk, round, me)
      .filter(({ entry }) => !sent.has(Hash.parse(entry)))
      .map(({ submission }) => SubmissionId.parse(submission)),
  );
}
