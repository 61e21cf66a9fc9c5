import type { CautionState, CautionView } from '../../../shared/contract/evidence.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { Hash, Instant, type RoundId } from '../../../shared/domain/ids.ts';
import { CautionKind } from '../../../shared/domain/reading.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { namesOf } from '../people/service.ts';
import { refuse } from '../refused.ts';
import type { EvidenceCautionTable } from '../store/evidence-rows.ts';
import { type Placed, placesOfFile, requireFile } from './access.ts';

interface Settled {
  readonly state: string;
  readonly reason: string | null;
  readonly person: string;
  readonly at: string;
  readonly conflict: 0 | 1;
}

/** Every caution in files of current versions, each with what was decided of it. */
export async function listCautions(
  desk: DeskContext,
  { submission }: ParsedInputOf<'cautions.list'>,
): Promise<OutputOf<'cautions.list'>> {
  await desk.reader.file();
  const round = roundHere(desk);
  const names = await namesOf(desk, round);
  const files = desk.store
    .prepare<[], { sha256: string }>('SELECT DISTINCT sha256 FROM evidence_caution ORDER BY sha256')
    .all()
    .map(({ sha256 }) => ({
      sha256,
      ...placesOfFile(desk, round, sha256, submission === undefined ? undefined : new Set([submission])),
    }))
    .filter(({ places }) => places.length > 0)
    .toSorted((one, other) => orderOf(one).localeCompare(orderOf(other), 'en-GB', { numeric: true }));
  const cautions = files.flatMap((file) => cautionsOf(desk, round, file, names));
  return { open: cautions.filter(({ state }) => state === 'open').length, cautions };
}

const orderOf = ({ places: [first] }: Placed) =>
  first === undefined ? '' : `${first.organisationName} ${first.ref}`;

function cautionsOf(
  desk: DeskContext,
  round: RoundId,
  { sha256, places, enclosed }: Placed & { readonly sha256: string },
  names: ReadonlyMap<string, string>,
): CautionView[] {
  const rows = desk.store
    .prepare<[string], EvidenceCautionTable & { label: string | null }>(
      `SELECT c.*, p.label FROM evidence_caution c
         LEFT JOIN passage p ON p.source = 'evidence' AND p.round = '' AND p.key = c.sha256 AND p.number = c.leaf
       WHERE c.sha256 = ? ORDER BY c.position`,
    )
    .all(sha256);
  const file = fileSettled(desk, round, sha256);
  return rows.map((row) => {
    const own = cautionSettled(desk, round, sha256, row.kind, row.leaf ?? 0);
    const [state, last] = stateOf(own, file);
    return {
      sha256: Hash.parse(sha256),
      places,
      ...(enclosed === undefined ? {} : { enclosed }),
      kind: CautionKind.parse(row.kind),
      ...(row.leaf === null ? {} : { leaf: { number: row.leaf, label: row.label ?? String(row.leaf) } }),
      quote: row.quote,
      sentence: row.sentence,
      state,
      ...(last === undefined
        ? {}
        : {
            settled: {
              reason: last.reason ?? '',
              by: names.get(last.person) ?? 'Name removed',
              at: Instant.parse(last.at),
              conflict: last.conflict === 1,
            },
          }),
    };
  });
}

/** What was decided of this caution itself comes before what was decided of its file. */
function stateOf(
  own: Settled | undefined,
  file: Settled | undefined,
): readonly [CautionState, Settled | undefined] {
  if (own?.state === 'set-aside') return ['set-aside', own];
  if (file?.state === 'kept-back') return ['kept-back', file];
  if (file?.state === 'clean-copy-asked') return ['clean-copy-asked', file];
  return ['open', own ?? file];
}

/** The leaf's own settlement, or else the whole file's for that kind. */
function cautionSettled(
  desk: DeskContext,
  round: RoundId,
  sha256: string,
  kind: string,
  leaf: number,
): Settled | undefined {
  return desk.store
    .prepare<[string, string, string, number], Settled>(
      `SELECT state, reason, person, at, conflict FROM caution_settled
       WHERE round = ? AND sha256 = ? AND kind = ? AND leaf IN (0, ?) ORDER BY leaf DESC LIMIT 1`,
    )
    .get(round, sha256, kind, leaf);
}

function fileSettled(desk: DeskContext, round: RoundId, sha256: string): Settled | undefined {
  return desk.store
    .prepare<[string, string], Settled>(
      'SELECT state, reason, person, at, conflict FROM evidence_handling WHERE round = ? AND sha256 = ?',
    )
    .get(round, sha256);
}

/** Files that go into no pack of the round, with what lies in them. */
export function keptBack(desk: Pick<DeskContext, 'store'>, round: RoundId): ReadonlySet<string> {
  const rows = desk.store
    .prepare<[string, string], { sha256: string }>(
      // One inside another is held with the other, and so is the whole of it.
      `WITH RECURSIVE back (sha256) AS (
         SELECT sha256 FROM evidence_handling WHERE round = ? AND state = 'kept-back'
         UNION SELECT e.parent FROM evidence_enclosed e JOIN back ON e.sha256 = back.sha256)
       SELECT back.sha256 FROM back JOIN evidence_item i ON i.sha256 = back.sha256 AND i.round = ?`,
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
