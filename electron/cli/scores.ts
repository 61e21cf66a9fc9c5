import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import type { Export } from '../../shared/contract/desk.ts';
import type { EnteredState } from '../../shared/contract/entering.ts';
import { count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { Refused, refuse } from '../core/refused.ts';
import { table } from './aligned.ts';
import { stageFile } from './files.ts';
import { personNamed } from './named.ts';
import { placed } from './problems.ts';
import type { DeskVerb } from './verb.ts';

/** Scores of somebody who could not use the program. On their own desk they become drafts, elsewhere whole sheets. */
const load: DeskVerb = {
  name: 'scores load',
  about: 'Take in scores: a scoring workbook, or a CSV of organisation, item, level, note, feedback',
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
      ['Submission', 'State', 'Scored', 'Standards'],
      rehearsed.sheets.map(({ name, state, scored, items }) => [name, STATES[state], scored, items]),
    );
    if (given.flag('rehearse')) {
      const end = `Rehearsed: ${count(rehearsed.sheets.length, 'sheet')} of ${person.name}, ${count(problems.length, 'problem')}. Nothing was written.`;
      return { value: rehearsed, text: [sheets, ...problems, ...rehearsed.notes, '', end].join('\n') };
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
      text: [
        sheets,
        ...loaded.notes,
        '',
        `Taken in: ${count(loaded.written, 'sheet')} of ${person.name}.`,
      ].join('\n'),
    };
  },
};

const STATES: Readonly<Record<EnteredState, string>> = {
  ready: 'Ready',
  'has-problems': 'Has problems',
  'not-begun': 'Not begun',
  known: 'In already',
};

const workbook: DeskVerb = {
  name: 'scores workbook',
  about: 'The scoring workbook of somebody who cannot use the program, with folders of evidence beside it',
  options: {
    for: {
      value: 'PERSON',
      about: 'Whose: a name, an e-mail address or the name on the record',
      required: true,
    },
    out: { value: 'DIR', about: 'The folder to write it into', required: true },
  },
  async run(desk, given) {
    const person = await personNamed(desk, given.required('for'));
    const made = await ask(desk, 'workbooks.make', { person: person.id, job: randomUUID() });
    const folder = resolve(given.required('out'));
    const files = await unpacked(desk, made, folder);
    const [file = made.workbook.name] = files;
    const { submissions, evidenceFiles, keptBack } = made;
    return {
      value: { folder, workbook: join(folder, file), files, submissions, evidenceFiles, keptBack },
      text: [
        `The scoring workbook of ${person.name} is ${join(folder, file)}.`,
        `It holds ${count(submissions, 'submission')}, with ${count(evidenceFiles, 'evidence file')} beside it.`,
        ...(keptBack === 0 ? [] : [`Left out: ${count(keptBack, 'file')} kept back.`]),
        'Nothing in it is locked. Send it in a way that is.',
      ].join('\n'),
    };
  },
};

/** The zip's files as files, without the folder that holds them all; their names, the workbook's first. */
async function unpacked(
  desk: DeskPort,
  { id }: Pick<Export, 'id'>,
  folder: string,
): Promise<readonly string[]> {
  const given = await desk.exportFile(id);
  if (given === undefined)
    throw refuse('not-found', 'What was made is no longer here. Run the command again.');
  const zip = await openPromise(given.path);
  const files: string[] = [];
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(entry.fileName.indexOf('/') + 1);
    const place = join(folder, name);
    await mkdir(dirname(place), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(place));
    files.push(name);
  }
  return files;
}

export const scoresVerbs: readonly DeskVerb[] = [workbook, load];
