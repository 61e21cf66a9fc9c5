/** Work that waits its turn: one piece at a time, the most wanted first. */
interface Job {
  /** Lower is more wanted. Asked each time, since what is in sight changes while work waits. */
  readonly rank: () => number;
  readonly work: () => Promise<void>;
}

/** pdf.js does one page after another whatever it is asked; so the order is ours to keep: what is in sight, then the next, then thumbnails. */
export class RenderQueue {
  #waiting: Job[] = [];
  #busy = false;

  /** The returned function takes the work back where it has not begun. */
  add(rank: () => number, work: () => Promise<void>): () => void {
    const job = { rank, work };
    this.#waiting.push(job);
    // In the next task, so that all that one drawing of the room asks for is there to choose from.
    queueMicrotask(() => void this.#run());
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== job);
    };
  }

  async #run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let job = this.#next(); job !== undefined; job = this.#next()) await job.work();
    this.#busy = false;
  }

  #next(): Job | undefined {
    const [first, ...rest] = this.#waiting;
    if (first === undefined) return undefined;
    const most = rest.reduce((one, other) => (other.rank() < one.rank() ? other : one), first);
    this.#waiting = this.#waiting.filter((job) => job !== most);
    return most;
  }
}
