import { posix } from 'node:path';
import type { Place } from '../../shared/contract/refusal.ts';

/** A problem with its place before it, unless the sentence names the place, or the file, itself. */
export function placed({ sentence, place }: { readonly sentence: string; readonly place: Place }): string {
  const named = sentence.includes(place.kind === 'file' ? posix.basename(place.at) : place.at);
  return named ? `  ${sentence}` : `  ${place.at}: ${sentence}`;
}
