import type { Refusal } from '../../shared/contract/refusal.ts';
import type { Instant } from '../../shared/domain/ids.ts';

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
export interface WaitingRoom<Value> {
  read(): readonly Value[];
  write(values: readonly Value[]): void;
}

export interface AutosaveParts<Value> {
  readonly save: (value: Value) => Promise<SaveAnswer>;
  readonly room: WaitingRoom<Value>;
  /** Two values with one key are two states of one thing. */
  readonly keyOf: (value: Value) => string;
  readonly savedAt?: Instant | undefined;
}

const rest = 300;
const retries = [1000, 2000, 4000, 8000, 15_000];

/**
 * Saves scores and words as they change: typing once it rests, choices at once. One save of a thing is under way at a
 * time and the last state wins; a save that fails keeps its words, says so and is tried again.
 */
export class Autosave<Value> {
  readonly #save: (value: Value) => Promise<SaveAnswer>;
  readonly #room: WaitingRoom<Value>;
  readonly #keyOf: (value: Value) => string;
  readonly #waiting = new Map<string, Value>();
  readonly #underWay = new Map<string, Value>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  #failures = 0;
  #saving: Saving;

  constructor({ save, room, keyOf, savedAt }: AutosaveParts<Value>) {
    this.#save = save;
    this.#room = room;
    this.#keyOf = keyOf;
    this.#saving = savedAt === undefined ? { kind: 'idle' } : { kind: 'saved', at: savedAt };
  }

  readonly saving = (): Saving => this.#saving;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(value: Value, when: 'at-rest' | 'now'): void {
    const key = this.#keyOf(value);
    this.#waiting.set(key, value);
    this.#keep();
    if (when === 'now') this.#begin(key);
    else this.#later(key, rest);
  }

  /** What waits of it is saved no more; what is under way goes on. */
  drop(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#waiting.delete(key);
    this.#keep();
    if (this.#waiting.size === 0 && this.#underWay.size === 0) this.#say({ kind: 'idle' });
  }

  /** Sends what waits at once. Resolves when all that could be saved is; `false` where something could not. */
  async flush(): Promise<boolean> {
    for (const key of this.#waiting.keys()) this.#begin(key);
    while (this.#underWay.size > 0) await this.#next();
    return this.#waiting.size === 0;
  }

  /** The page may be gone in a moment: what waits is sent without regard to what is under way. */
  sendAll(): void {
    for (const value of this.#waiting.values()) void this.#save(value);
  }

  #later(key: string, after: number): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => this.#begin(key), after),
    );
  }

  #begin(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const value = this.#waiting.get(key);
    if (value === undefined || this.#underWay.has(key)) return;
    this.#waiting.delete(key);
    this.#underWay.set(key, value);
    if (this.#saving.kind !== 'failed') this.#say({ kind: 'saving' });
    void this.#send(key, value);
  }

  async #send(key: string, value: Value): Promise<void> {
    const answer = await this.#answer(value);
    this.#underWay.delete(key);
    if (answer.ok) {
      this.#failures = 0;
      const done = this.#waiting.size === 0 && this.#underWay.size === 0;
      this.#say(done ? { kind: 'saved', at: answer.value.savedAt } : { kind: 'saving' });
      // It changed while it was being saved.
      if (this.#waiting.has(key) && !this.#timers.has(key)) this.#begin(key);
    } else {
      if (!this.#waiting.has(key)) this.#waiting.set(key, value);
      this.#say({ kind: 'failed', sentence: answer.error.sentence });
      this.#later(key, retries[Math.min(this.#failures, retries.length - 1)] ?? rest);
      this.#failures += 1;
    }
    this.#keep();
  }

  async #answer(value: Value): Promise<SaveAnswer> {
    try {
      return await this.#save(value);
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
