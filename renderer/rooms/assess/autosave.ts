import type { Refusal } from '../../../shared/contract/refusal.ts';
import type { Instant, ItemId } from '../../../shared/domain/ids.ts';
import type { Score } from '../../../shared/domain/score.ts';

export type SaveAnswer =
  | { readonly ok: true; readonly value: { readonly savedAt: Instant } }
  | { readonly ok: false; readonly error: Refusal };

/** How things stand, for the bar. */
export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Instant }
  | { readonly kind: 'failed'; readonly sentence: string };

/** Where words wait that no save has acknowledged: they outlive a reload, not the window. */
export interface WaitingRoom {
  read(): readonly Score[];
  write(scores: readonly Score[]): void;
}

const rest = 300;
const retries = [1000, 2000, 4000, 8000, 15_000];

/**
 * Saves scores as they change: typing once it rests, choices at once. One save is under way for an item at a time and
 * the last state wins; a save that fails keeps its words, says so and is tried again.
 */
export class Autosave {
  readonly #save: (score: Score) => Promise<SaveAnswer>;
  readonly #room: WaitingRoom;
  readonly #waiting = new Map<ItemId, Score>();
  readonly #underWay = new Map<ItemId, Score>();
  readonly #timers = new Map<ItemId, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  #failures = 0;
  #saving: Saving;

  constructor(save: (score: Score) => Promise<SaveAnswer>, room: WaitingRoom, savedAt?: Instant) {
    this.#save = save;
    this.#room = room;
    this.#saving = savedAt === undefined ? { kind: 'idle' } : { kind: 'saved', at: savedAt };
  }

  readonly saving = (): Saving => this.#saving;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(score: Score, when: 'at-rest' | 'now'): void {
    this.#waiting.set(score.item, score);
    this.#keep();
    if (when === 'now') this.#begin(score.item);
    else this.#later(score.item, rest);
  }

  /** Sends what waits at once. Resolves when all that could be saved is; `false` where something could not. */
  async flush(): Promise<boolean> {
    for (const item of this.#waiting.keys()) this.#begin(item);
    while (this.#underWay.size > 0) await this.#next();
    return this.#waiting.size === 0;
  }

  /** The page may be gone in a moment: what waits is sent without regard to what is under way. */
  sendAll(): void {
    for (const score of this.#waiting.values()) void this.#save(score);
  }

  #later(item: ItemId, after: number): void {
    clearTimeout(this.#timers.get(item));
    this.#timers.set(
      item,
      setTimeout(() => this.#begin(item), after),
    );
  }

  #begin(item: ItemId): void {
    clearTimeout(this.#timers.get(item));
    this.#timers.delete(item);
    const score = this.#waiting.get(item);
    if (score === undefined || this.#underWay.has(item)) return;
    this.#waiting.delete(item);
    this.#underWay.set(item, score);
    if (this.#saving.kind !== 'failed') this.#say({ kind: 'saving' });
    void this.#send(item, score);
  }

  async #send(item: ItemId, score: Score): Promise<void> {
    const answer = await this.#answer(score);
    this.#underWay.delete(item);
    if (answer.ok) {
      this.#failures = 0;
      const done = this.#waiting.size === 0 && this.#underWay.size === 0;
      this.#say(done ? { kind: 'saved', at: answer.value.savedAt } : { kind: 'saving' });
      // It changed while it was being saved.
      if (this.#waiting.has(item) && !this.#timers.has(item)) this.#begin(item);
    } else {
      if (!this.#waiting.has(item)) this.#waiting.set(item, score);
      this.#say({ kind: 'failed', sentence: answer.error.sentence });
      this.#later(item, retries[Math.min(this.#failures, retries.length - 1)] ?? rest);
      this.#failures += 1;
    }
    this.#keep();
  }

  async #answer(score: Score): Promise<SaveAnswer> {
    try {
      return await this.#save(score);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      return { ok: false, error: { code: 'unexpected', sentence, places: [] } };
    }
  }

  #keep(): void {
    this.#room.write([...new Map([...this.#underWay, ...this.#waiting]).values()]);
  }

  #say(saving: Saving): void {
    this.#saving = saving;
    for (const listener of this.#listeners) listener();
  }

  #next(): Promise<void> {
    return new Promise((done) => {
      const leave = this.subscribe(() => {
        leave();
        done();
      });
    });
  }
}
