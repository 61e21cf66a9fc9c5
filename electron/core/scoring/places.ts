import { ReadingPlace } from '../../../shared/contract/sheets.ts';
import type { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';

/** A standard for each of ten files, and more than anybody goes back to. */
const MOST = 400;

/** Where this person was in the submission's files, the last place last: on no record, and sent nowhere. */
export function placesIn(
  { store }: Pick<DeskContext, 'store'>,
  submission: SubmissionId,
  person: PersonId,
): ReadingPlace[] {
  const row = store
    .prepare<[string, string], { position: string | null }>(
      'SELECT position FROM draft_sheet WHERE submission = ? AND person = ?',
    )
    .get(submission, person);
  return ReadingPlace.array().parse(JSON.parse(row?.position ?? '[]'));
}

/** Each file has one place for each item; the oldest give way. Inside a transaction, once the sheet is begun. */
export function keepPlaces(
  { store }: Pick<DeskContext, 'store'>,
  submission: SubmissionId,
  person: PersonId,
  places: readonly ReadingPlace[],
): void {
  const kept = new Map(placesIn({ store }, submission, person).map((place) => [keyOf(place), place]));
  for (const place of places) {
    kept.delete(keyOf(place));
    kept.set(keyOf(place), place);
  }
  store
    .prepare<[string, string, string], never>(
      'UPDATE draft_sheet SET position = ? WHERE submission = ? AND person = ?',
    )
    .run(JSON.stringify([...kept.values()].slice(-MOST)), submission, person);
}

function keyOf({ item, evidence, beside }: ReadingPlace): string {
  return `${item} ${evidence} ${beside}`;
}
