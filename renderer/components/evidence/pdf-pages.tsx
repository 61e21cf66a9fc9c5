import {
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Turn } from '../../../shared/domain/box.ts';
import type { Box } from '../../../shared/domain/score.ts';
import { CiteBubble } from './cite-bubble.tsx';
import { actual, layOut, type Place, placesBetween, type Size, scaleOf, type Zoom } from './page-layout.ts';
import styles from './pages.module.css';
import type { PdfFile } from './pdf-file.ts';
import { PdfPage } from './pdf-page.tsx';
import type { RenderQueue } from './render-queue.ts';
import { ScrollPane } from './scroll-pane.tsx';
import { passageOf, selectedRange, type TextLayerHandle } from './selection.ts';
import type { Hit } from './use-find.ts';
import { useLostFocus } from './use-lost-focus.ts';
import type { Mark, Passage } from './viewing.ts';

export interface PagesHandle {
  /** `part`: how far down the page, 0 to 1. */
  goTo(page: number, part?: number): void;
  /** What is selected in a page; undefined where nothing is. */
  passage(): Passage | undefined;
}

interface PdfPagesProps {
  readonly ref: Ref<PagesHandle>;
  readonly file: PdfFile;
  /** The page to begin at. */
  readonly start: number;
  readonly takesFocus: boolean;
  /** As the pages are shown, turned. */
  readonly sizes: readonly Size[];
  readonly zoom: Zoom;
  readonly turn: Turn;
  readonly queue: RenderQueue;
  readonly marks: readonly Mark[];
  readonly hits: readonly Hit[];
  readonly hit: Hit | undefined;
  readonly onPage: (page: number) => void;
  /** The page at the top, and how far down it the top is, 0 to 1. */
  readonly onPlace: (page: number, part: number) => void;
  /** What the zoom comes to, 1 being actual size. */
  readonly onZoomed: (at: number) => void;
  readonly onCite: (() => void) | undefined;
  /** Set while a box is to be drawn. */
  readonly onBox: ((page: number, box: Box) => void) | undefined;
  readonly onGo: (page: number) => void;
  readonly onOutside: (address: string) => void;
}

const gap = 12;
const none: readonly never[] = [];

/** The pages in a column. Those in sight are drawn, and one or two on either side; the others are only places. */
export function PdfPages(props: PdfPagesProps) {
  const { ref, file, start, takesFocus, sizes, zoom, turn, queue, marks, hits, hit } = props;
  const { onPage, onPlace, onZoomed, onCite, onBox, onGo, onOutside } = props;
  const pane = useRef<HTMLElement>(null);
  useLostFocus(pane, takesFocus);
  const layers = useRef(new Map<number, TextLayerHandle>());
  /** Where one reads, kept through zooming and measuring: a page, and how far down it the top of the pane is. */
  const anchor = useRef({ page: start, part: 0 });
  const [view, setView] = useState({ top: 0, width: 0, height: 0 });

  const scale = useMemo(() => {
    if (view.width === 0) return undefined;
    const widest = sizes.reduce<Size>((one, other) => (other.width > one.width ? other : one), {
      width: 1,
      height: 1,
    });
    return scaleOf(zoom, widest, { width: view.width - 2 * gap, height: view.height - 2 * gap });
  }, [sizes, zoom, view.width, view.height]);
  const column = useMemo(() => layOut(scale === undefined ? [] : sizes, scale ?? 1, gap), [sizes, scale]);

  const across = Math.max(view.width, column.width + 2 * gap);

  const inSight = placesBetween(column, view.top, view.top + view.height);
  const firstPage = inSight[0]?.page ?? 1;
  const lastPage = inSight.at(-1)?.page ?? 1;
  const drawn = column.places.slice(Math.max(0, firstPage - 2), lastPage + 2);

  const tellZoom = useEffectEvent(onZoomed);
  useEffect(() => {
    if (scale !== undefined) tellZoom(scale / actual);
  }, [scale]);

  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const measure = () =>
      setView({ top: element.scrollTop, width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const scrollTo = (page: number, part: number) => {
    const place = column.places[page - 1];
    anchor.current = { page, part };
    if (place === undefined || pane.current === null) return;
    pane.current.scrollTop = place.top + part * place.height - (part === 0 ? gap : 0);
    setView((before) => ({ ...before, top: pane.current?.scrollTop ?? 0 }));
  };

  const restore = useEffectEvent(() => scrollTo(anchor.current.page, anchor.current.part));
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one reads is found again whenever the pages are laid out anew
  useLayoutEffect(() => restore(), [column]);

  useImperativeHandle(ref, () => ({
    goTo: (page, part = 0) => scrollTo(page, part),
    passage: () => {
      const range = selectedRange(pane.current);
      if (range === undefined) return undefined;
      const inOrder = [...layers.current.values()].sort((one, other) => one.page - other.page);
      for (const layer of inOrder) {
        const passage = range.intersectsNode(layer.element) ? passageOf(layer, range) : undefined;
        if (passage !== undefined) return passage;
      }
      return undefined;
    },
  }));

  const onScroll = () => {
    const element = pane.current;
    if (element === null || column.places.length === 0) return;
    const top = element.scrollTop;
    setView((before) => ({ ...before, top }));
    const [place] = placesBetween(column, top + gap, top + element.clientHeight);
    if (place !== undefined) {
      const part = Math.min(1, Math.max(0, (top - place.top) / place.height));
      anchor.current = { page: place.page, part };
      onPlace(place.page, part);
    }
    const [reading] = placesBetween(column, top + element.clientHeight / 3, top + element.clientHeight);
    if (reading !== undefined) onPage(reading.page);
  };

  const rankOf = (place: Place) =>
    place.page < firstPage ? 2 + firstPage - place.page : Math.max(0, place.page - lastPage);

  return (
    <ScrollPane ref={pane} className={styles.pane} label="Pages of the file" onScroll={onScroll}>
      <div className={styles.column} style={{ height: column.height, width: across }}>
        {scale !== undefined &&
          drawn.map((place) => (
            <PdfPage
              key={place.page}
              file={file}
              place={place}
              left={Math.round((across - place.width) / 2)}
              scale={scale}
              turn={turn}
              queue={queue}
              rank={rankOf(place)}
              marks={onPageOf(marks, place.page)}
              hits={hitsOn(hits, place.page)}
              hit={hit?.page === place.page ? hit.stretch : undefined}
              onBox={onBox}
              onGo={onGo}
              onOutside={onOutside}
              onLayer={(page, layer) => {
                if (layer === undefined) layers.current.delete(page);
                else layers.current.set(page, layer);
              }}
            />
          ))}
        {onCite !== undefined && <CiteBubble pane={pane} onCite={onCite} />}
      </div>
    </ScrollPane>
  );
}

function onPageOf(marks: readonly Mark[], page: number): readonly Mark[] {
  const found = marks.filter((mark) => mark.citation.page === page);
  return found.length === 0 ? none : found;
}

function hitsOn(hits: readonly Hit[], page: number) {
  const found = hits.filter((hit) => hit.page === page).map((hit) => hit.stretch);
  return found.length === 0 ? none : found;
}
