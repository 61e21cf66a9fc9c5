import type { RoundView } from '../../../shared/contract/round.ts';
import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { blindTo } from '../scoring/service.ts';

/** Not of a calibration submission, which is no part of the award: for a table of that name. */
const forAward = (table: string) => `NOT EXISTS (SELECT 1 FROM calibration c
  WHERE c.round = ${table}.round AND c.submission = ${table}.submission)`;

/**
 * Counts of what the award asks for, for whoever may see the whole round, or of one assessor's own work; others' sheets
 * only where they may know.
 */
export function countsOf(
  desk: DeskContext,
  round: RoundId,
  me: PersonId,
  seesAll: boolean,
): RoundView['counts'] {
  const one = (text: string, ...values: string[]) =>
    desk.store.prepare<string[], { n: number }>(text).get(...values)?.n ?? 0;
  const mine = seesAll ? '' : ' AND person = ?';
  const values = seesAll ? [round] : [round, me];
  const blind = JSON.stringify([...blindTo(desk, round, me)]);
  const sheets = `SELECT count(*) AS n FROM sheet WHERE round = ? AND state = 'submitted'${mine}
    AND (person = ? OR submission NOT IN (SELECT value FROM json_each(?))) AND ${forAward('sheet')}`;
  const assigned = one(
    `SELECT count(*) AS n FROM assignment WHERE round = ? AND ended = 0${mine} AND ${forAward('assignment')}`,
    ...values,
  );
  // A finished sheet stays when its assignment ends, and stands in nobody's place.
  const left = one(
    `${sheets} AND NOT EXISTS (SELECT 1 FROM assignment live WHERE live.round = sheet.round
      AND live.submission = sheet.submission AND live.person = sheet.person AND live.ended = 0)`,
    ...values,
    me,
    blind,
  );
  return {
    organisations: one(
      `SELECT count(*) AS n FROM organisation WHERE round = ? AND NOT EXISTS (SELECT 1 FROM calibration c
         JOIN submission_version v ON v.round = c.round AND v.submission = c.submission
         WHERE v.round = organisation.round AND v.organisation = organisation.organisation)`,
      round,
    ),
    submissions: one(
      `SELECT count(DISTINCT submission) AS n FROM submission_version
       WHERE round = ? AND ${forAward('submission_version')}`,
      round,
    ),
    gaps: one(
      `SELECT coalesce(sum(json_array_length(gaps)), 0) AS n FROM submission_version AS one
       WHERE round = ? AND number = (SELECT max(number) FROM submission_version AS other
         WHERE other.round = one.round AND other.submission = one.submission)`,
      round,
    ),
    assignments: assigned,
    sheetsSubmitted: one(sheets, ...values, me, blind),
    sheetsDue: assigned + left,
    moderated: one(
      `SELECT count(*) AS n FROM moderation WHERE round = ? AND state = 'closed' AND ${forAward('moderation')}`,
      round,
    ),
    decided: one(`SELECT count(*) AS n FROM decision WHERE round = ? AND ${forAward('decision')}`, round),
    awarded: one(
      `SELECT count(*) AS n FROM decision
       WHERE round = ? AND outcome <> 'not-awarded' AND ${forAward('decision')}`,
      round,
    ),
    listsPublished: one('SELECT count(*) AS n FROM list_published WHERE round = ?', round),
  };
}
