import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { findQuote } from '../../../shared/domain/citation.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { Button } from '../button.tsx';
import { FileCautions } from './cards.tsx';
import { IconButton } from './icon-button.tsx';
import { usePlace } from './places.ts';
import textStyles from './text-view.module.css';
import { type TextHandle, TextView } from './text-view.tsx';
import { PageBox, ToolButton, ToolGap, Tools } from './tools.tsx';
import { useCiting } from './use-citing.ts';
import { useFinding } from './use-finding.tsx';
import styles from './viewer.module.css';
import { useViewerShortcut } from './viewer-keys.ts';
import type { Mark, Readable, ViewerProps } from './viewing.ts';

/** A sheet, a slide, a message, or a document as a whole. */
export interface ReadLeaf {
  readonly label: string;
  readonly text: PageText;
}

/** All that a kind of file needs to draw one of its leaves. */
export interface Drawing {
  readonly ref: Ref<TextHandle>;
  /** From 1. */
  readonly page: number;
  readonly takesFocus: boolean;
  /** In CSS pixels. */
  readonly size: number;
  readonly marks: readonly Mark[];
  readonly hits: readonly Stretch[];
  readonly hit: Stretch | undefined;
  /** Cites what is selected; absent where nothing can be cited. */
  readonly onCiteMarked: (() => void) | undefined;
  /** To be called when what is drawn can show a passage. */
  readonly onReady: () => void;
}

interface LeafReaderProps extends ViewerProps {
  readonly leaves: readonly ReadLeaf[];
  /** What a leaf is called: "sheet", "slide". Undefined where the file is one leaf, which citations do not number. */
  readonly unit: 'sheet' | 'slide' | undefined;
  readonly restWords: string;
  readonly draw: (drawing: Drawing) => ReactNode;
  /** Leads to the leaves in the kind's own way; without it there is a box with their number. */
  readonly tabs?: (page: number, onGo: (page: number) => void) => ReactNode;
  /** Between the tools and the leaf. */
  readonly head?: ReactNode;
  readonly side?: ReactNode;
}

/** A file that was read into leaves: one at a time as its kind draws it or as text, with find and citing. */
export function LeafReader(props: LeafReaderProps) {
  const { file, marks, target, onCite, leaves, unit, restWords, draw, tabs, head, side } = props;
  const root = useRef<HTMLDivElement>(null);
  const view = useRef<TextHandle>(null);
  const readable = useMemo<Readable>(
    () => ({
      pages: leaves.length,
      text: (page) => Promise.resolve(leaves[page - 1]?.text ?? nothing),
    }),
    [leaves],
  );
  const place = usePlace(file.sha256);
  const [page, setPage] = useState(() => Math.min(place.get()?.page ?? 1, Math.max(1, leaves.length)));
  const [asText, setAsText] = useState(false);
  const [turned, setTurned] = useState(false);
  const [size, setSize] = useState(16);
  const [ready, setReady] = useState(0);
  const takeView = useCallback((handle: TextHandle | null) => {
    view.current = handle;
  }, []);
  const finding = useFinding(readable, target, root);
  const { hit } = finding;
  const leaf = leaves[page - 1];
  const shownMarks = marks.filter(
    ({ citation }) => unit === undefined || citation.page === undefined || citation.page === page,
  );
  const shownHits = useMemo(
    () => finding.hits.filter((one) => one.page === page).map(({ stretch }) => stretch),
    [finding.hits, page],
  );
  const shownHit = hit?.page === page ? hit.stretch : undefined;

  const goTo = (wanted: number) => {
    const next = Math.min(leaves.length, Math.max(1, wanted));
    setPage(next);
    place.keep({ page: next, part: 0, turn: 0 });
  };
  const open = useEffectEvent(() => {
    const wanted = target?.citation?.page ?? target?.page ?? place.get()?.page;
    if (unit !== undefined && wanted !== undefined) goTo(wanted);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stamp is a new wish to go there
  useEffect(() => queueMicrotask(() => open()), [target?.stamp]);
  const follow = useEffectEvent(() => {
    if (hit !== undefined) goTo(hit.page);
  });
  useEffect(() => {
    if (finding.step !== '') queueMicrotask(() => follow());
  }, [finding.step]);

  const show = useEffectEvent(() => {
    const cited = target?.citation;
    const quoted = cited === undefined || leaf === undefined ? undefined : findQuote(leaf.text.text, cited);
    const goal = shownHit ?? quoted;
    if (goal !== undefined) requestAnimationFrame(() => view.current?.show(goal));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever leads to a passage shows it once it is drawn
  useEffect(() => show(), [finding.step, target?.stamp, page, asText, ready]);

  const whole = unit === undefined ? {} : { page };
  const { said, cite, citeMarked } = useCiting({
    onCite: onCite && ((passage) => onCite({ ...passage, ...whole })),
    passage: () => view.current?.passage(),
    rest: () => ({ quote: '', prefix: '', suffix: '', boxes: [] }),
    restWords,
    hasFocus: () => root.current?.contains(document.activeElement) === true,
  });
  const turn = () => {
    setAsText(!asText);
    setTurned(true);
  };
  useViewerShortcut({ keys: 'Alt+X', does: 'Turn the file to text and back' }, turn);
  const next = unit === 'slide' ? 'slide' : 'sheet';
  useViewerShortcut(
    { keys: 'Alt+PageDown', does: `Next ${next} of the file` },
    () => goTo(page + 1),
    leaves.length > 1,
  );
  useViewerShortcut(
    { keys: 'Alt+PageUp', does: `The ${next} before in the file` },
    () => goTo(page - 1),
    leaves.length > 1,
  );

  return (
    <div ref={root} className={styles.viewer}>
      <Tools>
        {leaves.length > 1 && tabs === undefined && (
          <PageBox page={page} pages={leaves.length} what={unit} onGo={goTo} />
        )}
        <IconButton icon="minus" label="Smaller text" onPress={() => setSize(Math.max(10, size - 2))} />
        <IconButton icon="plus" label="Larger text" onPress={() => setSize(Math.min(48, size + 2))} />
        <ToolButton on={finding.on} onPress={finding.toggle}>
          Find
        </ToolButton>
        <ToolButton on={asText} onPress={turn}>
          Text view
        </ToolButton>
        <ToolGap />
        <FileCautions file={file} />
        {onCite !== undefined && (
          <ToolButton strong title={`Cites the selected words, or else: ${restWords}`} onPress={cite}>
            {restWords}
          </ToolButton>
        )}
      </Tools>
      {finding.bar}
      <p className={styles.said}>{said}</p>
      {tabs?.(page, goTo)}
      {head}
      <div className={styles.body}>
        {asText || leaf === undefined ? (
          <TextView
            key={page}
            ref={view}
            text={leaf?.text ?? nothing}
            page={unit === undefined ? undefined : page}
            label={leaf?.label}
            takesFocus={turned}
            boxes={() => []}
            size={size + 1}
            marks={shownMarks}
            hits={shownHits}
            hit={shownHit}
            onCite={onCite}
          >
            {leaves.length > 1 && (
              <div className={textStyles.turning}>
                <Button look="quiet" small isDisabled={page === 1} onPress={() => goTo(page - 1)}>
                  {capital(next)} before
                </Button>
                <Button look="quiet" small isDisabled={page === leaves.length} onPress={() => goTo(page + 1)}>
                  Next {next}
                </Button>
              </div>
            )}
          </TextView>
        ) : (
          <Drawn
            draw={draw}
            view={takeView}
            page={page}
            takesFocus={turned}
            size={size}
            marks={shownMarks}
            hits={shownHits}
            hit={shownHit}
            onCiteMarked={onCite && (() => void citeMarked())}
            onReady={() => setReady((before) => before + 1)}
          />
        )}
        {!asText && side}
      </div>
    </div>
  );
}

interface DrawnProps extends Omit<Drawing, 'ref'> {
  readonly draw: (drawing: Drawing) => ReactNode;
  readonly view: Drawing['ref'];
}

/** A leaf as its kind draws it. */
function Drawn({ draw, view, ...drawing }: DrawnProps) {
  return draw({ ...drawing, ref: view });
}

const nothing: PageText = { text: '', runs: [], paragraphs: [] };

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
