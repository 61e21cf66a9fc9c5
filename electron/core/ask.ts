import type { z } from 'zod';
import { callNamed, type InputOf, type MethodName, type OutputOf } from '../../shared/contract/table.ts';
import type { DeskPort } from './desk-types.ts';
import { Refused } from './refused.ts';

/**
 * A call from our own code: the value as its schema has it, or `Refused` thrown. For the command line, the sample round
 * and tests, which go the same way as a room does.
 */
export async function ask<Method extends MethodName>(
  desk: Pick<DeskPort, 'invoke'>,
  method: Method,
  input: InputOf<Method>,
): Promise<OutputOf<Method>> {
  const answer = await desk.invoke(method, input);
  if (!answer.ok) throw new Refused(answer.error.code, answer.error.sentence, answer.error.places);
  const schema: z.ZodType | undefined = callNamed(method)?.output;
  if (schema === undefined) throw new Error(`There is no call named ${method}.`);
  // Just read by the output schema of the row that bears the method's name.
  return schema.parse(answer.value) as OutputOf<Method>;
}
