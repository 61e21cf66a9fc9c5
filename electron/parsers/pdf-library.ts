import type { PDFDocumentProxy } from 'pdfjs-dist';
import { UnreadableFile } from './container.ts';

export type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs');

let loading: Promise<Library> | undefined;

/** Loaded with the first PDF. Its worker runs in this process: there are no threads here. */
function library(): Promise<Library> {
  loading ??= import('pdfjs-dist/legacy/build/pdf.worker.mjs').then(
    () => import('pdfjs-dist/legacy/build/pdf.mjs'),
  );
  return loading;
}

/**
 * Does `use` with a PDF and closes it. Nothing in it runs: there is no scripting without pdf.js's sandbox, which is
 * not loaded, and no XFA. Pictures are not unpacked, so that a scan costs no more than its text, but where
 * `largestPicture` says up to how many pixels.
 * @throws UnreadableFile
 */
export async function withPdf<T>(
  bytes: Uint8Array,
  use: (pdf: PDFDocumentProxy, library: Library) => Promise<T>,
  largestPicture = 1,
): Promise<T> {
  const pdfjs = await library();
  const data = process.argv[2];
  const task = pdfjs.getDocument({
    // A copy: pdf.js takes the memory away from what it is given.
    data: new Uint8Array(bytes),
    verbosity: 0,
    ...(data === undefined
      ? {}
      : { cMapUrl: `${data}/cmaps/`, standardFontDataUrl: `${data}/standard_fonts/`, useWorkerFetch: false }),
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: largestPicture,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
  });
  try {
    return await use(await task.promise, pdfjs);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile(isNamed(error, 'PasswordException') ? 'password' : 'damaged', { cause: error });
  } finally {
    await task.destroy();
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
