import type { CitationMeaning } from '../../../shared/domain/score.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import styles from './text-view.module.css';

/** Where a citation stands in a text. */
export interface Marked extends Stretch {
  readonly meaning: CitationMeaning;
}

interface PiecesProps {
  readonly text: string;
  /** The part of the text that is drawn here. */
  readonly part: Stretch;
  readonly marked: readonly Marked[];
  readonly hits: readonly Stretch[];
  readonly hit: Stretch | undefined;
}

/** A part of a text, cut wherever a mark or a match begins or ends. Every piece says where in the text it begins. */
export function Pieces({ text, part, marked, hits, hit }: PiecesProps) {
  return piecesOf(part, marked, hits, hit).map((piece) => (
    <span
      key={piece.start}
      data-start={piece.start}
      data-meaning={piece.kind === 'mark' ? piece.meaning : undefined}
      className={piece.kind === 'plain' ? undefined : styles[piece.kind]}
    >
      {text.slice(piece.start, piece.end)}
    </span>
  ));
}

type Piece = Stretch &
  (
    | { readonly kind: 'plain' | 'hit' | 'hitNow' }
    | { readonly kind: 'mark'; readonly meaning: CitationMeaning }
  );

/** Of two on the same words, the match shows. */
function piecesOf(
  part: Stretch,
  marked: readonly Marked[],
  hits: readonly Stretch[],
  hit: Stretch | undefined,
): readonly Piece[] {
  const inside = (stretch: Stretch) => stretch.end > part.start && stretch.start < part.end;
  const all = [...marked, ...hits].filter(inside);
  if (all.length === 0) return part.end > part.start ? [{ ...part, kind: 'plain' }] : [];
  const edges = [part.start, part.end, ...all.flatMap(({ start, end }) => [start, end])];
  const cuts = [...new Set(edges)]
    .filter((edge) => edge >= part.start && edge <= part.end)
    .sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, index): Piece => {
    const end = cuts[index + 1] ?? part.end;
    const covers = (stretch: Stretch) => stretch.start <= start && stretch.end >= end;
    if (hit !== undefined && covers(hit)) return { start, end, kind: 'hitNow' };
    if (hits.some(covers)) return { start, end, kind: 'hit' };
    const mark = marked.find(covers);
    return mark === undefined
      ? { start, end, kind: 'plain' }
      : { start, end, kind: 'mark', meaning: mark.meaning };
  });
}

/** The stretch of the text that a range of the document marks in drawn pieces; undefined where it marks none. */
export function stretchOf(pane: HTMLElement, range: Range): Stretch | undefined {
  let stretch: Stretch | undefined;
  for (const piece of pane.querySelectorAll<HTMLElement>('[data-start]')) {
    const node = piece.firstChild;
    if (node === null || !range.intersectsNode(node)) continue;
    const base = Number(piece.dataset.start);
    const from = base + (range.startContainer === node ? range.startOffset : 0);
    const to = base + (range.endContainer === node ? range.endOffset : (node.textContent?.length ?? 0));
    if (from < to) stretch = { start: stretch?.start ?? from, end: to };
  }
  return stretch;
}

/** Brings the piece that a stretch begins in into sight. */
export function showPiece(pane: HTMLElement | null, { start }: Stretch): void {
  let found: HTMLElement | undefined;
  for (const piece of pane?.querySelectorAll<HTMLElement>('[data-start]') ?? []) {
    const from = Number(piece.dataset.start);
    if (from <= start && start < from + Math.max(1, piece.textContent.length)) found = piece;
  }
  found?.scrollIntoView({ block: 'center', inline: 'nearest' });
}
