import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { Hash } from '../../../shared/domain/ids.ts';
import type { AppBridge } from '../../app/bridge.ts';
import { unwrap } from '../../app/queries.ts';
import { drawGlimpse } from './draw-glimpse.ts';
import { drawPage, freeCanvas } from './draw-page.ts';
import type { Size } from './page-layout.ts';
import { glanceAtPdf } from './pdf-opening.ts';
import { RenderQueue } from './render-queue.ts';

/** The room that a first page is drawn small to fit, in CSS pixels. */
export const firstPageRoom: Size = { width: 84, height: 108 };

/** About so many lie in a list and some way above and below what is in sight. */
const mostKept = 60;
const largestImage = 64 * 1024 * 1024;

type Show = (page: HTMLCanvasElement | undefined) => void;

/** Small pictures of first pages: drawn one at a time when they are asked for, the last of them kept, freed with the room. */
export class FirstPages {
  readonly #bridge: AppBridge;
  readonly #queue = new RenderQueue();
  readonly #drawn = new Map<Hash, HTMLCanvasElement | undefined>();

  constructor(bridge: AppBridge) {
    this.#bridge = bridge;
  }

  /** Shows the page, at once where it is kept; undefined where there is none to show. The returned function stops it. */
  ask(file: EvidenceView, show: Show): () => void {
    if (this.#drawn.has(file.sha256)) {
      show(this.#keep(file.sha256, this.#drawn.get(file.sha256)));
      return () => undefined;
    }
    const stop = new AbortController();
    const leave = this.#queue.add(
      () => 0,
      async () => {
        if (stop.signal.aborted) return;
        try {
          const page = this.#drawn.get(file.sha256) ?? (await this.#draw(file, stop.signal));
          if (!stop.signal.aborted) show(this.#keep(file.sha256, page));
        } catch {
          // The list says in words what the file is; opening it says what is wrong with it.
          if (!stop.signal.aborted) show(undefined);
        }
      },
    );
    return () => {
      stop.abort();
      leave();
    };
  }

  free(): void {
    for (const page of this.#drawn.values()) if (page !== undefined) freeCanvas(page);
    this.#drawn.clear();
  }

  #keep(sha256: Hash, page: HTMLCanvasElement | undefined): HTMLCanvasElement | undefined {
    this.#drawn.delete(sha256);
    this.#drawn.set(sha256, page);
    for (const [oldest, old] of this.#drawn) {
      if (this.#drawn.size <= mostKept) break;
      this.#drawn.delete(oldest);
      if (old !== undefined) freeCanvas(old);
    }
    return page;
  }

  async #draw(file: EvidenceView, signal: AbortSignal): Promise<HTMLCanvasElement | undefined> {
    const { sha256, bytes, kind } = file;
    if (bytes === 0) return undefined;
    const url = this.#bridge.evidenceUrl(sha256);
    if (kind === 'pdf') return drawPdf({ sha256, url, bytes }, signal);
    if (kind === 'image') return bytes > largestImage ? undefined : drawImage(url, signal);
    const glimpse = unwrap(await this.#bridge.call('evidence.glimpse', { sha256 }));
    if (glimpse.kind === 'nothing' || glimpse.kind === 'own') return undefined;
    return drawGlimpse(glimpse, firstPageRoom, devicePixelRatio);
  }
}

function drawPdf(file: Parameters<typeof glanceAtPdf>[0], signal: AbortSignal) {
  return glanceAtPdf(file, async (pdf) => {
    const page = await pdf.page(1);
    const { width, height } = page.getViewport({ scale: 1 });
    return drawPage(page, scaleWithin({ width, height }), 0, signal);
  });
}

async function drawImage(url: string, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The picture is not on this computer (${response.status}).`);
  const picture = await createImageBitmap(await response.blob());
  try {
    const scale = Math.min(1, scaleWithin(picture));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale * devicePixelRatio));
    canvas.height = Math.max(1, Math.round(picture.height * scale * devicePixelRatio));
    const brush = canvas.getContext('2d');
    if (brush === null) throw new Error('Nothing can be drawn in this window.');
    brush.imageSmoothingQuality = 'high';
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    picture.close();
  }
}

function scaleWithin({ width, height }: Size): number {
  return Math.min(firstPageRoom.width / width, firstPageRoom.height / height);
}
