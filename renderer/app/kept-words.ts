import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { DraftOf, DraftWords } from '../../shared/contract/drafts.ts';
import { Autosave, type Saving } from './autosave.ts';
import { type AppBridge, useBridge } from './bridge.ts';
import { useCall } from './queries.ts';
import { waitingRoomOf } from './waiting-room.ts';

const Kept = z.object({ of: DraftOf, words: DraftWords });
type Kept = z.infer<typeof Kept>;

/** A question or an answer while it is written. */
export interface KeptWords {
  /** By field; undefined until the desk has said what it keeps. */
  readonly words: DraftWords | undefined;
  readonly saving: Saving;
  readonly write: (words: DraftWords) => void;
  /** Resolves once what was written is on the desk, or could not be brought there. */
  readonly settle: () => Promise<boolean>;
  /** Its words are on the record: the desk has let go of them already. */
  readonly forget: () => void;
}

/** The same of every place at once. */
export interface AllWords extends Pick<KeptWords, 'saving' | 'settle'> {
  /** Undefined until the desk has said what it keeps. */
  readonly all: ReadonlyMap<string, Kept> | undefined;
  readonly write: (of: DraftOf, words: DraftWords) => void;
  readonly forget: (of: DraftOf) => void;
}

/** Milliseconds until a desk that did not say what it keeps is asked once more. */
const AGAIN = 1000;

/** Everything that one person is writing on this desk: read once, and kept there as it changes. */
class AllKept {
  readonly whose: string;
  readonly #autosave: Autosave<Kept>;
  readonly #listeners = new Set<() => void>();
  #all: ReadonlyMap<string, Kept> | undefined;

  constructor(bridge: AppBridge, whose: string) {
    this.whose = whose;
    const room = waitingRoomOf(`words ${whose}`, Kept);
    const left = room.read();
    this.#autosave = new Autosave({
      save: (kept: Kept) => bridge.call('drafts.keep', kept),
      room,
      keyOf: ({ of }) => keyOf(of),
    });
    this.#autosave.subscribe(() => this.#tell());
    for (const kept of left) this.#autosave.change(kept, 'now');
    void this.#read(bridge, left);
  }

  /** Until it is known what was written before, nothing is written over it. */
  async #read(bridge: AppBridge, left: readonly Kept[]): Promise<void> {
    const answer = await bridge.call('drafts.read', {}).catch(() => undefined);
    if (answer?.ok !== true) {
      setTimeout(() => void this.#read(bridge, left), AGAIN);
      return;
    }
    this.#all = new Map([...answer.value, ...left].map((kept) => [keyOf(kept.of), kept]));
    this.#tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = (): ReadonlyMap<string, Kept> | undefined => this.#all;
  readonly saving = (): Saving => this.#autosave.saving();

  write(of: DraftOf, words: DraftWords): void {
    this.#put(keyOf(of), { of, words });
    this.#autosave.change({ of, words }, 'at-rest');
  }

  forget(of: DraftOf): void {
    this.#autosave.drop(keyOf(of));
    this.#put(keyOf(of), undefined);
  }

  settle(): Promise<boolean> {
    return this.#autosave.flush();
  }

  sendAll(): void {
    this.#autosave.sendAll();
  }

  #put(key: string, kept: Kept | undefined): void {
    if (this.#all === undefined) return;
    const others = [...this.#all].filter(([each]) => each !== key);
    this.#all = new Map(kept === undefined ? others : [...others, [key, kept]]);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The one of whoever sits here now; of another desk, or another round, it is another. */
let here: AllKept | undefined;

function allKept(bridge: AppBridge, whose: string): AllKept {
  if (here?.whose !== whose) {
    void here?.settle();
    here = new AllKept(bridge, whose);
  }
  return here;
}

const NONE: DraftWords = {};

/** Whatever this person is writing anywhere, kept on this desk as it changes and found again when one comes back. */
export function useAllWords(): AllWords {
  const bridge = useBridge();
  const desk = useCall('desk.show', {}).data;
  const kept = allKept(bridge, `${desk?.round?.id} ${desk?.person?.id} ${desk?.seat}`);
  const all = useSyncExternalStore(kept.subscribe, kept.all);
  const saving = useSyncExternalStore(kept.subscribe, kept.saving);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') kept.sendAll();
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [kept]);
  return {
    all,
    saving,
    write: useCallback((of, words) => kept.write(of, words), [kept]),
    settle: useCallback(() => kept.settle(), [kept]),
    forget: useCallback((of) => kept.forget(of), [kept]),
  };
}

/** What is being written for that place. */
export function useKeptWords(of: DraftOf): KeptWords {
  const { all, saving, write, settle, forget } = useAllWords();
  return {
    words: all && (all.get(keyOf(of))?.words ?? NONE),
    saving,
    write: (words) => write(of, words),
    settle,
    forget: () => forget(of),
  };
}

/** The words of a form that has one field. */
export function textOf({ words }: Pick<KeptWords, 'words'>): string {
  const { words: text = '' } = words ?? NONE;
  return text;
}

function keyOf(of: DraftOf): string {
  switch (of.kind) {
    case 'question':
      return `${of.kind} ${of.submission} ${of.item}`;
    case 'sending':
      return `${of.kind} ${of.submission} ${of.question}`;
    case 'clarification':
      return `${of.kind} ${of.standard}`;
    case 'answer':
      return `${of.kind} ${of.clarification}`;
  }
}
