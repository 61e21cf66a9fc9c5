import type { VerifyReport } from '../../shared/contract/desk.ts';
import type { ListRow } from '../../shared/contract/publication.ts';
import type { Place } from '../../shared/contract/refusal.ts';
import { dayInWords } from '../../shared/domain/dates.ts';
import type { Day, Hash } from '../../shared/domain/ids.ts';
import { ProposedOutcome } from '../../shared/domain/standard-set.ts';
import { count } from '../../shared/domain/words.ts';
import { aligned } from './aligned.ts';
import { OUTCOMES } from './outcome.ts';
import { placed } from './problems.ts';

/** What the demonstration did, counted from the desks that it leaves. */
export interface Demonstration {
  readonly folder: string;
  readonly organisations: number;
  readonly evidenceFiles: number;
  readonly rehearsal: {
    /** First deliveries that were taken in as they came. */
    readonly ready: number;
    readonly mistaken: readonly {
      readonly name: string;
      readonly problems: readonly { readonly sentence: string; readonly place: Place }[];
    }[];
    /** Deliveries that were sent again, and taken in then. */
    readonly second: number;
  };
  readonly sheets: number;
  readonly assessors: number;
  /** Items on which every sheet of a submission said the same, of all that were agreed. */
  readonly alike: number;
  readonly items: number;
  readonly decisions: readonly { readonly name: string; readonly outcome: ProposedOutcome }[];
  readonly list: {
    readonly asOf: Day;
    readonly number: number;
    readonly folder: string;
    readonly files: Readonly<Record<string, Hash>>;
    readonly listed: readonly ListRow[];
  };
  readonly packs: {
    readonly folder: string;
    readonly files: readonly string[];
    /** The first file to each computer is locked with it; whatever follows, with the computer’s own key. */
    readonly passphraseFile: string;
  };
  readonly verified: readonly (VerifyReport & { readonly folder: string; readonly name: string })[];
}

/** The same for a person. */
export function summary(done: Demonstration): string {
  const { rehearsal, list, packs, verified, decisions } = done;
  return [
    'The whole job on the sample round. Every organisation and person in it is made up.',
    '',
    aligned([
      ['Organisations', done.organisations, ''],
      ['Evidence files', done.evidenceFiles, ''],
      ['Sheets', done.sheets, `by ${count(done.assessors, 'assessor')}, each on a desk of their own`],
      [
        'Standards agreed',
        done.items,
        `on ${done.alike} of them every sheet said the same before the panels met`,
      ],
      ['Decisions', decisions.length, byOutcome(decisions)],
      ['On the list', list.listed.length, `as of ${dayInWords(list.asOf)}`],
    ]),
    '',
    `The rehearsal took in ${count(rehearsal.ready, 'first delivery', 'first deliveries')} and found in the others:`,
    ...rehearsal.mistaken.flatMap(({ name, problems }) => [
      `  ${name}`,
      ...problems.map((problem) => `  ${placed(problem)}`),
    ]),
    `Put right, ${rehearsal.second} came again and ${rehearsal.second === 1 ? 'was' : 'were'} taken in.`,
    '',
    `On the list as of ${dayInWords(list.asOf)}:`,
    aligned(
      list.listed.map(({ name, since, lastDay }) => [
        `  ${name}`,
        `from ${dayInWords(since)}`,
        `to ${lastDay}`,
      ]),
    ),
    '',
    'Where everything lies:',
    aligned([
      ...verified.map(({ folder, name, ok, entries, evidenceFiles }) => [
        `  ${folder}`,
        `${name}’s desk`,
        ok
          ? `verified: ${count(entries, 'record')}, ${count(evidenceFiles, 'file')}`
          : 'NOT AS IT WAS SIGNED',
      ]),
      [
        `  ${packs.folder}`,
        `${count(packs.files.length, 'file')} between desks`,
        'sealed; passphrase in passphrase.txt',
      ],
      [`  ${list.folder}`, 'the published list', Object.keys(list.files).join(', ')],
    ]),
    ...verified.flatMap(({ name, findings }) =>
      findings.map((sentence) => `Wrong on ${name}’s desk: ${sentence}`),
    ),
  ].join('\n');
}

function byOutcome(decisions: Demonstration['decisions']): string {
  return ProposedOutcome.options
    .map((outcome) => ({ outcome, number: decisions.filter((each) => each.outcome === outcome).length }))
    .filter(({ number }) => number > 0)
    .map(({ outcome, number }) => `${number} ${OUTCOMES[outcome].toLowerCase()}`)
    .join(', ');
}
