import type { Place, Refusal, RefusalCode } from '../../shared/contract/refusal.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../shared/contract/table.ts';

/** A service's "no": returned where it judges, thrown from deeper down. Either way it reaches the room as it is. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, sentence: string, places: readonly Place[] = []) {
    super(sentence);
    this.name = 'Refused';
    this.refusal = { code, sentence, places: [...places] };
  }
}

export function refuse(code: RefusalCode, sentence: string, places: readonly Place[] = []): Refused {
  return new Refused(code, sentence, places);
}

/** A feature's handlers: one for each of the methods that it takes on. */
export type Handlers<Methods extends MethodName> = {
  readonly [Method in Methods]: (
    input: ParsedInputOf<Method>,
  ) => OutputOf<Method> | Refused | Promise<OutputOf<Method> | Refused>;
};
