/** Importing it is all: it names itself to pdf.js, which then needs no thread. The package has no types for it. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
