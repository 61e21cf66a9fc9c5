import { CautionState, type CautionView } from '../../../shared/contract/evidence.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { Hash, Instant, type RoundId } from '../../../shared/domain/ids.ts';
import { CautionKind } from '../../../shared/domain/reading.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { namesOf } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { type Placed, placesOfFile, requireFile } from './access.ts';
import { roundMark, submissionMark } from './text-index.ts';

/**
 * Every caution in a file of a current version, with what was decided: of itself, or else of all of its kind in the
 * file, before what was decided of the file.
 */
const SETTLED = `FROM evidence_caution c JOIN evidence_reading r ON r.sha256 = c.sha256 AND instr(r.scope, @mark) > 0
  LEFT JOIN caution_settled own ON own.round = @round AND own.sha256 = c.sha256 AND own.kind = c.kind AND own.leaf =
    (SELECT max(leaf) FROM caution_settled WHERE round = @round AND sha256 = c.sha256 AND kind = c.kind
      AND leaf IN (0, c.leaf))
  LEFT JOIN evidence_handling h ON h.round = @round AND h.sha256 = c.sha256`;
const STATE = `CASE WHEN own.state = 'set-aside' THEN own.state
  WHEN h.state IN ('kept-back', 'clean-copy-asked') THEN h.state ELSE 'open' END`;
/** Of the two decisions, the one that makes the state; where it is open, the caution's own. */
const LAST = (column: string) =>
  `iif(h.${column} IS NULL OR own.state = 'set-aside' OR h.state = 'passed-on' AND own.${column} IS NOT NULL,
     own.${column}, h.${column}) AS ${column}`;

interface Row {
  readonly sha256: string;
  readonly kind: string;
  readonly leaf: number | null;
  readonly label: string | null;
  readonly quote: string;
  readonly sentence: string;
  readonly state: string;
  readonly reason: string | null;
  readonly person: string | null;
  readonly at: string | null;
  readonly conflict: 0 | 1 | null;
}

/** Cautions in the order in which their files were filed. */
export async function listCautions(
  desk: DeskContext,
  { submission, state, limit, offset }: ParsedInputOf<'cautions.list'>,
): Promise<OutputOf<'cautions.list'>> {
  await desk.reader.file();
  const round = roundHere(desk);
  const names = await namesOf(desk, round);
  const mark = submission === undefined ? roundMark(round) : submissionMark(round, submission);
  const counts = desk.store
    .prepare<[{ mark: string; round: string }], { state: string; n: number }>(
      `SELECT ${STATE} AS state, count(*) AS n ${SETTLED} GROUP BY 1`,
    )
    .all({ mark, round });
  const of = (wanted: string | undefined) =>
    counts.reduce((sum, row) => (wanted === undefined || row.state === wanted ? sum + row.n : sum), 0);
  const rows = desk.store
    .prepare<[{ mark: string; round: string; wanted: string; limit: number; offset: number }], Row>(
      `SELECT c.sha256, c.kind, c.leaf, c.quote, c.sentence, ${STATE} AS state,
         ${['reason', 'person', 'at', 'conflict'].map(LAST).join(', ')},
         (SELECT p.label FROM passage p WHERE p.source = 'evidence' AND p.round = '' AND p.key = c.sha256
            AND p.number = c.leaf) AS label
       ${SETTLED} WHERE @wanted = '' OR ${STATE} = @wanted ORDER BY r.rowid, c.position LIMIT @limit OFFSET @offset`,
    )
    .all({ mark, round, wanted: state ?? '', limit, offset });
  const reach = submission === undefined ? undefined : new Set([submission]);
  const places = new Map(
    [...new Set(rows.map(({ sha256 }) => sha256))].map((sha256) => [
      sha256,
      placesOfFile(desk, round, sha256, reach),
    ]),
  );
  const cautions = rows.map((row) => viewOf(row, places.get(row.sha256), names));
  return { open: of('open'), total: of(state), cautions };
}

function viewOf(row: Row, placed: Placed | undefined, names: ReadonlyMap<string, string>): CautionView {
  const { person, at } = row;
  return {
    sha256: Hash.parse(row.sha256),
    places: placed?.places ?? [],
    ...(placed?.enclosed === undefined ? {} : { enclosed: placed.enclosed }),
    kind: CautionKind.parse(row.kind),
    ...(row.leaf === null ? {} : { leaf: { number: row.leaf, label: row.label ?? String(row.leaf) } }),
    quote: row.quote,
    sentence: row.sentence,
    state: CautionState.parse(row.state),
    ...(person === null || at === null
      ? {}
      : {
          settled: {
            reason: row.reason ?? '',
            by: names.get(person) ?? 'Name removed',
            at: Instant.parse(at),
            conflict: row.conflict === 1,
          },
        }),
  };
}

/** Files that go into no pack of the round, with what lies in them. */
export function keptBack(desk: Pick<DeskContext, 'store'>, round: RoundId): ReadonlySet<string> {
  const rows = desk.store
    .prepare<[string, string], { sha256: string }>(
      // One inside another is held with the other, and so is the whole of it.
      `WITH RECURSIVE back (sha256) AS (
         SELECT sha256 FROM evidence_handling WHERE round = ? AND state = 'kept-back'
         UNION SELECT e.parent FROM evidence_enclosed e JOIN back ON e.sha256 = back.sha256)
       SELECT back.sha256 FROM back CROSS JOIN evidence_item i ON i.sha256 = back.sha256 AND +i.round = ?`,
    )
    .all(round, round);
  return new Set(rows.map(({ sha256 }) => sha256));
}

export async function settleCaution(
  desk: DeskContext,
  { sha256, kind, leaf, reason }: ParsedInputOf<'cautions.setAside'>,
  state: 'set-aside' | 'open',
): Promise<{ entry: Hash }> {
  await requireFile(desk, sha256);
  const found = desk.store
    .prepare<[string, string, number | null, number | null], { one: 1 }>(
      `SELECT 1 AS one FROM evidence_caution WHERE sha256 = ? AND kind = ? AND (? IS NULL OR leaf = ?) LIMIT 1`,
    )
    .get(sha256, kind, leaf ?? null, leaf ?? null);
  if (found === undefined) throw refuse('not-found', 'There is no such caution in that file.');
  const entry = desk.ledger.append('caution-settled', {
    facts: {
      round: roundHere(desk),
      evidence: sha256,
      caution: kind,
      ...(leaf === undefined ? {} : { leaf }),
      state,
    },
    text: { reason },
  });
  desk.changed('evidence', 'submissions');
  return { entry: entry.hash };
}

export async function handleFile(
  desk: DeskContext,
  { sha256, reason }: ParsedInputOf<'cautions.keepBack'>,
  state: 'clean-copy-asked' | 'kept-back' | 'passed-on',
): Promise<{ entry: Hash }> {
  await requireFile(desk, sha256);
  const entry = desk.ledger.append('evidence-handled', {
    facts: { round: roundHere(desk), evidence: sha256, state },
    text: { reason },
  });
  desk.changed('evidence', 'submissions', 'exchange');
  return { entry: entry.hash };
}
