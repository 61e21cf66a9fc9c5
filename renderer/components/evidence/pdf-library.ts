import type * as Pdf from 'pdfjs-dist';

/** On this window's own origin, as is all that pdf.js fetches. */
const threadAddress = '/pdfjs/pdf.worker.min.mjs';

let library: Promise<typeof Pdf> | undefined;
let spare: PdfThread | undefined;

/** pdf.js, loaded when first asked for. */
export async function loadPdfLibrary(): Promise<typeof Pdf> {
  library ??= import('pdfjs-dist');
  try {
    return await library;
  } catch (error) {
    library = undefined;
    throw error;
  }
}

/**
 * Reads one file, in a thread of its own. Started by us and handed to pdf.js: so it starts while pdf.js itself is still
 * being loaded, and where it does not start no file is read in the window's own thread instead.
 */
export class PdfThread {
  readonly #port = new Worker(threadAddress, { type: 'module' });
  readonly #broken = Promise.withResolvers<never>();
  #worker: Pdf.PDFWorker | undefined;

  constructor() {
    this.#port.addEventListener('error', () => this.giveUp('what reads PDFs did not start'));
    // Whoever opens a file with it hears of it; of a spare one nobody needs to.
    this.#broken.promise.catch(() => undefined);
  }

  /** Rejects where the thread does not start or is given up; never settles otherwise. */
  get broken(): Promise<never> {
    return this.#broken.promise;
  }

  giveUp(why: string): void {
    this.#broken.reject(new Error(why));
  }

  workerOf(pdf: typeof Pdf): Pdf.PDFWorker {
    this.#worker ??= pdf.PDFWorker.create({ port: this.#port, verbosity: pdf.VerbosityLevel.ERRORS });
    return this.#worker;
  }

  stop(): void {
    this.#worker?.destroy();
    this.#port.terminate();
  }
}

/** Has pdf.js and a thread ready, so that the first file need not wait for either. */
export async function warmPdfLibrary(): Promise<void> {
  spare ??= new PdfThread();
  await loadPdfLibrary();
}

/** A thread for one file alone, so that a file which keeps its thread busy holds up no other. */
export function takeThread(): PdfThread {
  const thread = spare ?? new PdfThread();
  spare = undefined;
  return thread;
}
