import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Hash } from '../../../shared/domain/ids.ts';
import type { Citation } from '../../../shared/domain/score.ts';
import type { DeskContext } from '../desk/context.ts';
import { mismatch, sniffFile } from './sniff.ts';

/** Nothing that is sent as evidence lies deeper. */
const DEEPEST = 8;

interface Lies {
  readonly ref: string;
  readonly inside: string[];
  readonly name: string;
  readonly bytes: number;
}

/**
 * Files inside a submission's evidence that are cited, as evidence of their own. One that was not taken out on this
 * desk is left out: it can neither be named nor read here.
 */
export async function citedEnclosed(
  desk: Pick<DeskContext, 'store' | 'reader'>,
  evidence: readonly EvidenceView[],
  citations: readonly Citation[],
): Promise<EvidenceView[]> {
  const own = new Map(evidence.map((file) => [file.sha256, file]));
  const cited = new Set(citations.map((citation) => citation.evidence).filter((sha256) => !own.has(sha256)));
  const views: EvidenceView[] = [];
  for (const sha256 of cited) {
    const lies = placeInside(desk, own, sha256, DEEPEST);
    const path = desk.reader.locate(sha256);
    if (lies === undefined || path === undefined) continue;
    const is = await sniffFile(path);
    const { kind, what } = is;
    views.push({
      ...lies,
      sha256,
      shows: '',
      namesRemoved: 'not-said',
      kind,
      what,
      mismatch: mismatch(lies.name, is),
    });
  }
  return views;
}

function placeInside(
  desk: Pick<DeskContext, 'store'>,
  own: ReadonlyMap<Hash, EvidenceView>,
  sha256: Hash,
  depth: number,
): Lies | undefined {
  if (depth === 0) return undefined;
  const rows = desk.store
    .prepare<[string], { parent: Hash; name: string; bytes: number }>(
      'SELECT parent, name, bytes FROM evidence_enclosed WHERE sha256 = ? ORDER BY parent, path',
    )
    .all(sha256);
  for (const { parent, name, bytes } of rows) {
    const outer = own.get(parent) ?? placeInside(desk, own, parent, depth - 1);
    if (outer !== undefined)
      return { ref: outer.ref, inside: [...(outer.inside ?? []), outer.name], name, bytes };
  }
  return undefined;
}
