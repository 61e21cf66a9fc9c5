import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from 'react';
import { quoteOf } from '../../../shared/domain/citation.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { type DomText, domTextOf, stretchIn, unwrapAll, wrap } from './dom-text.ts';
import styles from './leaves.module.css';
import { markedIn } from './marked.ts';
import { sanitise } from './sanitise.ts';
import type { TextHandle } from './text-view.tsx';
import type { Mark, Passage } from './viewing.ts';

/** More matches than anybody steps through are counted and not all marked. */
const mostHits = 500;

interface FrameViewProps {
  readonly ref: Ref<TextHandle>;
  /** The file that it is of: the frame is served for files alone that this desk holds. */
  readonly sha256: string;
  readonly title: string;
  readonly html: string;
  /** In CSS pixels. */
  readonly size: number;
  readonly takesFocus: boolean;
  readonly marks: readonly Mark[];
  readonly hits: readonly Stretch[];
  readonly hit: Stretch | undefined;
  /** The frame is filled, and can show what is asked of it. */
  readonly onReady: () => void;
}

/** A document in a frame of its own, where nothing runs; passages in it can be selected and cited. */
export function FrameView(props: FrameViewProps) {
  const { ref, sha256, title, html, size, takesFocus, marks, hits, hit, onReady } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const words = useRef<DomText>(undefined);
  const [loaded, setLoaded] = useState(0);
  const theme = document.documentElement.dataset.theme;

  const passageAt = (stretch: Stretch): Passage | undefined => {
    const quote = words.current && quoteOf(words.current.text.text, stretch);
    return quote && { ...quote, boxes: [] };
  };
  const selected = (): Passage | undefined => {
    const selection = frame.current?.contentDocument?.getSelection();
    if (words.current === undefined || selection === null || selection === undefined) return undefined;
    if (selection.rangeCount === 0 || selection.isCollapsed) return undefined;
    const stretch = stretchIn(words.current, selection.getRangeAt(0));
    return stretch && passageAt(stretch);
  };
  useImperativeHandle(ref, () => ({
    passage: () => {
      const passage = selected();
      if (passage !== undefined) frame.current?.contentDocument?.getSelection()?.removeAllRanges();
      return passage;
    },
    show: (stretch) => {
      const at = words.current?.nodes.find(({ start, end }) => start <= stretch.start && stretch.start < end);
      at?.node.parentElement?.scrollIntoView({ block: 'center' });
    },
  }));

  const fill = useEffectEvent((body: HTMLElement) => {
    body.replaceChildren(body.ownerDocument.adoptNode(sanitise(html)));
    setLoaded(loaded + 1);
    if (takesFocus && document.activeElement === document.body) frame.current?.focus();
    onReady();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: other words fill the frame anew
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let inside: Document | undefined;
    const arrive = () => {
      const arrived = element.contentDocument;
      // Until it is loaded a frame holds an empty document of the window's own.
      if (arrived === null || !arrived.URL.endsWith(sha256) || arrived.readyState === 'loading') return;
      inside = arrived;
      inside.addEventListener('keydown', passOn);
      words.current = undefined;
      fill(inside.body);
    };
    arrive();
    element.addEventListener('load', arrive);
    return () => {
      element.removeEventListener('load', arrive);
      inside?.removeEventListener('keydown', passOn);
    };
  }, [sha256, html]);

  const paint = useEffectEvent((body: HTMLElement) => {
    unwrapAll(body);
    const make = (data: Readonly<Record<string, string>>) => () => {
      const element = body.ownerDocument.createElement('mark');
      Object.assign(element.dataset, data);
      return element;
    };
    for (const { meaning, ...stretch } of markedIn(domTextOf(body).text.text, marks))
      wrap(domTextOf(body), stretch, make({ meaning }));
    const before = domTextOf(body);
    // From the end, so that what comes before keeps its place.
    for (const found of hits.slice(0, mostHits).toReversed())
      wrap(before, found, make({ hit: found === hit ? 'now' : '' }));
    words.current = domTextOf(body);
  });
  const look = [
    ...marks.map(({ citation }) => `${citation.id} ${citation.meaning}`),
    ...hits.map(({ start, end }) => `${start} ${end}`),
    hit?.start,
  ].join(';');
  // biome-ignore lint/correctness/useExhaustiveDependencies: painted anew where it would look different
  useEffect(() => {
    const body = frame.current?.contentDocument?.body;
    if (loaded > 0 && body !== undefined) paint(body);
  }, [loaded, look]);

  useEffect(() => {
    const root = frame.current?.contentDocument?.documentElement;
    if (loaded === 0 || root === undefined || root === null) return;
    dress(root, size, theme);
  }, [loaded, size, theme]);

  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={title}
      sandbox="allow-same-origin"
      src={`/rendered/${sha256}`}
      data-pane=""
    />
  );
}

/** Size and theme as in the window. */
function dress(root: HTMLElement, size: number, theme: string | undefined): void {
  root.style.fontSize = `${size}px`;
  root.dataset.theme = theme ?? '';
}

/** Keys that are pressed in the frame are heard by the window too: shortcuts, and what leads out of it. */
function passOn(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key !== 'Escape') return;
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  const again = new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
    bubbles: true,
    cancelable: true,
  });
  if (!document.dispatchEvent(again)) event.preventDefault();
}
