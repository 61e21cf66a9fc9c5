import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '../../../shared/domain/score.ts';

/** A line of a file's own table of contents. `page` is undefined where it leads out of the file or nowhere. */
export interface Bookmark {
  readonly title: string;
  readonly depth: number;
  readonly page: number | undefined;
}

/** A place on a page that leads to another page of the file, or that would lead out of it: that is said, and never followed. */
export type PageLink = { readonly box: Box } & ({ readonly page: number } | { readonly outside: string });

const most = 2000;
const deepest = 8;

type OutlineNode = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>[number];

export async function readBookmarks(document: PDFDocumentProxy): Promise<readonly Bookmark[]> {
  const found: Bookmark[] = [];
  const walk = async (nodes: readonly OutlineNode[], depth: number): Promise<void> => {
    for (const node of nodes) {
      if (found.length >= most) return;
      found.push({ title: node.title, depth, page: await pageOf(document, node.dest) });
      if (depth < deepest) await walk(node.items, depth + 1);
    }
  };
  // pdf.js says an empty outline as null, whatever its type says.
  await walk((await document.getOutline()) ?? [], 0);
  return found;
}

export async function readLinks(
  document: PDFDocumentProxy,
  page: PDFPageProxy,
): Promise<readonly PageLink[]> {
  const [left = 0, bottom = 0, right = 1, top = 1] = page.view;
  const links: PageLink[] = [];
  for (const annotation of await page.getAnnotations({ intent: 'display' })) {
    const { subtype, dest, outside, rect } = asLink(annotation);
    if (subtype !== 'Link' || rect.length !== 4) continue;
    const to = await pageOf(document, dest);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect;
    const box = {
      x: (Math.min(x1, x2) - left) / (right - left),
      y: (top - Math.max(y1, y2)) / (top - bottom),
      width: Math.abs(x2 - x1) / (right - left),
      height: Math.abs(y2 - y1) / (top - bottom),
    };
    if (to !== undefined) links.push({ box, page: to });
    else if (outside !== undefined) links.push({ box, outside });
  }
  return links;
}

/** Annotations come untyped: only what is of the right kind is taken. */
function asLink(annotation: unknown) {
  const of = new Map<string, unknown>(Object.entries(annotation ?? {}));
  const rect = of.get('rect');
  const dest = of.get('dest');
  const address = of.get('url');
  return {
    subtype: of.get('subtype'),
    dest: typeof dest === 'string' || Array.isArray(dest) ? dest : null,
    /** Of what is no address of a page or a mailbox, such as a script, not even that is said. */
    outside: typeof address === 'string' && /^(?:https?:|mailto:)/i.test(address) ? address : undefined,
    rect: Array.isArray(rect) || ArrayBuffer.isView(rect) ? Array.from(Object.values(rect), Number) : [],
  };
}

/** From 1; undefined where a destination leads nowhere in this file. */
async function pageOf(
  document: PDFDocumentProxy,
  dest: string | readonly unknown[] | null,
): Promise<number | undefined> {
  try {
    const explicit: readonly unknown[] | null =
      typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const target = explicit?.[0];
    if (typeof target === 'number') return target < document.numPages ? target + 1 : undefined;
    if (!isReference(target)) return undefined;
    return (await document.getPageIndex(target)) + 1;
  } catch {
    // A damaged destination is a bookmark that leads nowhere; its words are still worth reading.
    return undefined;
  }
}

function isReference(target: unknown): target is { num: number; gen: number } {
  return typeof target === 'object' && target !== null && 'num' in target && 'gen' in target;
}
