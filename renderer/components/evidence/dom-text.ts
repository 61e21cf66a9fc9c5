import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';

/** A text of the document with where it stands in the text of all. */
export interface PlacedText extends Stretch {
  readonly node: Text;
}

export interface DomText {
  readonly text: PageText;
  readonly nodes: readonly PlacedText[];
}

const block =
  /^(?:address|article|aside|blockquote|center|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|caption|body)$/i;

/**
 * The words of a document in their order, each block a paragraph on a line of its own, cells apart by a tab. Marks
 * that are put around words later leave the text as it is.
 */
export function domTextOf(root: ParentNode & Node): DomText {
  let text = '';
  let start = 0;
  const nodes: PlacedText[] = [];
  const paragraphs: Stretch[] = [];
  const endParagraph = () => {
    if (text.slice(start).trim() !== '') {
      paragraphs.push({ start, end: start + text.slice(start).trimEnd().length });
      text += '\n';
    }
    start = text.length;
  };
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.nodeValue ?? '';
      // Realms differ between window and frame, so the kind of a node tells it, not its class.
      nodes.push({ node: node as Text, start: text.length, end: text.length + words.length });
      text += words;
      return;
    }
    if (node.nodeName.toLowerCase() === 'br') {
      text += '\n';
      return;
    }
    const own = block.test(node.nodeName);
    if (own) endParagraph();
    for (const child of node.childNodes) walk(child);
    if (own) endParagraph();
  };
  walk(root);
  endParagraph();
  return { text: { text, runs: [], paragraphs }, nodes };
}

/** What a range marks; undefined where it marks no words. */
export function stretchIn({ nodes }: DomText, range: Range): Stretch | undefined {
  let stretch: Stretch | undefined;
  for (const { node, start, end } of nodes) {
    if (!range.intersectsNode(node)) continue;
    const from = start + (range.startContainer === node ? range.startOffset : 0);
    const to = range.endContainer === node ? start + range.endOffset : end;
    if (from < to) stretch = { start: stretch?.start ?? from, end: to };
  }
  return stretch;
}

/** Puts an element around the words of a stretch, one for each text that it touches, and says which they are. */
export function wrap({ nodes }: DomText, stretch: Stretch, element: () => HTMLElement): void {
  for (const { node, start, end } of nodes) {
    const from = Math.max(start, stretch.start) - start;
    const to = Math.min(end, stretch.end) - start;
    if (from >= to || (node.nodeValue ?? '').slice(from, to).trim() === '') continue;
    const words = from === 0 ? node : node.splitText(from);
    if (to - from < words.length) words.splitText(to - from);
    const around = element();
    words.replaceWith(around);
    around.append(words);
  }
}

/** Takes every element away that `wrap` put there. */
export function unwrapAll(root: ParentNode & Node): void {
  for (const around of root.querySelectorAll('mark')) around.replaceWith(...around.childNodes);
  root.normalize();
}
