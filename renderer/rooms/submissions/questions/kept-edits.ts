import { useEffect, useSyncExternalStore } from 'react';
import type { DraftOf, DraftWords } from '../../../../shared/contract/drafts.ts';
import { QuestionId, type SubmissionId } from '../../../../shared/domain/ids.ts';
import type { Edit } from '../../../../shared/domain/questions.ts';
import { type AppBridge, useBridge } from '../../../app/bridge.ts';
import { useCall } from '../../../app/queries.ts';
import { sentenceOf } from '../../../components/states.tsx';

/** What an administrator makes of questions before they go: kept on the desk as it changes, until they are sent. */

type Sending = Extract<DraftOf, { kind: 'sending' }>;

/** Milliseconds until typing is taken to rest, and until what could not be kept is tried again. */
const REST = 400;
const AGAIN = 3000;

class Edits {
  readonly whose: string;
  readonly #bridge: AppBridge;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #waiting = new Map<string, Sending>();
  #all: ReadonlyMap<string, Edit> | undefined;
  #problem: string | undefined;

  constructor(bridge: AppBridge, whose: string) {
    this.whose = whose;
    this.#bridge = bridge;
    void this.#read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = (): ReadonlyMap<string, Edit> | undefined => this.#all;
  readonly problem = (): string | undefined => this.#problem;

  write(of: Sending, edit: Edit): void {
    this.#put(of.question, edit);
    this.#waiting.set(of.question, of);
    this.#later(of, REST);
  }

  /** They are on the record: the desk has let go of them already. */
  forget(questions: readonly QuestionId[]): void {
    for (const question of questions) {
      clearTimeout(this.#timers.get(question));
      this.#waiting.delete(question);
      this.#put(question, undefined);
    }
  }

  /** Resolves once all that was written is on the desk, or could not be brought there. */
  async settle(): Promise<void> {
    await Promise.all([...this.#waiting.values()].map((of) => this.#keep(of)));
  }

  /** Until it is known what was written before, nothing is written over it. */
  async #read(): Promise<void> {
    const answer = await this.#bridge.call('drafts.read', {}).catch(() => undefined);
    if (answer?.ok !== true) {
      setTimeout(() => void this.#read(), AGAIN);
      return;
    }
    this.#all = new Map(
      answer.value.flatMap(({ of, words }) =>
        of.kind === 'sending' ? [[of.question, editFrom(words)] as const] : [],
      ),
    );
    this.#tell();
  }

  #later(of: Sending, after: number): void {
    clearTimeout(this.#timers.get(of.question));
    this.#timers.set(
      of.question,
      setTimeout(() => void this.#keep(of), after),
    );
  }

  async #keep(of: Sending): Promise<void> {
    clearTimeout(this.#timers.get(of.question));
    const edit = this.#all?.get(of.question) ?? {};
    try {
      const answer = await this.#bridge.call('drafts.keep', { of, words: wordsOf(edit) });
      if (answer.ok) {
        if (this.#all?.get(of.question) === edit) this.#waiting.delete(of.question);
        this.#say(undefined);
        return;
      }
      this.#say(answer.error.sentence);
    } catch (error) {
      this.#say(sentenceOf(error));
    }
    this.#later(of, AGAIN);
  }

  #put(question: string, edit: Edit | undefined): void {
    const others = [...(this.#all ?? [])].filter(([each]) => each !== question);
    this.#all = new Map(edit === undefined ? others : [...others, [question, edit]]);
    this.#tell();
  }

  #say(problem: string | undefined): void {
    if (this.#problem === problem) return;
    this.#problem = problem;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Those of whoever sits here now; of another desk, or another round, they are others. */
let here: Edits | undefined;

function editsOf(bridge: AppBridge, whose: string): Edits {
  if (here?.whose !== whose) {
    void here?.settle();
    here = new Edits(bridge, whose);
  }
  return here;
}

export interface KeptEdits {
  /** By question; undefined until the desk has said what it keeps. */
  readonly all: ReadonlyMap<string, Edit> | undefined;
  /** Why what was written is not on the desk yet. */
  readonly problem: string | undefined;
  readonly write: (submission: SubmissionId, question: QuestionId, edit: Edit) => void;
  readonly forget: (questions: readonly QuestionId[]) => void;
  readonly settle: () => Promise<void>;
}

export function useKeptEdits(): KeptEdits {
  const bridge = useBridge();
  const desk = useCall('desk.show', {}).data;
  const whose = `${desk?.round?.id} ${desk?.person?.id} ${desk?.seat}`;
  const edits = editsOf(bridge, whose);
  const all = useSyncExternalStore(edits.subscribe, edits.all);
  const problem = useSyncExternalStore(edits.subscribe, edits.problem);
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void edits.settle();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      void edits.settle();
    };
  }, [edits]);
  return {
    all,
    problem,
    write: (submission, question, edit) => edits.write({ kind: 'sending', submission, question }, edit),
    forget: (questions) => edits.forget(questions),
    settle: () => edits.settle(),
  };
}

/** As the desk keeps it: words by field, those left out that say nothing. */
function wordsOf({ words, with: leader, joined, held }: Edit): DraftWords {
  return {
    ...(words === undefined ? {} : { words }),
    ...(leader === undefined ? {} : { with: leader }),
    ...(joined === undefined || joined === '' ? {} : { joined }),
    ...(held === true ? { held: 'yes' } : {}),
  };
}

function editFrom({ words, with: wanted, joined, held }: DraftWords): Edit {
  const leader = QuestionId.safeParse(wanted);
  return { words, with: leader.success ? leader.data : undefined, joined, held: held === 'yes' };
}
