import type { RefusalCode } from '../../../shared/contract/refusal.ts';

/** Why the store, or the data folder, did not do it: a sentence for a person. */
export class StoreRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StoreRefusal';
    this.code = code;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A full disk told as one, whichever library noticed; any other error as it came. */
export function tellFullDisk(error: unknown, folder: string): unknown {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL'
    ? new StoreRefusal(
        'disk-full',
        `The disk that holds ${folder} is full. Make room, then try again: nothing was changed.`,
        {
          cause: error,
        },
      )
    : error;
}
