import * as pdfjs from '/pdfjs/build/pdf.min.mjs';

/** The least that shows a file's first page with its text: what pdf.js takes by itself. */
pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/build/pdf.worker.min.mjs';
const { promise } = pdfjs.getDocument({
  url: `/files/${location.search.slice(1)}`,
  wasmUrl: '/pdfjs/wasm/',
  cMapUrl: '/pdfjs/cmaps/',
  standardFontDataUrl: '/pdfjs/standard_fonts/',
  iccUrl: '/pdfjs/iccs/',
});
const page = await (await promise).getPage(1);
const host = document.querySelector('#page');
const viewport = page.getViewport({ scale: 700 / page.getViewport({ scale: 1 }).width });
const canvas = document.createElement('canvas');
canvas.width = viewport.width;
canvas.height = viewport.height;
host.style.setProperty('--total-scale-factor', String(viewport.scale));
await page.render({ canvas, viewport }).promise;
host.append(canvas);
const container = document.createElement('div');
container.className = 'textLayer';
host.append(container);
await new pdfjs.TextLayer({ textContentSource: await page.getTextContent(), container, viewport }).render();
requestAnimationFrame(() => {
  document.body.dataset.shown = String(performance.now());
});
