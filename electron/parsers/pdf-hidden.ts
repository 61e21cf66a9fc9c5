import type { OPS, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Caution, Leaf } from '../../shared/domain/reading.ts';
import { clip } from './draft.ts';
import type { Rectangle } from './matrix.ts';
import { type Covered, coveredWords, type Hiding, NOTHING } from './pdf-covered.ts';
import { type Library, withPdf } from './pdf-library.ts';
import type { FontFacts } from './pdf-painting.ts';

/**
 * Looking for hidden words goes through all that a page paints; for a very long file it stops here and says so. It is
 * the processor's time, in microseconds, so that a file comes to the same on a machine that is busy.
 */
const MOST_WORK = 20_000_000;
/** Pages whose pictures are unpacked, to see whether one can see through them; in pixels, the largest picture. */
const MOST_PICTURED = 20;
const LARGEST_PICTURE = 12_000_000;

const SENTENCES: Readonly<Record<Hiding, string>> = {
  box: 'has words under a box: they cannot be seen, and can be copied.',
  picture: 'has words under a picture: they cannot be seen, and can be copied.',
  'own-colour': 'has words in the colour of what is behind them: they cannot be seen, and can be copied.',
};

/** Cautions for words that a page hides and the file gives away. */
export async function hiddenWords(
  pdf: PDFDocumentProxy,
  library: Library,
  bytes: Uint8Array,
  leaves: readonly Leaf[],
): Promise<{ readonly cautions: readonly Caution[]; readonly notes: readonly string[] }> {
  const start = process.cpuUsage();
  const found = new Map<number, Covered>();
  const notes: string[] = [];
  for (const { number, label, text } of leaves) {
    if (text.trim() === '') continue;
    if (process.cpuUsage(start).user > MOST_WORK) {
      notes.push(`Hidden words were looked for up to ${label}, not after it.`);
      break;
    }
    found.set(number, await hiddenOn(pdf, number, library.OPS));
  }
  const pictured = [...found].filter(([, covered]) => covered.pictured).map(([number]) => number);
  if (pictured.length > 0)
    await withPdf(
      bytes,
      async (again) => {
        for (const number of pictured.slice(0, MOST_PICTURED))
          found.set(number, await hiddenOn(again, number, library.OPS));
      },
      LARGEST_PICTURE,
    );
  for (const { number, label } of leaves)
    if (found.get(number)?.crowded === true)
      notes.push(`${label} has too much drawn on it for hidden words to be looked for throughout.`);
  const cautions = leaves.flatMap(({ number, label }) =>
    (found.get(number)?.hidden ?? []).map(
      ({ how, words }): Caution => ({
        kind: 'covered-text',
        leaf: number,
        quote: clip(words, 400),
        sentence: `${label} ${SENTENCES[how]}`,
      }),
    ),
  );
  return { cautions, notes };
}

async function hiddenOn(pdf: PDFDocumentProxy, number: number, ops: typeof OPS): Promise<Covered> {
  try {
    const page = await pdf.getPage(number);
    const painting = await page.getOperatorList();
    const opaque = await opaquePictures(page, painting.argsArray, painting.fnArray, ops);
    const covered = coveredWords(painting, {
      ops,
      fonts: fontsOf(page),
      page: viewOf(page),
      isOpaque: (picture) => opaque.has(picture),
    });
    page.cleanup();
    return covered;
  } catch (error) {
    // A page that cannot be painted hides nothing; its text was read or told as damaged before.
    if (error instanceof Error) return NOTHING;
    throw error;
  }
}

function viewOf(page: PDFPageProxy): Rectangle {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view.map(Number);
  return [left, bottom, right, top];
}

function fontsOf(page: PDFPageProxy): FontFacts {
  const usual = { unit: 0.001, vertical: false };
  return (name) => {
    if (!page.commonObjs.has(name)) return usual;
    const font: unknown = page.commonObjs.get(name);
    if (typeof font !== 'object' || font === null) return usual;
    const matrix = 'fontMatrix' in font ? font.fontMatrix : undefined;
    const [unit] = Array.isArray(matrix) || matrix instanceof Float64Array ? matrix : [];
    return {
      unit: typeof unit === 'number' ? unit : usual.unit,
      vertical: 'vertical' in font && font.vertical === true,
    };
  };
}

/** Names of the pictures on a page that are opaque throughout. Where pictures are not unpacked there are none. */
async function opaquePictures(
  page: PDFPageProxy,
  argsArray: readonly unknown[],
  fnArray: readonly number[],
  ops: typeof OPS,
): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at];
    if (operator === ops.paintImageXObject && Array.isArray(args) && typeof args[0] === 'string')
      names.add(args[0]);
  }
  const opaque = new Set<string>();
  for (const name of names) {
    const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
    const picture = await new Promise<unknown>((resolve) => {
      objects.get(name, resolve, () => resolve(undefined));
    });
    if (isOpaque(picture)) opaque.add(name);
  }
  return opaque;
}

/** pdf.js gives three bytes for a point that is opaque, four for one that may not be; one bit is black or white. */
function isOpaque(picture: unknown): boolean {
  if (typeof picture !== 'object' || picture === null || !('data' in picture)) return false;
  const { data } = picture;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray)) return false;
  if (!('kind' in picture) || picture.kind !== 3) return true;
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) < 250) return false;
  return true;
}
