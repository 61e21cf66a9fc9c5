import { randomUUID } from 'node:crypto';
import type {
  RehearsalView,
  RehearsedOrganisation,
  RehearsedReplyView,
} from '../../shared/contract/intake.ts';
import type { OutputOf } from '../../shared/contract/table.ts';
import { dayInLondon, dayInWords } from '../../shared/domain/dates.ts';
import { bytesInWords, count, list } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import type { DeskPort } from '../core/desk-types.ts';
import { refuse } from '../core/refused.ts';
import { stagePaths } from './files.ts';
import { giveMapping, refuseUnmapped, writeMapping } from './mapping.ts';
import { placed } from './problems.ts';
import type { DeskVerb } from './verb.ts';

type Accepted = OutputOf<'import.accept'>;

/** Folders, zips, workbooks and e-mails: rehearsed, then written one organisation or reply at a time, whole or not at all. */
export const importVerb: DeskVerb = {
  name: 'import',
  about: 'Take in what organisations sent, submissions and replies: folders, zips, workbooks and e-mails',
  operands: { words: 'PATH…', least: 1, most: Number.POSITIVE_INFINITY },
  options: {
    rehearse: { about: 'Only say what would be taken in, and what is wrong' },
    'accept-gaps': { about: 'Take in submissions and replies with gaps; each gap is named and chased' },
    mapping: { value: 'FILE.json', about: 'What the columns of a table of many organisations are' },
    'mapping-out': {
      value: 'FILE.json',
      about: 'Write down what its columns seem to be, to be looked over and given back; nothing is taken in',
    },
    'no-tables': { about: 'Take every table for evidence, and none for one of many organisations' },
    'late-reason': { value: 'WORDS', about: 'Why what came after its time is taken in' },
  },
  async run(desk, given) {
    const staged = await stagePaths(desk, given.words);
    if (staged.length === 0) throw refuse('nothing-to-import', 'There is no file in what was named.');
    const out = given.text('mapping-out');
    const mapping = given.text('mapping');
    const seen = await rehearse(desk, staged);
    const first = given.flag('no-tables')
      ? await rehearse(
          desk,
          staged,
          seen.tables.map(({ path }) => path),
        )
      : seen;
    if (out !== undefined) return writeMapping(first, out);
    const rehearsal =
      mapping === undefined
        ? first
        : await giveMapping(desk, first, mapping).then(() => rehearse(desk, staged));
    const waiting = rehearsal.tables.filter(({ state }) => state === 'needs-mapping');
    if (waiting.length > 0) throw refuseUnmapped(waiting);
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
      unwell: accepted.notWritten.length > 0 || accepted.written.length + accepted.replies.length === 0,
    };
  },
};

function rehearse(
  desk: DeskPort,
  staged: readonly string[],
  noTables: readonly string[] = [],
): Promise<RehearsalView> {
  return ask(desk, 'import.rehearse', {
    staged: [...staged],
    job: randomUUID(),
    mails: [],
    noTables: [...noTables],
  });
}

async function accept(
  desk: DeskPort,
  { id, organisations, replies }: RehearsalView,
  acceptGaps: boolean,
  lateReason: string,
): Promise<Accepted> {
  if (organisations.length + replies.length === 0) return { written: [], replies: [], notWritten: [] };
  const chosen = ({ key }: { readonly key: string }) => ({ key, acceptGaps, lateReason, decline: [] });
  return ask(desk, 'import.accept', {
    rehearsal: id,
    job: randomUUID(),
    organisations: organisations.map(chosen),
    replies: replies.map(chosen),
  });
}

function describe(rehearsal: RehearsalView, accepted: Accepted | undefined): string {
  const { organisations, replies, unplaced, mails } = rehearsal;
  const lines = organisations.flatMap((one) => [
    `${one.name}: ${whatBecame(one, accepted)}`,
    `  ${count(one.items, 'answer')}, ${count(one.evidenceFiles, 'evidence file')}, ${bytesInWords(one.bytes)}`,
    ...one.problems.map((problem) => `  ${WORDS[problem.severity]}${placed(problem)}`),
  ]);
  const replied = replies.flatMap((one) => [
    `${one.name}, reply to questions: ${whatBecameOf(one, accepted)}`,
    `  ${count(one.answers.filter(({ answered }) => answered).length, 'answer')}, ${count(one.evidenceFiles, 'evidence file')}, ${bytesInWords(one.bytes)}`,
    ...one.problems.map((problem) => `  ${WORDS[problem.severity]}${placed(problem)}`),
  ]);
  const tables = rehearsal.tables.flatMap(({ name, rows, keptAt, problems }) => [
    `${name}: ${count(rows, 'row')}, read by the mapping of ${keptAt === undefined ? 'today' : dayInWords(dayInLondon(keptAt))}`,
    ...problems.map((problem) => `  ${WORDS[problem.severity]}${placed(problem)}`),
  ]);
  const left = unplaced.map((path) => `  ${path}`);
  return [
    ...tables,
    ...(organisations.length + replies.length === 0
      ? ['No submission and no reply was found in what was named.']
      : [...lines, ...replied]),
    ...(left.length === 0 ? [] : ['', 'Files that belong to no organisation:', ...left]),
    ...(mails.length === 0
      ? []
      : ['', 'E-mails to confirm in the window:', ...mails.map(({ sentence }) => `  ${sentence}`)]),
    '',
    total(rehearsal, accepted),
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

function whatBecameOf(
  { key, verdict, late, replaces }: RehearsedReplyView,
  accepted: Accepted | undefined,
): string {
  const written = accepted?.replies.find((each) => each.key === key);
  const not = accepted?.notWritten.find((each) => each.key === key);
  if (written !== undefined)
    return `taken in, ${written.answered} of ${count(written.questions, 'question')} answered`;
  if (not !== undefined) return `not taken in. ${not.sentence}`;
  return `${VERDICTS[verdict]}${late ? ', late' : ''}${replaces === undefined ? '' : ', would replace an earlier one'}`;
}

function total({ organisations, replies }: RehearsalView, accepted: Accepted | undefined): string {
  if (accepted === undefined) {
    const of = (verdict: RehearsedOrganisation['verdict']) =>
      [...organisations, ...replies].filter((each) => each.verdict === verdict).length;
    return `Rehearsed: ${of('ready')} ready, ${of('has-problems')} with gaps, ${of('refused')} refused. Nothing was written.`;
  }
  const { written, notWritten } = accepted;
  const files = [...written, ...accepted.replies].reduce((sum, { evidenceFiles }) => sum + evidenceFiles, 0);
  const left = notWritten.length === 0 ? '' : ` Not taken in: ${notWritten.length}.`;
  const taken = [
    ...(written.length > 0 || accepted.replies.length === 0 ? [count(written.length, 'submission')] : []),
    ...(accepted.replies.length > 0 ? [count(accepted.replies.length, 'reply', 'replies')] : []),
  ];
  return `Taken in: ${list(taken)} with ${count(files, 'evidence file')}.${left}`;
}
