import type { PDFDataRangeTransport } from 'pdfjs-dist';
import { PdfFile } from './pdf-file.ts';
import { loadPdfLibrary, PdfThread, takeThread } from './pdf-library.ts';

/** An open file, or why there is none, in a sentence for whoever reads. */
export type Opening =
  | { readonly ok: true; readonly file: PdfFile }
  | { readonly ok: false; readonly sentence: string };

/** Up to here a file is fetched whole; above, only the parts that are looked at. */
const whole = 64 * 1024 * 1024;
const chunk = 1024 * 1024;
/** Milliseconds that a small picture of a file may take. */
const glance = 10_000;
/** Files that stay open, so that turning between two or three of them is immediate. */
const kept = 3;

const openings = new Map<string, Promise<Opening>>();

/** Opens a file, or hands out the one that is open already. Never rejects. */
export function openPdf(sha256: string, url: string, bytes: number): Promise<Opening> {
  const opening = openings.get(sha256) ?? open(url, bytes);
  openings.delete(sha256);
  openings.set(sha256, opening);
  for (const [oldest, old] of openings) {
    if (openings.size <= kept) break;
    openings.delete(oldest);
    void close(old);
  }
  return opening;
}

/**
 * Looks into a file for a moment, however many are open: into the one that is open already, or into one that is opened
 * for this and closed after it, fetched in parts unless it is small. Rejects where that fails or takes too long.
 */
export async function glanceAtPdf<Value>(
  { sha256, url, bytes }: { readonly sha256: string; readonly url: string; readonly bytes: number },
  look: (file: PdfFile) => Promise<Value>,
): Promise<Value> {
  const opened = await openings.get(sha256);
  if (opened?.ok === true) return look(opened.file);
  const thread = new PdfThread();
  const timer = setTimeout(() => thread.giveUp('it takes too long'), glance);
  const work = async () => {
    const file = await openWith(thread, url, bytes, chunk);
    const seen = await look(file);
    await file.close();
    return seen;
  };
  try {
    return await Promise.race([work(), thread.broken]);
  } finally {
    clearTimeout(timer);
    thread.stop();
  }
}

/** Forgets a file that could not be opened, so that the next try is a new one. */
export function forgetPdf(sha256: string): void {
  const opening = openings.get(sha256);
  openings.delete(sha256);
  if (opening !== undefined) void close(opening);
}

async function close(opening: Promise<Opening>): Promise<void> {
  const opened = await opening;
  if (opened.ok) await opened.file.close();
}

async function open(url: string, bytes: number): Promise<Opening> {
  if (bytes === 0) return { ok: false, sentence: 'The file is empty: there is nothing to read.' };
  const thread = takeThread();
  try {
    return { ok: true, file: await openWith(thread, url, bytes, whole) };
  } catch (error) {
    thread.stop();
    return { ok: false, sentence: whyNot(error) };
  }
}

/** Up to so many bytes a file is fetched whole. */
async function openWith(thread: PdfThread, url: string, bytes: number, atOnce: number): Promise<PdfFile> {
  const [pdf, source] = await Promise.all([
    loadPdfLibrary(),
    bytes <= atOnce ? fetchWhole(url) : Promise.resolve(undefined),
  ]);
  const { promise } = pdf.getDocument({
    ...(source === undefined ? { range: rangesOf(pdf.PDFDataRangeTransport, url, bytes) } : { data: source }),
    worker: thread.workerOf(pdf),
    rangeChunkSize: chunk,
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: 128 * 1024 * 1024,
    verbosity: pdf.VerbosityLevel.ERRORS,
  });
  const opened = await Promise.race([promise, thread.broken]);
  // Asked for at once, while the room makes its place; whoever draws it hears what is wrong with it.
  opened.getPage(1).catch(() => undefined);
  return new PdfFile(opened, thread, source === undefined);
}

function whyNot(error: unknown): string {
  // pdf.js names what it found wrong by the class of its error.
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return 'The file is password protected, so it cannot be read here. A copy without a password can.';
  if (name === 'InvalidPDFException')
    return 'The file is damaged, so it cannot be read here. Another program may still open a saved copy.';
  const why = error instanceof Error ? error.message : String(error);
  return `The file could not be opened: ${why.replace(/\.?$/, '.')} Try again.`;
}

async function fetchWhole(url: string): Promise<Uint8Array> {
  return new Uint8Array(await bytesOf(await fetch(url)));
}

/** Parts on demand, alike in both shells: pdf.js by itself asks for ranges only over http. */
function rangesOf(
  Transport: typeof PDFDataRangeTransport,
  url: string,
  bytes: number,
): PDFDataRangeTransport {
  const stop = new AbortController();
  class Ranges extends Transport {
    override requestDataRange(begin: number, end: number): void {
      const range = `bytes=${begin}-${end - 1}`;
      fetch(url, { headers: { range }, signal: stop.signal })
        .then(bytesOf)
        .then((part) => this.onDataRange(begin, new Uint8Array(part)))
        // Without its data the page waits for ever; with none, pdf.js says what is missing.
        .catch(() => this.onDataRange(begin, null));
    }
    override abort(): void {
      stop.abort();
    }
  }
  return new Ranges(bytes, null);
}

async function bytesOf(response: Response): Promise<ArrayBuffer> {
  if (!response.ok) throw new Error(`its bytes are not on this computer (${response.status})`);
  return response.arrayBuffer();
}
