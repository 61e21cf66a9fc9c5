import { numbers } from '../bench/round.ts';

/** Chance that tells the same story again for the same seed. */
export class Chance {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = numbers(seed);
  }

  /** From 0 up to 1. */
  next(): number {
    return this.random();
  }

  /** Throws where there is nothing to pick from. */
  pick<Value>(values: readonly Value[]): Value {
    const value = values[Math.floor(this.random() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  }
}
