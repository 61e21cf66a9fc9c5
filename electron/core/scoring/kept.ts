import { z } from 'zod';
import type { KeptScore } from '../../../shared/domain/draft-copy.ts';
import {
  Instant,
  ItemId,
  PersonId,
  type RoundId,
  SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import { Citation, Outcome } from '../../../shared/domain/score.ts';
import type { DeskContext } from '../desk/context.ts';
import { isAssigned } from './queries.ts';
import type { RecordedSheet } from './recorded.ts';
import { sheetState } from './state.ts';

/** Drafts as a copy of them has kept them: rows of the same tables, of this or of another computer. */

const ofSheet = { submission: SubmissionId, person: PersonId };
export const KeptDrafts = z.object({
  draft_score: z
    .array(
      z.object({
        ...ofSheet,
        item: ItemId,
        outcome: z.string().nullable(),
        note: z.string(),
        feedback: z.string(),
        citations: z.string(),
        saved_at: Instant,
      }),
    )
    .default([]),
  draft_sheet: z
    .array(
      z.object({
        ...ofSheet,
        version: VersionId,
        last_item: z.string().nullable(),
        position: z.string().nullable(),
      }),
    )
    .default([]),
  draft_looked: z.array(z.object({ ...ofSheet, item: ItemId, version: VersionId })).default([]),
  draft_reply_seen: z.array(z.object({ ...ofSheet, item: ItemId, entry: z.string() })).default([]),
});
export type KeptDrafts = z.infer<typeof KeptDrafts>;

/** By submission, in the order of the standards. Throws where a row holds no score. */
export function keptScores({ draft_score }: KeptDrafts): ReadonlyMap<SubmissionId, readonly KeptScore[]> {
  const scores = draft_score.map(({ submission, item, outcome, citations, note, feedback, saved_at }) => ({
    submission,
    score: {
      item,
      ...(outcome === null ? {} : { outcome: Outcome.parse(JSON.parse(outcome)) }),
      note,
      feedback,
      citations: Citation.array().parse(JSON.parse(citations)),
    },
    savedAt: saved_at,
  }));
  const inOrder = scores.toSorted((one, other) =>
    one.score.item.localeCompare(other.score.item, 'en-GB', { numeric: true }),
  );
  return Map.groupBy(inOrder, ({ submission }) => submission);
}

/** A sheet off the record as drafts of it would have been kept: each score given beside the version that it scored. */
export function asKept(
  { version, scores }: RecordedSheet,
  submission: SubmissionId,
  person: PersonId,
  savedAt: Instant,
): KeptDrafts {
  return {
    draft_score: scores.map(({ item, outcome, note, feedback, citations }) => ({
      submission,
      person,
      item,
      outcome: outcome === undefined ? null : JSON.stringify(outcome),
      note,
      feedback,
      citations: JSON.stringify(citations),
      saved_at: savedAt,
    })),
    draft_sheet: [{ submission, person, version, last_item: null, position: null }],
    draft_looked: [],
    draft_reply_seen: [],
  };
}

/** Why no score of a submission can be put back here; undefined where they can. */
export function whyClosed(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): string | undefined {
  if (!isAssigned(desk, round, submission, person)) return 'It is not assigned to you on this computer.';
  return sheetState(desk, round, submission, person).state === 'submitted'
    ? 'Its sheet is submitted. Recall it to take scores back.'
    : undefined;
}

/**
 * Puts scores in the place of what is here, each as it was kept: with the version and the replies that it was given
 * beside, so that what has come since asks for another look. Inside a transaction.
 */
export function putBack(
  { store }: Pick<DeskContext, 'store'>,
  person: PersonId,
  kept: KeptDrafts,
  chosen: readonly { readonly submission: SubmissionId; readonly item: ItemId }[],
): void {
  for (const { submission, item } of chosen) {
    const of = (row: { readonly submission: SubmissionId }) => row.submission === submission;
    const ofItem = (row: { readonly submission: SubmissionId; readonly item: ItemId }) =>
      of(row) && row.item === item;
    const score = kept.draft_score.find(ofItem);
    const sheet = kept.draft_sheet.find(of);
    if (score === undefined || sheet === undefined) continue;
    const { outcome, note, feedback, citations, saved_at } = score;
    const { version, last_item, position } = sheet;
    store
      .prepare<[string, string, string, string | null, string | null], never>(
        `INSERT OR IGNORE INTO draft_sheet (submission, person, version, last_item, position)
         VALUES (?, ?, ?, ?, ?)`,
      )
      .run(submission, person, version, last_item, position);
    store
      .prepare<[string, string, string, string | null, string, string, string, string], never>(
        `INSERT INTO draft_score (submission, person, item, outcome, note, feedback, citations, saved_at, revision)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
         ON CONFLICT (submission, person, item) DO UPDATE SET outcome = excluded.outcome, note = excluded.note,
           feedback = excluded.feedback, citations = excluded.citations, saved_at = excluded.saved_at,
           revision = revision + 1`,
      )
      .run(submission, person, item, outcome, note, feedback, citations, saved_at);
    store.put('draft_looked', {
      submission,
      person,
      item,
      version: kept.draft_looked.find(ofItem)?.version ?? version,
    });
    store.remove('draft_reply_seen', { submission, person, item });
    for (const { entry } of kept.draft_reply_seen.filter(ofItem))
      store.put('draft_reply_seen', { submission, person, item, entry });
  }
}
