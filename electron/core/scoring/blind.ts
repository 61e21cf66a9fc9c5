import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';

const SUBMITTED = `EXISTS (SELECT 1 FROM sheet WHERE sheet.round = assignment.round
  AND sheet.submission = assignment.submission AND sheet.person = assignment.person AND sheet.state = 'submitted')`;
const CALIBRATES = `EXISTS (SELECT 1 FROM calibration c WHERE c.round = assignment.round
  AND c.submission = assignment.submission)`;
const COMPARED = `EXISTS (SELECT 1 FROM calibration_opened o WHERE o.round = assignment.round
  AND o.submission = assignment.submission)`;
const MODERATED = `EXISTS (SELECT 1 FROM moderation WHERE moderation.round = assignment.round
  AND moderation.submission = assignment.submission)`;
/** A calibration submission is never moderated: whatever a record says of that opens nothing of it. */
const OPENED = `CASE WHEN ${CALIBRATES} THEN ${COMPARED} ELSE ${MODERATED} END`;

/**
 * Submissions of which this person may not learn whether anybody else has scored them: they assess it, and their own
 * sheet is not submitted or moderation, of a calibration submission its comparison, has not opened. Whatever else they are in the round, the strictest rule applies.
 */
export function blindTo(desk: DeskContext, round: RoundId, person: PersonId): ReadonlySet<string> {
  return assessedBy(desk, round, person, `NOT (${SUBMITTED} AND ${OPENED})`);
}

/** Submissions that this person assesses and has not submitted a sheet for. */
export function owedBy(desk: DeskContext, round: RoundId, person: PersonId): ReadonlySet<string> {
  return assessedBy(desk, round, person, `NOT ${SUBMITTED}`);
}

function assessedBy(desk: DeskContext, round: RoundId, person: PersonId, which: string): ReadonlySet<string> {
  const rows = desk.store
    .prepare<[string, string], { submission: string }>(
      `SELECT submission FROM assignment WHERE round = ? AND person = ? AND ended = 0 AND ${which}`,
    )
    .all(round, person);
  return new Set(rows.map(({ submission }) => submission));
}

/** How many entries of other people's sheets and questions lie here that this person may not know of. */
export function hiddenSheetEntries(desk: DeskContext, round: RoundId, person: PersonId): number {
  const hidden = [...blindTo(desk, round, person)];
  const row = desk.store
    .prepare<[string, string, string, string], { entries: number }>(
      `SELECT count(*) AS entries FROM entry JOIN json_each(?) AS hidden
       ON substr(subject_key, 1, length(hidden.value) + 1) = hidden.value || ' '
         AND substr(subject_key || ' ', length(hidden.value) + 2, length(?) + 1) <> ? || ' '
       WHERE round = ? AND subject_kind IN ('sheet', 'question', 'batch', 'confirmation')`,
    )
    .get(JSON.stringify(hidden), person, person, round);
  return row?.entries ?? 0;
}
