import { randomUUID } from 'node:crypto';
import { ZipFile } from 'yazl';
import type { Export } from '../../../shared/contract/desk.ts';
import type { SentQuestions } from '../../../shared/contract/questions.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { compareDays, dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import { apart } from '../../../shared/domain/file-names.ts';
import { BatchId, Day, Instant, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import type { ChoiceProblem } from '../../../shared/domain/questions.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { currentVersions } from '../intake/service.ts';
import { listPeople } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { blindTo } from '../scoring/service.ts';
import { XLSX_TYPE } from '../spreadsheet/sheet-writer.ts';
import type { QuestionBatchTable } from '../store/question-rows.ts';
import { contactsIn } from './contacts.ts';
import { type Draft, drafting, nothingToSend } from './draft.ts';
import { forgetDraft } from './drafts.ts';
import { isAddress } from './mail.ts';
import { SentQuestion } from './queries.ts';
import { MAIL_TYPE, type Written, writeOut } from './writing.ts';

type Input = ParsedInputOf<'questions.send'>;

/** Puts questions on the record as sent, for all of the submissions or none, and gives what is to be sent. */
export async function sendQuestions(
  desk: DeskContext,
  { answerBy, submissions }: Input,
  job: Job,
): Promise<OutputOf<'questions.send'>> {
  const [round, today] = [roundHere(desk), dayInLondon(desk.now())];
  requireStillToCome(answerBy, today);
  const context = await drafting(desk);
  const wanted: NonNullable<Input['submissions']> =
    submissions ?? context.waiting.map((submission) => ({ submission }));
  const going = new Map(
    wanted.map(({ submission, chosen }) => [
      submission,
      context.draft(submission, chosen) ?? raise(nothingToSend()),
    ]),
  );
  if (going.size === 0) throw nothingToSend();
  const drafts = [...going.values()].map((draft) => ({ draft, batch: BatchId.parse(`b-${randomUUID()}`) }));
  requireSound(drafts.flatMap(({ draft }) => draft.problems));
  const made: Written[] = [];
  for (const [at, { draft, batch }] of drafts.entries()) {
    job.step();
    job.progress(at, drafts.length, `Writing to ${draft.version.name}`);
    const { version, contact, questions } = draft;
    made.push(
      await writeOut({
        round: { id: round, title: context.title, year: context.year },
        organisation: version.organisation,
        name: version.name,
        contact,
        sender: context.sender,
        batch,
        sentOn: today,
        answerBy,
        questions: questions.map(({ number, words, standing }) => ({ number, words, item: standing })),
      }),
    );
  }
  const files = await Promise.all(made.map((one) => give(desk, one)));
  const all = made.length > 1 ? await giveAll(desk, made, `Questions ${context.year} ${today}`) : undefined;
  desk.store.transaction(() => {
    for (const { draft, batch } of drafts) record(desk, round, draft, batch, answerBy);
  });
  job.progress(drafts.length, drafts.length, 'Written');
  desk.changed('questions', 'round');
  const sent = drafts.flatMap(({ draft: { version, contact, questions }, batch }, at): SentQuestions[] => {
    const given = files[at];
    if (given === undefined) return [];
    const email = isAddress(contact.email) ? contact.email : '';
    const { submission, name } = version;
    return [{ submission, name, email, batch, questions: questions.length, ...given }];
  });
  return { sent, ...(all === undefined ? {} : { all }) };
}

function raise(error: Error): never {
  throw error;
}

function requireStillToCome(answerBy: Day, today: Day): void {
  if (compareDays(answerBy, today) >= 0) return;
  throw refuse('wrong-input', `${dayInWords(answerBy)} has passed. Give a day from today on.`, [
    { kind: 'field', at: 'answerBy' },
  ]);
}

/** Throws a refusal that says the first thing that stands in the way, with the place of each. */
function requireSound(problems: readonly ChoiceProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const code = { question: 'already-done', joined: 'reason-needed', words: 'wrong-input' } as const;
  throw refuse(
    code[first.field],
    first.sentence,
    problems.map(({ field, question }) => ({ kind: 'field', at: `${field}-${question}` })),
  );
}

/** What went, and to each asker that theirs did. Inside a transaction: what was sent or withdrawn meanwhile ends it. */
function record(desk: DeskContext, round: RoundId, draft: Draft, batch: BatchId, answerBy: Day): void {
  const { version, asked, questions } = draft;
  const { submission } = version;
  const facts = { round, submission, batch, answerBy };
  const stateOf = desk.store.prepare<[string, string, string], { state: string }>(
    'SELECT state FROM question WHERE round = ? AND submission = ? AND question = ?',
  );
  const going = questions.flatMap(({ from }) => from);
  if (going.some(({ question }) => stateOf.get(round, submission, question)?.state !== 'asked'))
    throw refuse('already-done', 'A question was sent or withdrawn meanwhile. Look at the questions again.');
  desk.ledger.append('questions-sent', {
    facts: {
      ...facts,
      questions: questions.map(({ number, item, from }) => ({
        number,
        item,
        from: from.map(({ question }) => question),
      })),
    },
    text: {
      words: Object.fromEntries(questions.map(({ number, words }) => [String(number), words])),
      joined: Object.fromEntries(
        going.filter(({ joined }) => joined !== '').map(({ question, joined }) => [question, joined]),
      ),
    },
  });
  for (const { question } of going) {
    const person = asked.find((each) => each.question === question)?.person;
    if (person !== undefined)
      desk.ledger.append('question-passed-on', { facts: { ...facts, person, question }, text: {} });
    forgetDraft(desk, round, personHere(desk), { kind: 'sending', submission, question });
  }
}

/** The e-mail and the workbook of questions that were sent, as they were. */
export async function writeAgain(
  desk: DeskContext,
  submission: SubmissionId,
  batch: BatchId,
): Promise<OutputOf<'questions.letter'>> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [head, set, versions, contactOf, people] = await Promise.all([
    roundHead(desk),
    adoptedSet(desk, round),
    currentVersions(desk, round),
    contactsIn(desk, round),
    listPeople(desk, round),
  ]);
  const version = versions.find((each) => each.submission === submission);
  const row = desk.store
    .prepare<[string, string, string], QuestionBatchTable>(
      'SELECT * FROM question_batch WHERE round = ? AND submission = ? AND batch = ?',
    )
    .get(round, submission, batch);
  if (version === undefined || row === undefined || blindTo(desk, round, me).has(submission))
    throw refuse('not-found', 'Those questions are not held on this computer.');
  const items = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  const sender = people.find(({ id }) => id === me);
  const written = await writeOut({
    round: { id: round, title: head.title, year: head.year },
    organisation: version.organisation,
    name: version.name,
    contact: contactOf(version),
    sender: { name: sender?.name ?? '', email: sender?.email ?? '' },
    batch,
    sentOn: dayInLondon(Instant.parse(row.sent_at)),
    answerBy: Day.parse(row.answer_by),
    questions: SentQuestion.array()
      .parse(JSON.parse(row.questions))
      .flatMap(({ number, item: id, words }) => {
        const item = items.find((each) => each.id === id);
        return item === undefined ? [] : [{ number, item, words }];
      }),
  });
  return give(desk, written);
}

async function give(
  desk: DeskContext,
  { called, letter, workbook }: Written,
): Promise<{ letter: Export; workbook: Export }> {
  return {
    letter: await desk.handover.give(`${called}.eml`, MAIL_TYPE, letter),
    workbook: await desk.handover.give(`${called}.xlsx`, XLSX_TYPE, workbook),
  };
}

/** Every e-mail and workbook in one zip file, told apart where two organisations have one name. */
async function giveAll(desk: DeskContext, made: readonly Written[], called: string): Promise<Export> {
  const mtime = new Date(desk.now());
  const names = apart(made.map((one) => one.called));
  const zip = new ZipFile();
  for (const [at, { called: own, letter, workbook }] of made.entries()) {
    zip.addBuffer(Buffer.from(letter), `${called}/${names[at] ?? own}.eml`, { mtime });
    zip.addBuffer(Buffer.from(workbook), `${called}/${names[at] ?? own}.xlsx`, { mtime });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  return desk.handover.give(`${called}.zip`, 'application/zip', Buffer.concat(chunks));
}
