import { z } from 'zod';

/** Why an act was not put on the record: a sentence for a person. */
export class LedgerRefusal extends Error {
  readonly code: 'not-allowed' | 'wrong-input';

  constructor(code: LedgerRefusal['code'], sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'LedgerRefusal';
    this.code = code;
  }
}

/** What that reads of an act; a `LedgerRefusal` where it is not of its shape, or of no act that is known. */
export function checked<Value>(read: () => Value | undefined): Value {
  try {
    const value = read();
    if (value !== undefined) return value;
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new LedgerRefusal('wrong-input', `The act cannot be written: ${z.prettifyError(error)}`, {
      cause: error,
    });
  }
  throw new LedgerRefusal('wrong-input', 'The act is not one that this version knows.');
}
