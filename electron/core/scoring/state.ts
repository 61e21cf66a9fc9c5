import { SheetState } from '../../../shared/contract/sheets.ts';
import { Instant, type PersonId, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';

export type { SheetState };

/** Where a person's sheet stands on the record; a draft where it was never submitted. */
export function sheetState(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): { readonly state: SheetState; readonly submittedAt: Instant | undefined } {
  const row = desk.store
    .prepare<[string, string, string], { state: string; submitted_at: string | null }>(
      'SELECT state, submitted_at FROM sheet WHERE round = ? AND submission = ? AND person = ?',
    )
    .get(round, submission, person);
  if (row === undefined) return { state: 'draft', submittedAt: undefined };
  return {
    state: SheetState.parse(row.state),
    submittedAt: row.submitted_at === null ? undefined : Instant.parse(row.submitted_at),
  };
}
