import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { QuestionsOf } from '../../shared/contract/questions.ts';
import { dayInLondon, dayInWords, instantOf } from '../../shared/domain/dates.ts';
import { usualAnswerBy } from '../../shared/domain/questions.ts';
import { count, list as listed } from '../../shared/domain/words.ts';
import { ask } from '../core/ask.ts';
import { table } from './aligned.ts';
import { saveExport } from './files.ts';
import { readDay, submissionNamed } from './named.ts';
import type { DeskVerb } from './verb.ts';

/** What was asked of organisations and where each question is: open, sent, overdue, answered. */
const list: DeskVerb = {
  name: 'questions list',
  about: 'Questions to organisations: open, sent, overdue and answered',
  async run(desk) {
    const all = await ask(desk, 'questions.list', {});
    const rows = all.map((one) => [one.name, one.open.length, sentIn(one), one.withdrawn.length]);
    const details = all.flatMap((one) => [
      '',
      `${one.name}${one.email === '' ? ', no address known' : `, ${one.email}`}`,
      ...one.open.map(({ item, words, askedBy }) => `  Open: ${item} (${askedBy}) ${oneLine(words)}`),
      ...one.batches.flatMap(({ questions, ...batch }) => [
        `  ${stateOf(batch)}`,
        ...questions.map(
          ({ number, item, words, answer }) =>
            `    ${number}. ${item} ${oneLine(words)}${answer === undefined ? '' : `\n       ${answer === '' ? 'No answer.' : oneLine(answer)}`}`,
        ),
      ]),
    ]);
    return {
      value: all,
      text:
        all.length === 0
          ? 'Nobody has asked an organisation anything.'
          : [table(['Organisation', 'Open', 'Sent', 'Not sent'], rows), ...details].join('\n'),
    };
  },
};

function sentIn({ batches }: QuestionsOf): string {
  const questions = batches.reduce((sum, batch) => sum + batch.questions.length, 0);
  const waiting = batches.filter(({ reply }) => reply === undefined);
  const overdue = waiting.filter((batch) => batch.overdue).length;
  const parts = [
    String(questions),
    ...(overdue > 0 ? [`${overdue} overdue`] : waiting.length > 0 ? [`${waiting.length} waiting`] : []),
  ];
  return parts.join(', ');
}

function stateOf({
  sentOn,
  answerBy,
  overdue,
  reply,
}: Omit<QuestionsOf['batches'][number], 'questions'>): string {
  const sent = `Sent ${dayInWords(sentOn)}, to answer by ${dayInWords(answerBy)}`;
  if (reply === undefined) return `${sent}: ${overdue ? 'overdue' : 'no reply yet'}`;
  return `${sent}: replied ${dayInWords(dayInLondon(reply.receivedAt))}${reply.late ? ', late' : ''}, ${count(reply.files.length, 'evidence file')}`;
}

const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim();

/** An e-mail draft and a workbook for each organisation with open questions, each question in its own words. */
const send: DeskVerb = {
  name: 'questions send',
  about: 'Send the open questions: an e-mail draft and a workbook for each organisation, to be sent by you',
  options: {
    submission: { value: 'S', about: 'Only those about the submission of this organisation' },
    'answer-by': { value: 'DAY', about: 'Such as 2026-05-12; two weeks from today where it is left out' },
    out: { value: 'DIR', about: 'The folder to write them into', required: true },
  },
  check: (given) => {
    const day = given.text('answer-by');
    if (day !== undefined) readDay(day, send);
  },
  async run(desk, given) {
    const [named, day] = [given.text('submission'), given.text('answer-by')];
    const one = named === undefined ? undefined : await submissionNamed(desk, named);
    const answerBy =
      day === undefined ? usualAnswerBy(dayInLondon(instantOf(new Date()))) : readDay(day, send);
    const { sent } = await ask(desk, 'questions.send', {
      answerBy,
      job: randomUUID(),
      ...(one === undefined ? {} : { submissions: [{ submission: one.id }] }),
    });
    const folder = resolve(given.required('out'));
    const files = [];
    for (const { letter, workbook, ...about } of sent) {
      const written = { letter: join(folder, letter.name), workbook: join(folder, workbook.name) };
      await saveExport(desk, letter, written.letter);
      await saveExport(desk, workbook, written.workbook);
      files.push({ ...about, ...written });
    }
    const without = sent.filter(({ email }) => email === '').map(({ name }) => name);
    return {
      value: { folder, answerBy, sent: files },
      text: [
        table(
          ['Organisation', 'Questions', 'To', 'E-mail draft'],
          files.map(({ name, questions, email, letter }) => [name, questions, email || 'Not known', letter]),
        ),
        ...(without.length === 0 ? [] : [`Write the address in yourself for ${listed(without)}.`]),
        '',
        `On the record as sent: ${count(
          sent.reduce((sum, { questions }) => sum + questions, 0),
          'question',
        )}, to be answered by ${dayInWords(answerBy)}. Send the e-mails from your own mail program.`,
      ].join('\n'),
    };
  },
};

export const questionVerbs: readonly DeskVerb[] = [list, send];
