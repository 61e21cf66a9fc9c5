import type { z } from 'zod';
import type { Role } from '../domain/ids.ts';

/**
 * Who may call: roles held in the round at hand; `anyone` is whoever sits at this desk;
 * `nobody-yet` is a desk that belongs to no round.
 */
export type May = Role | 'anyone' | 'nobody-yet';

/** One row of the contract. */
export interface Call<Name extends string, Input extends z.ZodType, Output extends z.ZodType> {
  readonly name: Name;
  readonly may: readonly May[];
  readonly input: Input;
  readonly output: Output;
}

export function call<const Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  row: Call<Name, Input, Output>,
): Call<Name, Input, Output> {
  return row;
}
