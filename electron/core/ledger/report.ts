import type { Hash, RoundId, WriterKey } from '../../../shared/domain/ids.ts';
import type { Connection } from '../store/connection.ts';
import type { SubjectKind } from './acts/act.ts';
import { sayTheSame } from './alike.ts';
import { heldEntries } from './held.ts';

/** Numbers of a writer that are not held here: nobody sent them, or nobody could. */
export interface SequenceGap {
  readonly writer: WriterKey;
  readonly from: number;
  readonly to: number;
}

/** One number of a writer with several entries: its data folder was copied, and both went on. */
export interface Copy {
  readonly writer: WriterKey;
  readonly seq: number;
  readonly hashes: readonly Hash[];
}

export interface Unauthorised {
  readonly hash: Hash;
  readonly act: string;
  readonly round: RoundId;
  readonly person: string;
  readonly reason: string;
}

export interface Conflict {
  readonly round: RoundId;
  readonly kind: SubjectKind;
  readonly key: string;
  /** The first is the one that rows show. They do not all say the same: that would leave nothing to settle. */
  readonly heads: readonly Hash[];
}

/** What is worth a person's look in the record, read from rows. */
export interface LedgerReport {
  gaps(): readonly SequenceGap[];
  copies(): readonly Copy[];
  unauthorised(): readonly Unauthorised[];
  conflicts(): readonly Conflict[];
}

export function ledgerReport(store: Connection, held = heldEntries(store)): LedgerReport {
  const gaps = store.prepare<[], SequenceGap>(
    `SELECT writer, before + 1 AS "from", seq - 1 AS "to" FROM
      (SELECT writer, seq, lag(seq, 1, 0) OVER (PARTITION BY writer ORDER BY seq) AS before FROM entry)
      WHERE seq > before + 1 ORDER BY writer, seq`,
  );
  const copies = store.prepare<[], { writer: WriterKey; seq: number; hash: Hash }>(
    `SELECT writer, seq, hash FROM entry WHERE (writer, seq) IN
      (SELECT writer, seq FROM entry GROUP BY writer, seq HAVING count(*) > 1) ORDER BY writer, seq, hash`,
  );
  const unauthorised = store.prepare<[], Unauthorised>(
    `SELECT e.hash, e.act, e.round, e.person, coalesce(s.reason, '') AS reason
      FROM standing s JOIN entry e ON e.hash = s.hash WHERE s.authorised = 0 ORDER BY e.round, e.at, e.hash`,
  );
  const conflicts = store.prepare<[], { round: RoundId; kind: SubjectKind; key: string; hash: Hash }>(
    `SELECT round, subject_kind AS kind, subject_key AS "key", hash FROM head WHERE (round, subject_kind, subject_key) IN
      (SELECT round, subject_kind, subject_key FROM head GROUP BY 1, 2, 3 HAVING count(*) > 1) ORDER BY 1, 2, 3, 4`,
  );
  return {
    gaps: () => gaps.all(),
    copies: () =>
      [...Map.groupBy(copies.all(), (row) => `${row.writer} ${row.seq}`).values()].flatMap((rows) =>
        rows[0] === undefined
          ? []
          : [{ writer: rows[0].writer, seq: rows[0].seq, hashes: rows.map((row) => row.hash) }],
      ),
    unauthorised: () => unauthorised.all(),
    conflicts: () =>
      [...Map.groupBy(conflicts.all(), (row) => `${row.round} ${row.kind} ${row.key}`).values()].flatMap(
        (rows) =>
          rows[0] === undefined || sayTheSame(rows.map(({ hash }) => held.entry(hash)))
            ? []
            : [
                {
                  round: rows[0].round,
                  kind: rows[0].kind,
                  key: rows[0].key,
                  heads: rows.map((row) => row.hash),
                },
              ],
      ),
  };
}
