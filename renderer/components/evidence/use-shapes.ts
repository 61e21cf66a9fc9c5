import { useEffect, useLayoutEffect, useState } from 'react';
import type { PageShape, PdfFile } from './pdf-file.ts';
import type { RenderQueue } from './render-queue.ts';

const a4: PageShape = { width: 595, height: 842, turn: 0 };
const batch = 40;
/** After every page that is to be drawn, and every small one. */
const rank = 100;

/**
 * The shape of every page. Until a page is measured it is taken to be like the first, so that reading can begin at
 * once; of a file that comes in parts only the pages near to where one reads are measured.
 */
export function useShapes(file: PdfFile, near: readonly number[], queue: RenderQueue): readonly PageShape[] {
  const [shapes, setShapes] = useState<readonly PageShape[]>([]);

  useLayoutEffect(() => {
    let stopped = false;
    let leave = () => {};
    const measureFrom = (from: number, first: PageShape) => {
      if (from > file.pages || file.inParts || stopped) return;
      leave = queue.add(
        () => rank,
        async () => {
          const pages = Array.from(
            { length: Math.min(batch, file.pages - from + 1) },
            (_, index) => from + index,
          );
          const measured = await Promise.all(pages.map((page) => shapeOr(file, page, first)));
          if (!stopped) setShapes((before) => withShapes(before, pages, measured));
          measureFrom(from + batch, first);
        },
      );
    };
    void shapeOr(file, 1, a4).then((first) => {
      if (stopped) return;
      setShapes(Array.from({ length: file.pages }, () => first));
      // In the next task: by then the first page itself waits to be drawn.
      setTimeout(() => measureFrom(2, first));
    });
    return () => {
      stopped = true;
      leave();
    };
  }, [file, queue]);

  const wanted = file.inParts ? near.join(' ') : '';
  useEffect(() => {
    if (wanted === '') return;
    let stopped = false;
    const measure = async () => {
      const pages = wanted.split(' ').map(Number);
      const measured = await Promise.all(pages.map((page) => shapeOr(file, page, a4)));
      if (!stopped) setShapes((before) => withShapes(before, pages, measured));
    };
    void measure();
    return () => {
      stopped = true;
    };
  }, [file, wanted]);

  return shapes;
}

/** The same array where nothing differs, so that nothing is laid out again. */
function withShapes(
  before: readonly PageShape[],
  pages: readonly number[],
  measured: readonly PageShape[],
): readonly PageShape[] {
  const byPage = new Map(pages.map((page, index) => [page, measured[index]]));
  const after = before.map((shape, index) => {
    const now = byPage.get(index + 1);
    const same =
      now === undefined ||
      (now.width === shape.width && now.height === shape.height && now.turn === shape.turn);
    return same ? shape : now;
  });
  return after.every((shape, index) => shape === before[index]) ? before : after;
}

/** A damaged page keeps its place; drawing it will say what is wrong. */
async function shapeOr(file: PdfFile, page: number, otherwise: PageShape): Promise<PageShape> {
  try {
    return await file.shape(page);
  } catch {
    return otherwise;
  }
}
