import { type RefObject, useEffect, useState } from 'react';
import { FindBar } from './find-bar.tsx';
import { type Hit, useFind } from './use-find.ts';
import { useViewerShortcut } from './viewer-keys.ts';
import type { Readable, Target } from './viewing.ts';

interface Asked {
  readonly words: string;
  /** Steps from the first match that is looked at. */
  readonly at: number;
  /** The page from which on the first match is looked for. */
  readonly from: number;
}

export interface Finding {
  readonly on: boolean;
  readonly hits: readonly Hit[];
  readonly hit: Hit | undefined;
  /** Names the match that is looked at, and each step to it: an effect can go by it. */
  readonly step: string;
  readonly bar: React.ReactNode;
  readonly toggle: () => void;
}

/** Find in a file: its bar, its matches, the one that is looked at. Words that a search came with are found at once. */
export function useFinding(
  file: Readable | undefined,
  target: Target | undefined,
  root: RefObject<HTMLElement | null>,
): Finding {
  const [asked, setAsked] = useState<Asked>();
  const found = useFind(file, asked?.words ?? '');
  const hits = asked === undefined ? [] : found.hits;
  const first = Math.max(
    0,
    hits.findIndex((hit) => hit.page >= (asked?.from ?? 1)),
  );
  const wanted = first + (asked?.at ?? 0);
  const at = hits.length === 0 ? -1 : ((wanted % hits.length) + hits.length) % hits.length;
  const hit = hits[at];

  const { words, stamp, page } = target ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stamp is a new wish to go there
  useEffect(() => {
    if (words !== undefined) queueMicrotask(() => setAsked({ words, at: 0, from: page ?? 1 }));
  }, [words, stamp, page]);

  const open = () => {
    setAsked(asked ?? { words: '', at: 0, from: 1 });
    requestAnimationFrame(() => {
      const field = root.current?.querySelector<HTMLInputElement>('search input');
      field?.focus();
      field?.select();
    });
  };
  const close = () => setAsked(undefined);
  useViewerShortcut({ keys: 'Alt+S', does: 'Search in the file' }, open);

  return {
    on: asked !== undefined,
    hits,
    hit,
    step: hit === undefined ? '' : `${at} ${hit.page} ${hit.stretch.start} ${asked?.words ?? ''}`,
    toggle: asked === undefined ? open : close,
    bar: asked !== undefined && (
      <FindBar
        words={asked.words}
        onWords={(typed) => setAsked({ words: typed, at: 0, from: 1 })}
        found={found}
        pages={file?.pages ?? 0}
        at={at}
        onStep={(by) => setAsked({ ...asked, at: asked.at + by })}
        onClose={close}
      />
    ),
  };
}
