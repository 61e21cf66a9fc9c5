import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type Turn, turnBox, turnOf } from '../../../shared/domain/box.ts';
import { FileCautions } from './cards.tsx';
import { IconButton } from './icon-button.tsx';
import type { Zoom } from './page-layout.ts';
import { PdfContents } from './pdf-contents.tsx';
import type { PdfFile } from './pdf-file.ts';
import { type PagesHandle, PdfPages } from './pdf-pages.tsx';
import { PdfTextPane } from './pdf-text-pane.tsx';
import { usePlace } from './places.ts';
import { RenderQueue } from './render-queue.ts';
import type { TextHandle } from './text-view.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { PageBox, Sparing, ToolButton, ToolGap, Tools, ZoomTool } from './tools.tsx';
import { useCiting } from './use-citing.ts';
import { useFinding } from './use-finding.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { useShapes } from './use-shapes.ts';
import styles from './viewer.module.css';
import { useViewerShortcut } from './viewer-keys.ts';
import type { ViewerProps } from './viewing.ts';

/** An open PDF with its tools: pages or their text, thumbnails, find, zoom, citing. */
export function PdfReader({ file, marks, target, onCite, pdf }: ViewerProps & { readonly pdf: PdfFile }) {
  const root = useRef<HTMLDivElement>(null);
  const pages = useRef<PagesHandle>(null);
  const text = useRef<TextHandle>(null);
  const [queue] = useState(() => new RenderQueue());
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState<Zoom>('width');
  const [zoomed, setZoomed] = useState(1);
  const place = usePlace(file.sha256);
  const [turn, setTurn] = useState<Turn>(() => place.get()?.turn ?? 0);
  const [asText, setAsText] = useState(false);
  const [turned, setTurned] = useState(false);
  const [panel, setPanel] = useState<'pages' | 'contents'>();
  const [drawing, setDrawing] = useState(false);
  const label = usePageLabel(pdf, page);
  const finding = useFinding(pdf, target, root);
  const { hits, hit } = finding;
  const shapes = useShapes(
    pdf,
    [page - 1, page, page + 1, page + 2].filter((near) => near >= 1 && near <= pdf.pages),
    queue,
  );
  const sizes = useMemo(() => shapes.map((shape) => turnedSize(shape, turn)), [shapes, turn]);

  const goTo = (wanted: number, part = 0) => {
    setPage(wanted);
    place.keep({ page: wanted, part, turn });
    pages.current?.goTo(wanted, part);
  };

  const open = useEffectEvent(() => {
    const kept = place.get();
    const asked = target?.citation?.page ?? target?.page;
    const wanted = asked ?? kept?.page ?? 1;
    const [box] = target?.citation?.boxes ?? [];
    const total = turnOf((shapes[wanted - 1]?.turn ?? 0) + turn);
    // A little above the passage, so that it is read in its surroundings.
    const passage = box === undefined ? 0 : Math.max(0, turnBox(box, total).y - 0.12);
    const part = asked === undefined ? (kept?.part ?? 0) : passage;
    goTo(Math.min(pdf.pages, Math.max(1, wanted)), part);
  });
  const measured = shapes.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stamp is a new wish to go there
  useEffect(() => {
    if (measured) queueMicrotask(() => open());
  }, [measured, target?.stamp]);

  const showHit = useEffectEvent(async () => {
    if (hit === undefined) return;
    if (asText) return setPage(hit.page);
    const { text: words } = await pdf.reading(hit.page);
    goTo(hit.page, Math.max(0, hit.stretch.start / Math.max(1, words.text.length) - 0.2));
  });
  useEffect(() => {
    if (finding.step !== '') queueMicrotask(() => void showHit());
  }, [finding.step]);

  const { said, say, cite, citeMarked } = useCiting({
    onCite,
    passage: () => (asText ? text.current : pages.current)?.passage(),
    rest: () => ({ page, quote: '', prefix: '', suffix: '', boxes: [] }),
    restWords: `Cite page ${page}`,
    hasFocus: () => root.current?.contains(document.activeElement) === true,
  });

  const rotate = () => {
    const next = turnOf(turn + 90);
    setTurn(next);
    place.keep({ page, part: 0, turn: next });
  };
  const turnTo = (text: boolean) => {
    setAsText(text);
    setTurned(true);
  };
  useViewerShortcut({ keys: 'Alt+X', does: 'Turn the file to text and back' }, () => turnTo(!asText));
  const togglePanel = (wanted: 'pages' | 'contents') => setPanel(panel === wanted ? undefined : wanted);
  usePageKeys({
    onZoom: setZoom,
    onTurn: rotate,
    onPanel: togglePanel,
    onBox: onCite === undefined || asText ? undefined : () => setDrawing(!drawing),
  });
  useViewerShortcut({ keys: 'Alt+PageDown', does: 'Next page of the file' }, () =>
    goTo(Math.min(pdf.pages, page + 1)),
  );
  useViewerShortcut({ keys: 'Alt+PageUp', does: 'Page before in the file' }, () =>
    goTo(Math.max(1, page - 1)),
  );

  const cited = useMemo(() => new Set(marks.flatMap((mark) => mark.citation.page ?? [])), [marks]);

  return (
    <div ref={root} className={styles.viewer}>
      <Tools many>
        <PageBox page={page} pages={pdf.pages} label={label} onGo={goTo} />
        <ZoomTool zoom={zoom} at={asText && typeof zoom !== 'number' ? 1 : zoomed} onZoom={setZoom} />
        {!asText && <IconButton icon="turn" label="Turn clockwise" onPress={rotate} />}
        <ToolButton icon="find" on={finding.on} onPress={finding.toggle}>
          Find
        </ToolButton>
        <ToolButton icon="pages" on={panel === 'pages'} onPress={() => togglePanel('pages')}>
          Pages
        </ToolButton>
        <ToolButton icon="contents" on={panel === 'contents'} onPress={() => togglePanel('contents')}>
          Contents
        </ToolButton>
        <ToolButton icon="letters" on={asText} onPress={() => turnTo(!asText)}>
          Text view
        </ToolButton>
        <ToolGap />
        <FileCautions file={file} />
        {onCite !== undefined && !asText && (
          <ToolButton
            icon="box"
            on={drawing}
            title="Draw a box on the page to cite what is in it; by keyboard, cite the paragraph or the page"
            onPress={() => setDrawing(!drawing)}
          >
            Box
          </ToolButton>
        )}
        {onCite !== undefined && (
          <ToolButton strong title="Cites the selected words, or the page" onPress={cite}>
            Cite<Sparing> page {page}</Sparing>
          </ToolButton>
        )}
      </Tools>
      {finding.bar}
      <p className={styles.said}>{said}</p>
      <div className={styles.body}>
        {panel === 'contents' && <PdfContents file={file} pdf={pdf} page={page} onGo={goTo} />}
        {panel === 'pages' && measured && (
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
              onPage={setPage}
              onPlace={(seen, part) => place.keep({ page: seen, part, turn })}
              onZoomed={setZoomed}
              onCite={onCite === undefined ? undefined : citeMarked}
              onBox={
                onCite !== undefined && drawing
                  ? (drawn, box) => {
                      onCite({ page: drawn, quote: '', prefix: '', suffix: '', boxes: [box] });
                      setDrawing(false);
                    }
                  : undefined
              }
              onGo={goTo}
              onOutside={(address) =>
                say(`This leads out of the file, to ${address}. Award Panel does not go there.`)
              }
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

/** What the page calls itself, where that is not its number. */
function usePageLabel(pdf: PdfFile, page: number): string | undefined {
  const [labels, setLabels] = useState<readonly string[]>();
  useEffect(() => {
    let left = false;
    pdf.labels().then(
      (read) => !left && setLabels(read),
      () => !left && setLabels(undefined),
    );
    return () => {
      left = true;
    };
  }, [pdf]);
  return labels?.[page - 1];
}
