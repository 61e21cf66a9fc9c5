import type { PDFPageProxy } from 'pdfjs-dist';
import { type Turn, turnOf } from '../../../shared/domain/box.ts';
import type { PdfFile } from './pdf-file.ts';
import { loadPdfLibrary } from './pdf-library.ts';
import type { TextLayerHandle } from './selection.ts';

/** Browsers draw nothing at all on a canvas of more than this many pixels; sharpness gives way before that. */
const mostPixels = 16_777_216;

/**
 * Draws a page at so many CSS pixels a point, turned by so much more than it is by itself.
 * Undefined when the signal stopped it.
 */
export async function drawPage(
  page: PDFPageProxy,
  scale: number,
  turn: Turn,
  signal: AbortSignal,
  density = devicePixelRatio,
): Promise<HTMLCanvasElement | undefined> {
  if (signal.aborted) return undefined;
  const viewport = page.getViewport({ scale, rotation: turnOf(page.rotate + turn) });
  const sharp = Math.min(density, Math.sqrt(mostPixels / (viewport.width * viewport.height)));
  const canvas = document.createElement('canvas');
  // Rounded as the page's place is, so that at one pixel for one nothing is stretched.
  canvas.width = Math.max(1, Math.round(Math.round(viewport.width) * sharp));
  canvas.height = Math.max(1, Math.round(Math.round(viewport.height) * sharp));
  const task = page.render({
    canvas,
    viewport,
    transform: [canvas.width / viewport.width, 0, 0, canvas.height / viewport.height, 0, 0],
  });
  const stop = () => task.cancel();
  signal.addEventListener('abort', stop);
  try {
    await task.promise;
    return canvas;
  } catch (error) {
    freeCanvas(canvas);
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A canvas of no size holds no pixels; the collector alone would keep them for a while. */
export function freeCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

/** Puts the page's text, unseen and selectable, into the element, and says which piece is where. */
export async function drawTextLayer(
  file: PdfFile,
  number: number,
  turn: Turn,
  into: { readonly layer: HTMLElement; readonly page: HTMLElement },
  signal: AbortSignal,
): Promise<TextLayerHandle | undefined> {
  const [pdf, page, reading] = await Promise.all([loadPdfLibrary(), file.page(number), file.reading(number)]);
  if (signal.aborted) return undefined;
  const viewport = page.getViewport({ scale: 1, rotation: turnOf(page.rotate + turn) });
  into.layer.replaceChildren();
  const layer = new pdf.TextLayer({ textContentSource: reading.content, container: into.layer, viewport });
  await layer.render();
  // Takes up what lies beside the words while a person drags, so that the selection does not leap to the page's end.
  const end = document.createElement('div');
  end.dataset.end = '';
  into.layer.append(end);
  if (signal.aborted) return undefined;
  return {
    page: number,
    element: into.page,
    spans: layer.textDivs,
    text: reading.text,
    turn: turnOf(page.rotate + turn),
  };
}
