import { useEffect, useMemo, useRef, useState } from 'react';
import type { Turn } from '../../../shared/domain/box.ts';
import { drawPage, freeCanvas } from './draw-page.ts';
import { layOut, type Place, placesBetween, type Size } from './page-layout.ts';
import type { PdfFile } from './pdf-file.ts';
import type { RenderQueue } from './render-queue.ts';
import styles from './thumbnails.module.css';

interface ThumbnailsProps {
  readonly file: PdfFile;
  readonly sizes: readonly Size[];
  readonly turn: Turn;
  readonly queue: RenderQueue;
  readonly page: number;
  /** Pages that are cited, which their thumbnails say. */
  readonly cited: ReadonlySet<number>;
  readonly onGo: (page: number) => void;
}

const wide = 92;
const gap = 26;

/** The pages small, one column; only those in sight are drawn. One tab stop: arrows go from page to page. */
export function Thumbnails({ file, sizes, turn, queue, page, cited, onGo }: ThumbnailsProps) {
  const strip = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const column = useMemo(() => {
    const widest = Math.max(1, ...sizes.map((size) => size.width));
    return layOut(sizes, wide / widest, gap);
  }, [sizes]);
  const near = placesBetween(column, view.top - 200, view.top + view.height + 200);

  const measure = () => {
    const { scrollTop = 0, clientHeight = 600 } = strip.current ?? {};
    setView({ top: scrollTop, height: clientHeight });
  };

  useEffect(() => {
    const place = column.places[page - 1];
    const element = strip.current;
    if (place === undefined || element === null) return;
    if (place.top < element.scrollTop) element.scrollTop = place.top - gap;
    if (place.top + place.height + gap > element.scrollTop + element.clientHeight)
      element.scrollTop = place.top + place.height + gap - element.clientHeight;
    setView({ top: element.scrollTop, height: element.clientHeight });
  }, [column, page]);

  const go = (wanted: number) => {
    const next = Math.min(file.pages, Math.max(1, wanted));
    onGo(next);
    requestAnimationFrame(() =>
      strip.current?.querySelector<HTMLElement>(`[data-thumbnail="${next}"]`)?.focus({ preventScroll: true }),
    );
  };

  return (
    <nav ref={strip} className={styles.strip} aria-label="Pages" onScroll={measure}>
      <div className={styles.column} style={{ height: column.height }}>
        {near.map((place) => (
          <button
            key={place.page}
            type="button"
            className={styles.thumbnail}
            style={{ top: place.top, width: place.width, height: place.height }}
            data-thumbnail={place.page}
            aria-label={`Page ${place.page}${cited.has(place.page) ? ', cited' : ''}`}
            aria-current={place.page === page ? 'page' : undefined}
            tabIndex={place.page === page ? 0 : -1}
            onClick={() => onGo(place.page)}
            onKeyDown={(event) => {
              if (event.altKey || event.ctrlKey || event.metaKey) return;
              if (event.key === 'ArrowDown') go(page + 1);
              else if (event.key === 'ArrowUp') go(page - 1);
              else if (event.key === 'Home') go(1);
              else if (event.key === 'End') go(file.pages);
              else return;
              event.preventDefault();
            }}
          >
            <Picture file={file} place={place} turn={turn} queue={queue} />
            {cited.has(place.page) && <span className={styles.cited} />}
            <span className={styles.number}>{place.page}</span>
          </button>
        ))}
      </div>
    </nav>
  );
}

interface PictureProps {
  readonly file: PdfFile;
  readonly place: Place;
  readonly turn: Turn;
  readonly queue: RenderQueue;
}

function Picture({ file, place, turn, queue }: PictureProps) {
  const host = useRef<HTMLSpanElement>(null);
  const { page, width } = place;
  useEffect(() => {
    const stop = new AbortController();
    const element = host.current;
    const leave = queue.add(
      () => 10,
      async () => {
        try {
          const proxy = await file.page(page);
          const viewport = proxy.getViewport({ scale: 1, rotation: (proxy.rotate + turn) % 360 });
          const canvas = await drawPage(proxy, width / viewport.width, turn, stop.signal);
          if (canvas !== undefined) element?.replaceChildren(canvas);
        } catch {
          // Its number stands under it all the same, and the page itself says that it is damaged.
          element?.replaceChildren();
        }
      },
    );
    return () => {
      stop.abort();
      leave();
      for (const canvas of element?.querySelectorAll('canvas') ?? []) freeCanvas(canvas);
    };
  }, [file, page, width, turn, queue]);
  return <span ref={host} className={styles.picture} />;
}
