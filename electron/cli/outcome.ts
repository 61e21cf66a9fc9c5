import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { dayInWords } from '../../shared/domain/dates.ts';
import type { Day, Hash } from '../../shared/domain/ids.ts';
import type { ProposedOutcome } from '../../shared/domain/standard-set.ts';
import { count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { table } from './aligned.ts';
import { bytesOfExport, saveExport, sha256 } from './files.ts';
import { readDay } from './named.ts';
import type { DeskVerb, Option } from './verb.ts';

export const OUTCOMES: Readonly<Record<ProposedOutcome, string>> = {
  awarded: 'Awarded',
  'awarded-when-conditions-are-met': 'Awarded when conditions are met',
  'not-awarded': 'Not awarded this year',
};

const decide: DeskVerb = {
  name: 'decide',
  about: 'What the award rule makes of the agreed scores, kept as proposals; a person decides',
  options: { propose: { about: 'Work the proposals out', required: true } },
  async run(desk) {
    const proposals = await ask(desk, 'decision.propose', {});
    const rows = proposals.map(({ name, outcome, why }) => [
      name,
      outcome === undefined ? 'No proposal' : OUTCOMES[outcome],
      why,
    ]);
    const proposed = proposals.filter(({ outcome }) => outcome !== undefined).length;
    return {
      value: proposals,
      text: [
        table(['Submission', 'Proposed', 'Why'], rows),
        '',
        `Proposed for ${proposed} of ${count(proposals.length, 'submission')}. Nothing is decided until the chair decides.`,
      ].join('\n'),
    };
  },
};

/** The forms that a list takes, by the file's name. */
export const LIST_FORMS = ['page', 'fragment', 'csv', 'json'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

/** A list written as files: where each lies, with the hash of its bytes. */
export interface WrittenList {
  readonly folder: string;
  readonly files: Readonly<Record<string, Hash>>;
}

/** Writes the list as of a day in all its forms. */
export async function writeList(desk: DeskPort, asOf: Day, out: string): Promise<WrittenList> {
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  const files: Record<string, Hash> = {};
  for (const as of LIST_FORMS) {
    const made = await ask(desk, 'list.export', { asOf, as });
    files[made.name] = sha256(await bytesOfExport(desk, made));
    await saveExport(desk, made, join(folder, made.name));
  }
  return { folder, files };
}

const FOR_A_DAY: Readonly<Record<string, Option>> = {
  'as-of': { value: 'DAY', about: 'The day, such as 2026-07-17', required: true },
  out: {
    value: 'DIR',
    about: 'The folder to write list.html, list-fragment.html, list.csv and list.json to',
    required: true,
  },
};

const list: DeskVerb = {
  name: 'list',
  about: 'The organisations that hold the award on a day, as files; nothing is recorded',
  options: FOR_A_DAY,
  check: (given) => {
    readDay(given.required('as-of'), list);
  },
  async run(desk, given) {
    const asOf = readDay(given.required('as-of'), list);
    const { listed, unlisted } = await ask(desk, 'list.preview', { asOf });
    const written = await writeList(desk, asOf, given.required('out'));
    return {
      value: { asOf, ...written, listed, unlisted },
      text: [
        table(
          ['Organisation', 'Award', 'Held from', 'Last day'],
          listed.map(({ name, year, since, lastDay }) => [name, String(year), dayInWords(since), lastDay]),
        ),
        ...(unlisted.length === 0
          ? []
          : ['', 'Not on the list:', ...unlisted.map(({ name, why }) => `  ${name}: ${why}`)]),
        '',
        `${count(listed.length, 'organisation')} on the list as of ${dayInWords(asOf)}, in ${written.folder}.`,
      ].join('\n'),
    };
  },
};

const publish: DeskVerb = {
  name: 'publish',
  about: 'The same list, published as an act of record',
  options: FOR_A_DAY,
  check: (given) => {
    readDay(given.required('as-of'), publish);
  },
  async run(desk, given) {
    const asOf = readDay(given.required('as-of'), publish);
    const published = await publishList(desk, asOf, given.required('out'));
    return {
      value: { asOf, ...published },
      text: `Published as list ${published.number}, as of ${dayInWords(asOf)}: ${count(published.organisations, 'organisation')}, in ${published.folder}.`,
    };
  },
};

/** Publishes the list, and writes the files whose hashes are then on the record. */
export async function publishList(
  desk: DeskPort,
  asOf: Day,
  out: string,
): Promise<WrittenList & { readonly number: number; readonly entry: Hash; readonly organisations: number }> {
  const { listed } = await ask(desk, 'list.preview', { asOf });
  const written = await writeList(desk, asOf, out);
  const { number, entry, files } = await ask(desk, 'list.publish', { asOf });
  const other = Object.entries(files).find(([name, hash]) => written.files[name] !== hash);
  if (other !== undefined) throw new Error(`${other[0]} is not what was published as list ${number}.`);
  return { ...written, number, entry, organisations: listed.length };
}

export const outcomeVerbs: readonly DeskVerb[] = [decide, list, publish];
