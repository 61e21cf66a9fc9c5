import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type Turn, turnBox, turnOf } from '../../../shared/domain/box.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { FileCautions } from './cards.tsx';
import { FindBar } from './find-bar.tsx';
import { IconButton } from './icon-button.tsx';
import type { Zoom } from './page-layout.ts';
import type { PdfFile } from './pdf-file.ts';
import { type PagesHandle, PdfPages } from './pdf-pages.tsx';
import { PdfTextPane } from './pdf-text-pane.tsx';
import { RenderQueue } from './render-queue.ts';
import type { TextHandle } from './text-view.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { PageBox, ToolButton, ToolGap, Tools, ZoomTool } from './tools.tsx';
import { useCiting } from './use-citing.ts';
import { useFind } from './use-find.ts';
import { useShapes } from './use-shapes.ts';
import styles from './viewer.module.css';
import type { ViewerProps } from './viewing.ts';

/** Where one was in each file, to come back to while the window is open. */
const places = new Map<string, number>();

/** An open PDF with its tools: pages or their text, thumbnails, find, zoom, citing. */
export function PdfReader({ file, marks, target, onCite, pdf }: ViewerProps & { readonly pdf: PdfFile }) {
  const root = useRef<HTMLDivElement>(null);
  const pages = useRef<PagesHandle>(null);
  const text = useRef<TextHandle>(null);
  const [queue] = useState(() => new RenderQueue());
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [zoomed, setZoomed] = useState(1);
  const [turn, setTurn] = useState<Turn>(0);
  const [asText, setAsText] = useState(false);
  const [turned, setTurned] = useState(false);
  const [showPages, setShowPages] = useState(false);
  const [finding, setFinding] = useState<{ readonly words: string; readonly at: number }>();
  const found = useFind(pdf, finding?.words ?? '');
  const shapes = useShapes(
    pdf,
    [page - 1, page, page + 1, page + 2].filter((near) => near >= 1 && near <= pdf.pages),
  );
  const sizes = useMemo(() => shapes.map((shape) => turnedSize(shape, turn)), [shapes, turn]);
  const hits = finding === undefined ? [] : found.hits;
  const at = hits.length === 0 ? -1 : (((finding?.at ?? 0) % hits.length) + hits.length) % hits.length;
  const hit = hits[at];

  const goTo = (wanted: number, part = 0) => {
    setPage(wanted);
    places.set(file.sha256, wanted);
    pages.current?.goTo(wanted, part);
  };

  const open = useEffectEvent(() => {
    const wanted = target?.citation?.page ?? target?.page ?? places.get(file.sha256) ?? 1;
    const [box] = target?.citation?.boxes ?? [];
    const total = turnOf((shapes[wanted - 1]?.turn ?? 0) + turn);
    // A little above the passage, so that it is read in its surroundings.
    const part = box === undefined ? 0 : Math.max(0, turnBox(box, total).y - 0.12);
    goTo(Math.min(pdf.pages, Math.max(1, wanted)), part);
  });
  const measured = shapes.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stamp is a new wish to go there
  useEffect(() => {
    if (measured) open();
  }, [measured, target?.stamp]);

  const showHit = useEffectEvent(async () => {
    if (hit === undefined) return;
    if (asText) return setPage(hit.page);
    const { text: words } = await pdf.reading(hit.page);
    goTo(hit.page, Math.max(0, hit.stretch.start / Math.max(1, words.text.length) - 0.2));
  });
  const hitName = hit === undefined ? '' : `${hit.page} ${hit.stretch.start} ${finding?.words ?? ''}`;
  useEffect(() => {
    if (hitName !== '') void showHit();
  }, [hitName]);

  const { said, cite, citeMarked } = useCiting({
    onCite,
    passage: () => (asText ? text.current : pages.current)?.passage(),
    rest: () => ({ page, quote: '', prefix: '', suffix: '', boxes: [] }),
    restWords: `Cite page ${page}`,
    hasFocus: () => root.current?.contains(document.activeElement) === true,
  });

  const turnTo = (text: boolean) => {
    setAsText(text);
    setTurned(true);
  };
  const find = () => {
    setFinding(finding ?? { words: '', at: 0 });
    requestAnimationFrame(() => root.current?.querySelector<HTMLInputElement>('search input')?.focus());
  };
  useShortcut({ keys: 'Alt+S', does: 'Search in the file' }, find);
  useShortcut({ keys: 'Alt+X', does: 'Turn the file to text and back' }, () => turnTo(!asText));
  useShortcut({ keys: 'Alt+PageDown', does: 'Next page of the file' }, () =>
    goTo(Math.min(pdf.pages, page + 1)),
  );
  useShortcut({ keys: 'Alt+PageUp', does: 'Page before in the file' }, () => goTo(Math.max(1, page - 1)));

  const cited = useMemo(() => new Set(marks.flatMap((mark) => mark.citation.page ?? [])), [marks]);

  return (
    <div ref={root} className={styles.viewer}>
      <Tools>
        <PageBox page={page} pages={pdf.pages} onGo={goTo} />
        <ZoomTool zoom={zoom} at={asText && typeof zoom !== 'number' ? 1 : zoomed} onZoom={setZoom} />
        {!asText && (
          <IconButton icon="turn" label="Turn clockwise" onPress={() => setTurn(turnOf(turn + 90))} />
        )}
        <ToolButton
          on={finding !== undefined}
          onPress={finding === undefined ? find : () => setFinding(undefined)}
        >
          Find
        </ToolButton>
        <ToolButton on={showPages} onPress={() => setShowPages(!showPages)}>
          Pages
        </ToolButton>
        <ToolButton on={asText} onPress={() => turnTo(!asText)}>
          Text view
        </ToolButton>
        <ToolGap />
        <FileCautions file={file} />
        {onCite !== undefined && (
          <ToolButton strong title="Cites the selected words, or the page" onPress={cite}>
            Cite page {page}
          </ToolButton>
        )}
      </Tools>
      {finding !== undefined && (
        <FindBar
          words={finding.words}
          onWords={(words) => setFinding({ words, at: 0 })}
          found={found}
          pages={pdf.pages}
          at={at}
          onStep={(step) => setFinding({ ...finding, at: at + step })}
          onClose={() => setFinding(undefined)}
        />
      )}
      <p className={styles.said}>{said}</p>
      <div className={styles.body}>
        {showPages && measured && (
          <Thumbnails
            file={pdf}
            sizes={sizes}
            turn={turn}
            queue={queue}
            page={page}
            cited={cited}
            onGo={goTo}
          />
        )}
        {asText ? (
          <PdfTextPane
            ref={text}
            takesFocus={turned}
            pdf={pdf}
            page={page}
            zoom={zoom}
            marks={marks}
            hits={hits}
            hit={hit}
            onGo={goTo}
            onCite={onCite}
          />
        ) : (
          measured && (
            <PdfPages
              ref={pages}
              file={pdf}
              start={page}
              takesFocus={turned}
              sizes={sizes}
              zoom={zoom}
              turn={turn}
              queue={queue}
              marks={marks}
              hits={hits}
              hit={hit}
              onPage={(reading) => {
                setPage(reading);
                places.set(file.sha256, reading);
              }}
              onZoomed={setZoomed}
              onCite={onCite === undefined ? undefined : citeMarked}
            />
          )
        )}
      </div>
    </div>
  );
}

function turnedSize(shape: { readonly width: number; readonly height: number }, turn: Turn) {
  return turn % 180 === 0
    ? { width: shape.width, height: shape.height }
    : { width: shape.height, height: shape.width };
}
