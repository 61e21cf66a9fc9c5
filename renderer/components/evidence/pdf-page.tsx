import { memo, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { joinBoxes, type Turn, turnBox, turnOf } from '../../../shared/domain/box.ts';
import { findQuote } from '../../../shared/domain/citation.ts';
import { boxesOf } from '../../../shared/domain/page-text.ts';
import type { Box, Citation } from '../../../shared/domain/score.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { BoxDrawer } from './box-drawer.tsx';
import { drawPage, drawTextLayer, freeCanvas } from './draw-page.ts';
import { meaningWords } from './meaning.ts';
import type { Place } from './page-layout.ts';
import styles from './pages.module.css';
import type { PageReading, PdfFile } from './pdf-file.ts';
import type { PageLink } from './pdf-outline.ts';
import type { RenderQueue } from './render-queue.ts';
import { boxesOnScreen, type TextLayerHandle } from './selection.ts';
import type { Mark } from './viewing.ts';

interface PdfPageProps {
  readonly file: PdfFile;
  readonly place: Place;
  /** From the column's left edge, in whole pixels: half a pixel would blur every letter. */
  readonly left: number;
  readonly scale: number;
  /** By how much more than it is by itself. */
  readonly turn: Turn;
  readonly queue: RenderQueue;
  /** Its place in the order of drawing: 0 is in sight. */
  readonly rank: number;
  readonly marks: readonly Mark[];
  readonly hits: readonly Stretch[];
  readonly hit: Stretch | undefined;
  /** Set while a box is to be drawn. */
  readonly onBox: ((page: number, box: Box) => void) | undefined;
  readonly onGo: (page: number) => void;
  /** A link that leads out of the file was pressed. */
  readonly onOutside: (address: string) => void;
  readonly onLayer: (page: number, layer: TextLayerHandle | undefined) => void;
}

/** One page: its picture, its text over it, and over both the citations and what find found. */
export const PdfPage = memo(function PdfPage(props: PdfPageProps) {
  const { file, place, left, scale, turn, queue, marks, hits, hit, onLayer, onBox, onGo, onOutside } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const rank = useRef(props.rank);
  const [layer, setLayer] = useState<TextLayerHandle>();
  const [reading, setReading] = useState<PageReading>();
  const [links, setLinks] = useState<readonly PageLink[]>([]);
  const [failed, setFailed] = useState(false);
  const [total, setTotal] = useState<Turn>();
  const page = place.page;

  useEffect(() => {
    rank.current = props.rank;
  }, [props.rank]);

  const tell = useEffectEvent((now: TextLayerHandle | undefined) => onLayer(page, now));

  // Before it is painted: an empty page is nothing to wait for.
  useLayoutEffect(() => {
    const stop = new AbortController();
    const leave = queue.add(
      () => rank.current,
      async () => {
        try {
          const proxy = await file.page(page);
          setTotal(turnOf(proxy.rotate + turn));
          const canvas = await drawPage(proxy, scale, turn, stop.signal);
          if (canvas === undefined) return;
          const before = picture.current?.firstElementChild;
          picture.current?.replaceChildren(canvas);
          if (before instanceof HTMLCanvasElement) freeCanvas(before);
          setFailed(false);
        } catch {
          // The page says so itself; the others can still be read.
          if (!stop.signal.aborted) setFailed(true);
        }
      },
    );
    return () => {
      stop.abort();
      leave();
    };
  }, [file, page, scale, turn, queue]);

  useEffect(() => {
    const host = picture.current;
    return () => {
      for (const canvas of host?.querySelectorAll('canvas') ?? []) freeCanvas(canvas);
    };
  }, []);

  useEffect(() => {
    const stop = new AbortController();
    const leave = queue.add(
      () => rank.current + 0.5,
      async () => {
        if (words.current === null || sheet.current === null) return;
        try {
          const into = { layer: words.current, page: sheet.current };
          const drawn = await drawTextLayer(file, page, turn, into, stop.signal);
          if (drawn === undefined) return;
          setReading(await file.reading(page));
          setLinks(await file.links(page));
          setLayer(drawn);
          tell(drawn);
        } catch {
          // A page without its text can still be looked at, and cited as a page.
          if (!stop.signal.aborted) tell(undefined);
        }
      },
    );
    return () => {
      stop.abort();
      leave();
      tell(undefined);
    };
  }, [file, page, turn, queue]);

  return (
    <div
      ref={sheet}
      className={styles.sheet}
      style={{
        top: place.top,
        left,
        width: place.width,
        height: place.height,
        ...{ '--total-scale-factor': scale },
      }}
      data-page={page}
    >
      <div ref={picture} className={styles.picture} aria-hidden="true" />
      {failed && <p className={styles.failed}>Page {page} is damaged and cannot be drawn.</p>}
      <div className={styles.overlay} aria-hidden="true">
        {total !== undefined &&
          marks.map((mark) => (
            <MarkOnPage key={mark.citation.id} mark={mark} turn={total} reading={reading} />
          ))}
        {layer !== undefined &&
          hits.flatMap((found) =>
            boxesOnScreen(layer, found).map((box) => (
              <span
                key={`${found.start} ${box.x} ${box.y}`}
                className={found === hit ? styles.hitNow : styles.hit}
                style={percent(box)}
              />
            )),
          )}
      </div>
      <div
        ref={words}
        className={styles.words}
        onPointerDown={() => words.current?.setAttribute('data-selecting', '')}
        onPointerUp={() => words.current?.removeAttribute('data-selecting')}
      />
      {total !== undefined &&
        links.map((link) => (
          <LinkOnPage
            key={`${link.box.x} ${link.box.y} ${'page' in link ? link.page : link.outside}`}
            link={link}
            turn={total}
            onGo={onGo}
            onOutside={onOutside}
          />
        ))}
      {total !== undefined && onBox !== undefined && (
        <BoxDrawer turn={total} onBox={(box) => onBox(page, box)} />
      )}
    </div>
  );
});

type LinkOnPageProps = Pick<PdfPageProps, 'onGo' | 'onOutside' | 'turn'> & { readonly link: PageLink };

function LinkOnPage({ link, turn, onGo, onOutside }: LinkOnPageProps) {
  const words = 'page' in link ? `Go to page ${link.page}` : `Leads out of the file to ${link.outside}`;
  return (
    <button
      type="button"
      className={styles.link}
      style={percent(turnBox(link.box, turn))}
      aria-label={words}
      title={words}
      onClick={() => ('page' in link ? onGo(link.page) : onOutside(link.outside))}
    />
  );
}

function MarkOnPage(props: {
  readonly mark: Mark;
  readonly turn: Turn;
  readonly reading: PageReading | undefined;
}) {
  const { mark, turn, reading } = props;
  const boxes = boxesOfCitation(mark.citation, reading).map((box) => turnBox(box, turn));
  const [first] = boxes;
  return (
    <>
      {boxes.map((box) => (
        <span
          key={`${box.x} ${box.y}`}
          className={styles.mark}
          data-meaning={mark.citation.meaning}
          style={percent(box)}
        />
      ))}
      <span
        className={styles.pin}
        data-meaning={mark.citation.meaning}
        style={{ top: `${100 * (first?.y ?? 0.006)}%` }}
      >
        <span>{mark.pin}</span> {meaningWords[mark.citation.meaning].toLowerCase()}
      </span>
    </>
  );
}

/** The boxes kept with it; where there are none, those of its quote, found again in the page's text. */
function boxesOfCitation(citation: Citation, reading: PageReading | undefined): readonly Box[] {
  if (citation.boxes.length > 0 || reading === undefined) return citation.boxes;
  const found = findQuote(reading.text.text, citation);
  return found === undefined ? [] : joinBoxes(boxesOf(reading.text, reading.runs, reading.crop, found));
}

function percent(box: Box) {
  return {
    left: `${100 * box.x}%`,
    top: `${100 * box.y}%`,
    width: `${100 * box.width}%`,
    height: `${100 * box.height}%`,
  };
}
