import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { TextContent, TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.d.ts';
import { type Turn, turnOf } from '../../../shared/domain/box.ts';
import { type CropBox, type PageText, pageTextOf, type Run } from '../../../shared/domain/page-text.ts';
import type { PdfThread } from './pdf-library.ts';
import { type Bookmark, type PageLink, readBookmarks, readLinks } from './pdf-outline.ts';
import type { Readable } from './viewing.ts';

/** A page's size in points as it is shown, and by how much it is turned to be shown so. */
export interface PageShape {
  readonly width: number;
  readonly height: number;
  readonly turn: Turn;
}

/** All that is known of a page's text; `runs` and `text.runs` go together, as do the text layer's elements. */
export interface PageReading {
  readonly content: TextContent;
  readonly runs: readonly Run[];
  readonly crop: CropBox;
  readonly text: PageText;
}

const keptReadings = 16;

/** An open PDF. Pages count from 1. Everything rejects once it is closed. */
export class PdfFile implements Readable {
  readonly pages: number;
  /** Only the parts that are looked at are fetched: ask for no page that nobody looks at. */
  readonly inParts: boolean;
  readonly #document: PDFDocumentProxy;
  readonly #thread: PdfThread;
  readonly #readings = new Map<number, Promise<PageReading>>();

  constructor(document: PDFDocumentProxy, thread: PdfThread, inParts: boolean) {
    this.pages = document.numPages;
    this.inParts = inParts;
    this.#document = document;
    this.#thread = thread;
  }

  page(number: number): Promise<PDFPageProxy> {
    return this.#document.getPage(number);
  }

  async shape(number: number): Promise<PageShape> {
    const page = await this.page(number);
    const { width, height } = page.getViewport({ scale: 1 });
    return { width, height, turn: turnOf(page.rotate) };
  }

  async text(number: number): Promise<PageText> {
    return (await this.reading(number)).text;
  }

  /** The last few are kept: text layer, text view and find ask for the same ones. */
  reading(number: number): Promise<PageReading> {
    const kept = this.#readings.get(number) ?? this.#read(number);
    this.#readings.delete(number);
    this.#readings.set(number, kept);
    for (const oldest of this.#readings.keys()) {
      if (this.#readings.size <= keptReadings) break;
      this.#readings.delete(oldest);
    }
    return kept;
  }

  /** The file's own table of contents; empty where it has none. */
  bookmarks(): Promise<readonly Bookmark[]> {
    return readBookmarks(this.#document);
  }

  /** Places on a page that lead to other pages. */
  async links(number: number): Promise<readonly PageLink[]> {
    return readLinks(this.#document, await this.page(number));
  }

  /** What each page calls itself, "iv"; undefined where they have no names of their own. */
  async labels(): Promise<readonly string[] | undefined> {
    const labels = await this.#document.getPageLabels();
    const plain = labels?.every((label, index) => label === `${index + 1}`) ?? true;
    return plain ? undefined : (labels ?? undefined);
  }

  async close(): Promise<void> {
    this.#readings.clear();
    await this.#document.loadingTask.destroy();
    this.#thread.stop();
  }

  async #read(number: number): Promise<PageReading> {
    const page = await this.page(number);
    const content = await page.getTextContent();
    const runs = content.items.filter(isText).map(runOf);
    const [left = 0, bottom = 0, right = 1, top = 1] = page.view;
    return { content, runs, crop: [left, bottom, right, top], text: pageTextOf(runs) };
  }
}

function isText(item: TextItem | TextMarkedContent): item is TextItem {
  return 'str' in item;
}

function runOf(item: TextItem): Run {
  const [a, b, c, d, e, f] = item.transform.map(Number);
  return {
    text: item.str,
    matrix: [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0],
    width: item.width,
    height: item.height,
    endsLine: item.hasEOL,
  };
}
