import { joinBoxes, type Turn, turnBox, turnOf } from '../../../shared/domain/box.ts';
import { quoteOf } from '../../../shared/domain/citation.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Box } from '../../../shared/domain/score.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import type { Passage } from './viewing.ts';

/** The text layer of one page as it is drawn: its elements go with the runs of its text, one for one. */
export interface TextLayerHandle {
  readonly page: number;
  /** The page itself, which boxes are measured against. */
  readonly element: HTMLElement;
  readonly spans: readonly HTMLElement[];
  readonly text: PageText;
  readonly turn: Turn;
}

/** The selection, where it begins or ends in the pane and marks anything. */
export function selectedRange(pane: HTMLElement | null): Range | undefined {
  const selection = document.getSelection();
  if (pane === null || selection === null || selection.rangeCount === 0 || selection.isCollapsed)
    return undefined;
  const range = selection.getRangeAt(0);
  return pane.contains(range.startContainer) || pane.contains(range.endContainer) ? range : undefined;
}

/** The passage that a range of the document marks on a page; undefined where it marks no words there. */
export function passageOf(layer: TextLayerHandle, range: Range): Passage | undefined {
  let stretch: Stretch | undefined;
  const rects: DOMRect[] = [];
  layer.spans.forEach((span, index) => {
    const node = span.firstChild;
    const run = layer.text.runs[index];
    if (node === null || run === undefined || !range.intersectsNode(node)) return;
    const from = range.startContainer === node ? range.startOffset : 0;
    const to = range.endContainer === node ? range.endOffset : run.end - run.start;
    if (from >= to) return;
    rects.push(...rectsIn(node, from, to));
    stretch = { start: stretch?.start ?? run.start + from, end: run.start + to };
  });
  if (stretch === undefined) return undefined;
  const quote = quoteOf(layer.text.text, stretch);
  if (quote === undefined) return undefined;
  return { page: layer.page, ...quote, boxes: boxesIn(layer, rects, turnOf(-layer.turn)).slice(0, 200) };
}

/** What a stretch of a page's text covers on the page as it is drawn now, in fractions of it. */
export function boxesOnScreen(layer: TextLayerHandle, { start, end }: Stretch): readonly Box[] {
  const rects = layer.text.runs.flatMap((run, index) => {
    const node = layer.spans[index]?.firstChild;
    if (node === null || node === undefined || run.end <= start || run.start >= end) return [];
    return rectsIn(node, Math.max(0, start - run.start), Math.min(run.end, end) - run.start);
  });
  return boxesIn(layer, rects, 0);
}

function rectsIn(node: Node, from: number, to: number): readonly DOMRect[] {
  const length = node.textContent?.length ?? 0;
  const range = document.createRange();
  range.setStart(node, Math.min(from, length));
  range.setEnd(node, Math.min(to, length));
  return [...range.getClientRects()];
}

function boxesIn(layer: TextLayerHandle, rects: readonly DOMRect[], turn: Turn): readonly Box[] {
  const page = layer.element.getBoundingClientRect();
  const boxes = rects.map((rect) => ({
    x: (rect.left - page.left) / page.width,
    y: (rect.top - page.top) / page.height,
    width: rect.width / page.width,
    height: rect.height / page.height,
  }));
  return joinBoxes(boxes).map((box) => turnBox(box, turn));
}
