import { count, list } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { Refused } from '../core/refused.ts';
import { table } from './aligned.ts';
import { stageFile } from './files.ts';
import { placed } from './problems.ts';
import { type DeskVerb, WrongUsage } from './verb.ts';

const DOES = { appoint: 'New', change: 'Changed', nothing: 'As it was' } as const;

const load: DeskVerb = {
  name: 'people load',
  about: 'Appoint people from a CSV or a spreadsheet: name, email, roles, profession, employer',
  operands: { words: 'FILE', least: 1, most: 1 },
  options: { rehearse: { about: 'Only say who would be appointed, and what is wrong' } },
  async run(desk, given) {
    const [[file = ''], rehearses] = [given.words, given.flag('rehearse')];
    const staged = await stageFile(desk, file);
    const read = await ask(desk, 'people.load', { staged, accept: !rehearses });
    const problems = read.problems.map(placed);
    const wanted = read.people.some(({ does }) => does !== 'nothing');
    if (!rehearses && read.written === 0 && (wanted || problems.length > 0)) {
      const sentence = [`Nobody of ${file} was appointed.`, ...problems].join('\n');
      throw new Refused(
        'wrong-input',
        sentence,
        read.problems.map(({ place }) => place),
      );
    }
    const people = table(
      ['', 'Name', 'Roles', 'Profession', 'Employer', 'E-mail'],
      read.people.map((one) => [
        DOES[one.does],
        one.name,
        list(one.roles),
        one.profession,
        one.employer,
        one.email,
      ]),
    );
    const changes = read.people.flatMap((one) => one.changes.map((change) => `${one.name}: ${change}`));
    const end = rehearses
      ? `Rehearsed: ${count(read.people.length, 'person', 'people')}. Nobody was appointed.`
      : `Appointed: ${count(read.written, 'person', 'people')}.`;
    return { value: read, text: [people, ...changes, ...problems, '', end].join('\n') };
  },
};

/** A pair, and a third to settle it. */
const THREE = '3';

const assign: DeskVerb = {
  name: 'assign',
  about: 'Share the submissions out among the assessors: the proposal first, then with --make as an act',
  options: {
    balanced: { about: 'Equal loads, panels kept to, nobody whom anything ties to it', required: true },
    'per-submission': { value: 'N', about: 'Assessors for each submission; 3 where it is left out' },
    make: { about: 'Make the assignments that are proposed' },
  },
  check: (given) => {
    readNumber(given.text('per-submission') ?? THREE);
  },
  async run(desk, given) {
    const perSubmission = readNumber(given.text('per-submission') ?? THREE);
    const { assignments, short, unplaced } = await ask(desk, 'assignments.propose', { perSubmission });
    const made =
      given.flag('make') && assignments.length > 0
        ? (await ask(desk, 'assignments.make', { assignments })).made
        : 0;
    const lines = [await sharedOut(desk, assignments), ...short, ...unplaced, ''];
    return {
      value: { assignments, short, unplaced, made },
      text: [...lines, whatWasDone(assignments.length, made, given.flag('make'))].join('\n'),
    };
  },
};

function whatWasDone(proposed: number, made: number, asked: boolean): string {
  if (proposed === 0) return 'There is nothing to assign.';
  if (!asked)
    return `Proposed: ${count(proposed, 'assignment')}. Nothing was written; add --make to make them.`;
  return `Made: ${count(made, 'assignment')}.${made < proposed ? ` ${count(proposed - made, 'other')} stood already.` : ''}`;
}

async function sharedOut(
  desk: DeskPort,
  assignments: readonly { readonly submission: string; readonly person: string }[],
): Promise<string> {
  const [people, submissions] = await Promise.all([
    ask(desk, 'people.list', {}),
    ask(desk, 'submissions.list', {}),
  ]);
  const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  const rows = submissions.flatMap(({ submission, name }) => {
    const theirs = assignments.filter((each) => each.submission === submission);
    return theirs.length === 0
      ? []
      : [[name, list(theirs.map(({ person }) => nameOf.get(person) ?? person))]];
  });
  return table(['Submission', 'Assessors'], rows);
}

function readNumber(words: string): number {
  if (!/^[1-9]$/.test(words)) throw new WrongUsage(`‘${words}’ is not a number from 1 to 9.`, assign);
  return Number(words);
}

export const peopleVerbs: readonly DeskVerb[] = [load, assign];
