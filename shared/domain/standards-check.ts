import type { Place } from '../contract/refusal.ts';

export interface StandardsProblem {
  readonly sentence: string;
  readonly place: Place;
}
