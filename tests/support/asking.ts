import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../electron/core/desk/desk.ts';
import type { DeskPort } from '../../electron/core/desk-types.ts';
import { carry } from '../../electron/core/sample/job.ts';
import type { InputOf } from '../../shared/contract/table.ts';
import {
  BatchId,
  Day,
  type ItemId,
  PersonId,
  QuestionId,
  type Role,
  type SubmissionId,
} from '../../shared/domain/ids.ts';
import { layRound, type MadeRound, makeRound } from '../bench/round.ts';
import { resources } from './desks.ts';

/** The administrator's desk of a round in which questions are asked, and others' beside it, none with a window. */
export interface AskingRound {
  readonly home: Desk;
  readonly round: MadeRound;
  readonly submission: SubmissionId;
  /** A desk of that person, with what the administrator sends them. */
  desk(person: string, purpose: 'round' | 'moderation', dataFolder?: string): Promise<Desk>;
  end(): Promise<void>;
}

/** `roles` says what somebody is beside what they are anyway. */
export async function layAsking(roles: Readonly<Record<string, readonly Role[]>> = {}): Promise<AskingRound> {
  const folder = await mkdtemp(join(tmpdir(), 'award-asking-'));
  const open = (dataFolder: string) => openDesk({ dataFolder, resources, workFactor: 4 });
  const round = makeRound(
    { organisations: 2, standards: 10, assessors: 2, perSubmission: 2, files: 2 },
    roles,
  );
  const submission = round.submissions[0]?.submission;
  if (submission === undefined) throw new Error('The round is empty.');
  const home = await open(join(folder, 'admin'));
  const opened: Desk[] = [home];
  await layRound(home, round);
  return {
    home,
    round,
    submission,
    async desk(person, purpose, dataFolder) {
      const desk = await open(dataFolder ?? join(folder, person));
      if (dataFolder === undefined) opened.push(desk);
      await carry(home, desk, { purpose, to: PersonId.parse(person) });
      return desk;
    },
    async end() {
      for (const desk of opened) await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A pack from one desk to another, through what any shell can do: one of them may have a window. */
export async function send(
  from: DeskPort,
  to: DeskPort,
  pack: Omit<InputOf<'packs.create'>, 'job' | 'splitMegabytes'>,
): Promise<void> {
  const { id, name, passphrase } = await ask(from, 'packs.create', { ...pack, job: randomUUID() });
  const file = (await from.exportFile(id))?.path ?? '';
  const staged = await to.stage([{ path: name, file }]);
  if (!staged.ok) throw new Error(staged.error.sentence);
  const [first] = staged.value;
  if (first === undefined) throw new Error('The pack was not staged.');
  const rehearsal = await ask(to, 'packs.rehearse', { staged: first.id, passphrase, job: randomUUID() });
  await ask(to, 'packs.accept', { rehearsal: rehearsal.id, job: randomUUID() });
}

export interface Answered {
  readonly item: ItemId;
  readonly question: string;
  /** Empty: it was left empty. */
  readonly answer: string;
  /** As the organisation writes them: "R1". */
  readonly ref?: string;
}

/** Sends one person's questions on, the answer due on 12 May 2026. */
export function passOn(
  { home, round, submission }: AskingRound,
  person: string,
  questions: readonly string[],
): void {
  for (const question of questions)
    home.context.ledger.append('question-passed-on', {
      facts: {
        round: round.id,
        submission,
        person: PersonId.parse(person),
        question: QuestionId.parse(question),
        batch: BatchId.parse('b-1'),
        answerBy: Day.parse('2026-05-12'),
      },
      text: {},
    });
}

/** The organisation's reply, with one file that bears `bytes`. */
export async function reply(
  { home, round, submission }: AskingRound,
  answers: readonly Answered[],
  bytes = 'Bank staff are in the rota.\n',
): Promise<void> {
  async function* piece() {
    yield Buffer.from(bytes);
  }
  const file = await home.context.store.evidence.put(piece());
  home.context.ledger.append('questions-answered', {
    facts: {
      round: round.id,
      submission,
      batch: BatchId.parse('b-1'),
      askedOn: Day.parse('2026-04-28'),
      receivedAt: home.context.now(),
      late: false,
      questions: answers.map(({ item, answer, ref }, at) => ({
        number: at + 1,
        item,
        answered: answer !== '',
        references: ref === undefined ? [] : [{ ref, pages: 'p. 1', firstPage: 1 }],
      })),
      evidence: [{ ref: 'R1', sha256: file.sha256, bytes: file.bytes, namesRemoved: 'yes' }],
    },
    text: {
      questions: Object.fromEntries(
        answers.map(({ question, answer }, at) => [at + 1, { question, answer }]),
      ),
      evidence: { R1: 'bank-rota.txt' },
      shows: { R1: 'Who is in the rota' },
    },
  });
}
