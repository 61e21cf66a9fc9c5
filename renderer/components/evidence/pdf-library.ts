import type * as Pdf from 'pdfjs-dist';

let library: Promise<typeof Pdf> | undefined;
let spare: Pdf.PDFWorker | undefined;

/** pdf.js, loaded when first asked for; its worker and data lie on this window's own origin. */
export async function loadPdfLibrary(): Promise<typeof Pdf> {
  library ??= import('pdfjs-dist').then((pdf) => {
    pdf.GlobalWorkerOptions.workerSrc = '/pdfjs/pdf.worker.min.mjs';
    return pdf;
  });
  try {
    return await library;
  } catch (error) {
    library = undefined;
    throw error;
  }
}

/** Has pdf.js and a worker ready, so that the first file need not wait for either. */
export async function warmPdfLibrary(): Promise<void> {
  const pdf = await loadPdfLibrary();
  spare ??= pdf.PDFWorker.create({ verbosity: pdf.VerbosityLevel.ERRORS });
}

/** A worker for one file alone, so that a file which keeps its worker busy holds up no other. */
export function takeWorker(pdf: typeof Pdf): Pdf.PDFWorker {
  const worker = spare ?? pdf.PDFWorker.create({ verbosity: pdf.VerbosityLevel.ERRORS });
  spare = undefined;
  return worker;
}
