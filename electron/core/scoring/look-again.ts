import type { LookAgain, SheetView } from '../../../shared/contract/sheets.ts';
import {
  type BatchId,
  Hash,
  type ItemId,
  type PersonId,
  type RoundId,
  type SubmissionId,
  type VersionId,
} from '../../../shared/domain/ids.ts';
import { repliesMayChangeScores, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { type Version, versionChanges } from '../../../shared/domain/version-changes.ts';
import type { DeskContext } from '../desk/context.ts';
import { responsesOf, storedEvidenceOf } from '../intake/service.ts';

interface SeenIn {
  readonly item: ItemId;
  /** The version that its score was given in, or looked at again in. */
  readonly version: VersionId;
  readonly number: number;
}

/**
 * Items with something in the draft, or in the sheet that was submitted from it, which the version that counts now says
 * other than the one they were scored in, or which were replied to since, where replies may change a score. None of an
 * item that is looked at, or whose outcome was chosen since.
 */
export async function lookAgain(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
  current: VersionId,
  set: StandardSet,
): Promise<LookAgain[]> {
  const seen = seenIn(desk, round, submission, person);
  const changed = await changedSince(desk, round, submission, current, seen);
  const replies = repliesMayChangeScores(set)
    ? repliesSince(desk, round, submission, person)
    : new Map<string, LookAgain['replies']>();
  const touched = new Map(changed.map((change) => [change.item, change]));
  return seen.flatMap(({ item, number }) => {
    const [change, came] = [touched.get(item), replies.get(item) ?? []];
    if (change === undefined && came.length === 0) return [];
    return [{ ...(change ?? { item, since: number, parts: [], files: [] }), replies: came }];
  });
}

async function changedSince(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  current: VersionId,
  seen: readonly SeenIn[],
): Promise<Omit<LookAgain, 'replies'>[]> {
  const behind = seen.filter(({ version }) => version !== current);
  if (behind.length === 0) return [];
  const now = await contentOf(desk, round, submission, current);
  const earlier = [...Map.groupBy(behind, ({ version }) => version)];
  const changed = await Promise.all(
    earlier.map(async ([version, seen]) => {
      const { items } = versionChanges(await contentOf(desk, round, submission, version), now);
      return items.flatMap((change) => {
        const of = seen.find(({ item }) => item === change.item);
        return of === undefined ? [] : [{ ...change, since: of.number }];
      });
    }),
  );
  return changed.flat();
}

function seenIn(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): readonly SeenIn[] {
  return desk.store
    .prepare<[string, string, string], SeenIn>(
      `SELECT d.item, v.version, v.number FROM draft_score d
         JOIN draft_sheet s ON s.submission = d.submission AND s.person = d.person
         LEFT JOIN draft_looked l ON l.submission = d.submission AND l.person = d.person AND l.item = d.item
         JOIN submission_version v
           ON v.round = ? AND v.submission = d.submission AND v.version = coalesce(l.version, s.version)
       WHERE d.submission = ? AND d.person = ?
         AND (d.outcome IS NOT NULL OR d.note <> '' OR d.feedback <> '' OR d.citations <> '[]')`,
    )
    .all(round, submission, person);
}

/** Answers that this person has not seen, by item; an answer that was left empty is none. */
function repliesSince(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): ReadonlyMap<string, LookAgain['replies']> {
  const rows = desk.store
    .prepare<[string, string, string], { item: string; batch: BatchId; number: number }>(
      `SELECT a.item, a.batch, a.number FROM reply_answer a
         JOIN reply r ON r.round = a.round AND r.submission = a.submission AND r.batch = a.batch
       WHERE a.round = ? AND a.submission = ? AND a.answered = 1 AND NOT EXISTS (SELECT 1 FROM draft_reply_seen s
         WHERE s.submission = a.submission AND s.person = ? AND s.item = a.item AND s.entry = a.entry)
       ORDER BY r.received_at, a.batch, a.number`,
    )
    .all(round, submission, person);
  return new Map(
    [...Map.groupBy(rows, ({ item }) => item)].map(([item, came]) => [
      item,
      came.map(({ batch, number }) => ({ batch, number })),
    ]),
  );
}

async function contentOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  version: VersionId,
): Promise<Version> {
  const [responses, evidence] = await Promise.all([
    responsesOf(desk, round, submission, version),
    storedEvidenceOf(desk, round, submission, version),
  ]);
  return { responses, evidence };
}

/** Items that a later version says other than an earlier one. */
export async function touchedBetween(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  earlier: VersionId,
  later: VersionId,
): Promise<ItemId[]> {
  const [before, after] = await Promise.all([
    contentOf(desk, round, submission, earlier),
    contentOf(desk, round, submission, later),
  ]);
  return versionChanges(before, after).items.map(({ item }) => item);
}

/** Files of earlier versions that the one that counts now has no more, each under the last reference that it had. */
export function earlierFilesOf(
  desk: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
  current: VersionId,
): SheetView['earlierFiles'] {
  const rows = desk.store
    .prepare<
      [string, string, string, string],
      { ref: string; sha256: string; name: string | null; number: number }
    >(
      `SELECT i.ref, i.sha256, i.name, v.number FROM evidence_item i
         JOIN submission_version v ON v.round = i.round AND v.submission = i.submission AND v.version = i.version
       WHERE i.round = ? AND i.submission = ? AND i.version <> ? AND i.sha256 NOT IN (SELECT sha256
         FROM evidence_item o WHERE o.round = i.round AND o.submission = i.submission AND o.version = ?)
       ORDER BY v.number, i.ref`,
    )
    .all(round, submission, current, current);
  return [
    ...new Map(
      rows.map(({ ref, sha256, name, number }) => [
        sha256,
        { ref, sha256: Hash.parse(sha256), name: name ?? 'Name removed', version: number },
      ]),
    ).values(),
  ];
}

/** The item is seen in the version that counts now, beside every reply that is here. Inside a transaction. */
export function keepLooked(
  desk: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
  item: ItemId,
): void {
  desk.store
    .prepare<[string, string, string, string], never>(
      `INSERT INTO draft_looked (submission, person, item, version)
       SELECT submission, ?, ?, version FROM submission_version WHERE round = ? AND submission = ?
       ORDER BY number DESC, version LIMIT 1
       ON CONFLICT (submission, person, item) DO UPDATE SET version = excluded.version`,
    )
    .run(person, item, round, submission);
  keepRepliesSeen(desk, round, submission, person, item);
}

/** Every reply that is here is seen beside the item, or, where none is named, beside all of them. Inside a transaction. */
export function keepRepliesSeen(
  desk: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
  item?: ItemId,
): void {
  desk.store
    .prepare<[string, string, string, string | null, string | null], never>(
      `INSERT OR IGNORE INTO draft_reply_seen (submission, person, item, entry)
       SELECT submission, ?, item, entry FROM reply_answer
       WHERE round = ? AND submission = ? AND (? IS NULL OR item = ?)`,
    )
    .run(person, round, submission, item ?? null, item ?? null);
}

/** The number of the version that a submitted sheet scored; undefined without one, or where it is not held here. */
export function scoredVersionOf(
  desk: Pick<DeskContext, 'store'>,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): number | undefined {
  return desk.store
    .prepare<[string, string, string], { number: number }>(
      `SELECT v.number FROM sheet s
         JOIN submission_version v ON v.round = s.round AND v.submission = s.submission AND v.version = s.version
       WHERE s.round = ? AND s.submission = ? AND s.person = ? AND s.state = 'submitted'`,
    )
    .get(round, submission, person)?.number;
}
