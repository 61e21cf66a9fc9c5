import { count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import { Refused } from '../core/refused.ts';
import { table } from './aligned.ts';
import { stageFile } from './files.ts';
import { personNamed } from './named.ts';
import { placed } from './problems.ts';
import type { DeskVerb } from './verb.ts';

/** Scores of somebody who could not use the program. On their own desk they become drafts, elsewhere whole sheets. */
export const scoresVerb: DeskVerb = {
  name: 'scores load',
  about: 'Take in scores from a CSV: organisation, item, level, note, feedback',
  operands: { words: 'FILE', least: 1, most: 1 },
  options: {
    as: {
      value: 'PERSON',
      about: 'Whose scores they are: a name, an e-mail address or the name on the record',
      required: true,
    },
    rehearse: { about: 'Only say what would be taken in, and what is wrong' },
  },
  async run(desk, given) {
    const [file = ''] = given.words;
    const person = await personNamed(desk, given.required('as'));
    const staged = await stageFile(desk, file);
    const rehearsed = await ask(desk, 'scores.load', { staged, as: person.id, accept: false });
    const problems = rehearsed.problems.map(placed);
    const sheets = table(
      ['Submission', 'Scored', 'Standards'],
      rehearsed.sheets.map(({ name, scored, items }) => [name, scored, items]),
    );
    if (given.flag('rehearse')) {
      const end = `Rehearsed: ${count(rehearsed.sheets.length, 'sheet')} of ${person.name}, ${count(problems.length, 'problem')}. Nothing was written.`;
      return { value: rehearsed, text: [sheets, ...problems, '', end].join('\n') };
    }
    if (problems.length > 0 || rehearsed.sheets.length === 0) {
      throw new Refused(
        'wrong-input',
        [`Nothing of ${file} was taken in.`, ...problems].join('\n'),
        rehearsed.problems.map(({ place }) => place),
      );
    }
    const loaded = await ask(desk, 'scores.load', { staged, as: person.id, accept: true });
    return {
      value: loaded,
      text: `${sheets}\n\nTaken in: ${count(loaded.written, 'sheet')} of ${person.name}.`,
    };
  },
};
