import { randomUUID } from 'node:crypto';
import type { RehearsalView, RehearsedOrganisation } from '../../shared/contract/intake.ts';
import type { OutputOf } from '../../shared/contract/table.ts';
import { bytesInWords, count } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { refuse } from '../core/refused.ts';
import { stagePaths } from './files.ts';
import { placed } from './problems.ts';
import type { DeskVerb } from './verb.ts';

type Accepted = OutputOf<'import.accept'>;

/** Folders, zips and workbooks: rehearsed, then written one organisation at a time, whole or not at all. */
export const importVerb: DeskVerb = {
  name: 'import',
  about: 'Take in what organisations sent: folders, zips and workbooks',
  operands: { words: 'PATH…', least: 1, most: Number.POSITIVE_INFINITY },
  options: {
    rehearse: { about: 'Only say what would be taken in, and what is wrong' },
    'accept-gaps': { about: 'Take in submissions with gaps; each gap is named and chased' },
    'late-reason': { value: 'WORDS', about: 'Why submissions that came after the closing time are taken in' },
  },
  async run(desk, given) {
    const staged = await stagePaths(desk, given.words);
    if (staged.length === 0) throw refuse('nothing-to-import', 'There is no file in what was named.');
    const rehearsal = await ask(desk, 'import.rehearse', {
      staged: [...staged],
      job: randomUUID(),
      mails: [],
    });
    if (given.flag('rehearse')) return { value: rehearsal, text: describe(rehearsal, undefined) };
    const accepted = await accept(
      desk,
      rehearsal,
      given.flag('accept-gaps'),
      given.text('late-reason') ?? '',
    );
    return {
      value: { ...rehearsal, ...accepted },
      text: describe(rehearsal, accepted),
      unwell: accepted.notWritten.length > 0 || accepted.written.length === 0,
    };
  },
};

async function accept(
  desk: DeskPort,
  { id, organisations }: RehearsalView,
  acceptGaps: boolean,
  lateReason: string,
): Promise<Accepted> {
  if (organisations.length === 0) return { written: [], notWritten: [] };
  return ask(desk, 'import.accept', {
    rehearsal: id,
    job: randomUUID(),
    organisations: organisations.map(({ key }) => ({ key, acceptGaps, lateReason, decline: [] })),
  });
}

function describe({ organisations, unplaced, mails }: RehearsalView, accepted: Accepted | undefined): string {
  const lines = organisations.flatMap((one) => [
    `${one.name}: ${whatBecame(one, accepted)}`,
    `  ${count(one.items, 'answer')}, ${count(one.evidenceFiles, 'evidence file')}, ${bytesInWords(one.bytes)}`,
    ...one.problems.map((problem) => `  ${WORDS[problem.severity]}${placed(problem)}`),
  ]);
  const left = unplaced.map((path) => `  ${path}`);
  return [
    ...(organisations.length === 0 ? ['No submission was found in what was named.'] : lines),
    ...(left.length === 0 ? [] : ['', 'Files that belong to no organisation:', ...left]),
    ...(mails.length === 0
      ? []
      : ['', 'E-mails to confirm in the window:', ...mails.map(({ sentence }) => `  ${sentence}`)]),
    '',
    total(organisations, accepted),
  ].join('\n');
}

const WORDS: Readonly<Record<RehearsedOrganisation['problems'][number]['severity'], string>> = {
  refusal: 'Refused',
  gap: 'Gap    ',
  note: 'Note   ',
};

const VERDICTS: Readonly<Record<RehearsedOrganisation['verdict'], string>> = {
  ready: 'ready',
  'has-problems': 'has gaps',
  refused: 'refused',
};

function whatBecame(
  { key, verdict, late, versionNumber }: RehearsedOrganisation,
  accepted: Accepted | undefined,
) {
  const written = accepted?.written.find((each) => each.key === key);
  const not = accepted?.notWritten.find((each) => each.key === key);
  if (written !== undefined) return `taken in as version ${written.version}`;
  if (not !== undefined) return `not taken in. ${not.sentence}`;
  const version =
    versionNumber === undefined || versionNumber === 1 ? '' : `, would be version ${versionNumber}`;
  return `${VERDICTS[verdict]}${late ? ', late' : ''}${version}`;
}

function total(organisations: RehearsalView['organisations'], accepted: Accepted | undefined): string {
  if (accepted === undefined) {
    const of = (verdict: RehearsedOrganisation['verdict']) =>
      organisations.filter((each) => each.verdict === verdict).length;
    return `Rehearsed: ${of('ready')} ready, ${of('has-problems')} with gaps, ${of('refused')} refused. Nothing was written.`;
  }
  const { written, notWritten } = accepted;
  const files = written.reduce((sum, { evidenceFiles }) => sum + evidenceFiles, 0);
  const left = notWritten.length === 0 ? '' : ` ${count(notWritten.length, 'submission')} not taken in.`;
  return `Taken in: ${count(written.length, 'submission')} with ${count(files, 'evidence file')}.${left}`;
}
