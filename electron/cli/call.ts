import { z } from 'zod';
import { Export } from '../../shared/contract/desk.ts';
import { callNamed, calls } from '../../shared/contract/table.ts';
import { nearest } from '../../shared/domain/likeness.ts';
import { bytesInWords } from '../../shared/domain/words.ts';
import { Refused } from '../core/refused.ts';
import { saveExport } from './files.ts';
import { type DeskVerb, WrongUsage } from './verb.ts';

/** Any method of the contract, for what has no verb of its own. */
export const callVerb: DeskVerb = {
  name: 'call',
  about: 'Call any method, with its input as JSON',
  operands: { words: 'METHOD [JSON]', least: 1, most: 2 },
  options: { out: { value: 'FILE', about: 'Where to keep the file that the method makes' } },
  begins: true,
  check: (given) => {
    const [method = '', json = '{}'] = given.words;
    const row = callNamed(method);
    if (row === undefined) throw new WrongUsage(unknownMethod(method), callVerb);
    if (given.text('out') !== undefined && !makesFile(row.output)) {
      throw new WrongUsage(`${method} makes no file, so there is nothing for --out to keep.`, callVerb);
    }
    readJson(json);
  },
  async run(desk, given) {
    const [method = '', json = '{}'] = given.words;
    const answer = await desk.invoke(method, readJson(json));
    if (!answer.ok) throw new Refused(answer.error.code, answer.error.sentence, answer.error.places);
    const { value } = answer;
    const [out, shown] = [given.text('out'), JSON.stringify(value, undefined, 2)];
    if (out === undefined) return { value, text: shown };
    const made = Export.parse(value);
    const saved = await saveExport(desk, made, out);
    return { value, text: `${shown}\nKept in ${saved} (${bytesInWords(made.bytes)}).` };
  },
};

/** Whether what a method answers is an export, or says more than one does. */
function makesFile(output: z.ZodType): boolean {
  return output instanceof z.ZodObject && Object.keys(Export.shape).every((key) => key in output.shape);
}

function unknownMethod(method: string): string {
  const [near] = nearest(
    method,
    calls.map(({ name }) => name),
  );
  return `There is no method ${method}.${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new WrongUsage(
      'The input is not JSON. Write it like \'{"year": 2026}\', in single quotes.',
      callVerb,
    );
  }
}
