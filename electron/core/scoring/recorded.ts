import {
  Hash,
  Instant,
  PersonId,
  type RoundId,
  type SubmissionId,
  type VersionId,
} from '../../../shared/domain/ids.ts';
import { Citation, type Score } from '../../../shared/domain/score.ts';
import type { DeskContext } from '../desk/context.ts';

/** A person's sheet as it stands on the record; undefined where none is submitted. */
export interface RecordedSheet {
  readonly entry: Hash;
  readonly at: Instant;
  /** That it scored. */
  readonly version: VersionId;
  /** Who signed it, where that is not the assessor. */
  readonly enteredBy: PersonId | undefined;
  readonly scores: readonly Score[];
}

export function recordedScores(
  desk: Pick<DeskContext, 'store' | 'ledger'>,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): RecordedSheet | undefined {
  const row = desk.store
    .prepare<[string, string, string], { entry: string }>(
      "SELECT entry FROM sheet WHERE round = ? AND submission = ? AND person = ? AND state = 'submitted'",
    )
    .get(round, submission, person);
  if (row === undefined) return undefined;
  const entry = desk.ledger.entry(Hash.parse(row.entry));
  if (entry?.act !== 'sheet-submitted') return undefined;
  const { facts, text } = entry;
  return {
    entry: entry.hash,
    at: entry.at,
    version: facts.version,
    enteredBy: entry.person === facts.person ? undefined : entry.person,
    scores: facts.scores.map(({ item, outcome, citations }) => ({
      item,
      outcome,
      note: text?.words[item]?.note ?? '',
      feedback: text?.words[item]?.feedback ?? '',
      citations: citations.map((citation) =>
        Citation.parse({
          ...citation,
          ...(text?.passages[citation.id] ?? { quote: '', prefix: '', suffix: '', boxes: [] }),
        }),
      ),
    })),
  };
}

/** Moderation, or for a calibration submission its comparison: from then on sheets stay as they are. */
export function moderationOpened(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
): boolean {
  return (
    store
      .prepare<[string, string], { one: 1 }>(
        `SELECT 1 AS one FROM (SELECT ? AS round, ? AS submission) AS asked
         LEFT JOIN calibration c USING (round, submission)
         WHERE EXISTS (SELECT 1 FROM calibration_opened o WHERE o.round = asked.round AND o.submission = asked.submission)
           OR (c.entry IS NULL AND EXISTS (SELECT 1 FROM moderation m
             WHERE m.round = asked.round AND m.submission = asked.submission))`,
      )
      .get(round, submission) !== undefined
  );
}

export interface Confirmation {
  readonly by: PersonId;
  readonly at: Instant;
}

/** Confirmations that count, by the entry of the sheet: of the sheet that stands, by somebody who had not entered it. */
export function confirmationsOf(
  desk: Pick<DeskContext, 'store'>,
  round: RoundId,
): ReadonlyMap<string, Confirmation> {
  const rows = desk.store
    .prepare<[string], { sheet: string; confirmed_by: string; at: string }>(
      `SELECT c.sheet, c.confirmed_by, c.at FROM sheet_confirmed c
       JOIN sheet s ON s.round = c.round AND s.submission = c.submission AND s.person = c.person
         AND s.entry = c.sheet AND s.entered_by = c.entered_by
       WHERE c.round = ? AND c.confirmed_by <> c.entered_by`,
    )
    .all(round);
  return new Map(
    rows.map((row) => [row.sheet, { by: PersonId.parse(row.confirmed_by), at: Instant.parse(row.at) }]),
  );
}
