import { dayInLondon, dayInWords, momentInWords } from '../../../../shared/domain/dates.ts';
import type { Instant } from '../../../../shared/domain/ids.ts';
import { type Problem, verdictOf } from '../../../../shared/domain/intake.ts';
import { plainWords } from '../../../../shared/domain/likeness.ts';
import {
  type RehearsedReply,
  type ReplyAnswer,
  type ReplyContent,
  type SentBatch,
  sameReply,
} from '../../../../shared/domain/replies.ts';
import type { EvidenceItem, Gap } from '../../../../shared/domain/submission.ts';
import { count } from '../../../../shared/domain/words.ts';
import { judgeReferences } from '../judge-answers.ts';
import { matchEvidence } from '../match-evidence.ts';
import { filePlace, gap, note, refusal, rowPlace, sheetPlace } from '../problems.ts';
import { tooLong } from '../read-organisation.ts';
import { sameRef } from '../references.ts';
import type { ReplyGroup } from './apart.ts';
import { findBatch, type ReadReplyForm, type ReplyInput } from './find-batch.ts';
import { SHEETS } from './form.ts';
import { LETTERS, type ReadReply, type ReplyRow } from './read.ts';

const LONGEST = 30_000;

/** What taking this reply in would write, or why it cannot be taken. */
export function judgeReply(group: ReplyGroup, input: ReplyInput): RehearsedReply {
  const { reply: form, files, contested } = group;
  const { reply, path } = form;
  const { batch, problems: of } = findBatch(form, input);
  const problems: Problem[] = [
    ...of,
    ...contested.map((file) =>
      refusal(
        'file-of-two',
        filePlace(file.path),
        'Workbooks of two organisations that lie together name this file. Give each organisation a folder of its own, since there is no telling whose it is.',
      ),
    ),
    ...reply.problems,
  ];
  const bare = {
    key: path,
    name: batch?.name ?? nameOf(form, input),
    to: batch === undefined ? undefined : withoutReply(batch),
    problems,
    content: undefined,
    files: [],
    offered: [],
    late: false,
    replaces: undefined,
  };
  if (batch === undefined || verdictOf(problems) === 'refused') return { ...bare, verdict: 'refused' };
  const matched = matchEvidence(reply.evidence, files, form.inside);
  const answers = judgeRows(batch, reply, input.evidenceOf(batch.organisation), problems);
  problems.push(...matched.problems);
  const content: ReplyContent = {
    answers,
    evidence: [...matched.evidence],
    gaps: distinct(problems.flatMap(({ gaps }) => gaps)),
  };
  const late = dayInLondon(input.receivedAt) > batch.answerBy;
  problems.push(...judgeStanding(batch, content, late, input.receivedAt));
  const verdict = verdictOf(problems);
  return {
    ...bare,
    verdict,
    content: verdict === 'refused' ? undefined : content,
    files: matched.files,
    offered: matched.offered,
    late,
    replaces: batch.reply?.receivedAt,
  };
}

function withoutReply({ reply: _reply, ...batch }: SentBatch): Omit<SentBatch, 'reply'> {
  return batch;
}

function nameOf({ path, reply: { mark } }: ReadReplyForm, { organisations }: ReplyInput): string {
  const known =
    typeof mark === 'object' ? organisations.find(({ id }) => id === mark.organisation)?.name : undefined;
  return known ?? path.slice(path.lastIndexOf('/') + 1);
}

/** An answer for every question that was sent, in its order. What the rows say besides goes to the problems. */
function judgeRows(
  batch: SentBatch,
  { rows, evidence }: ReadReply,
  ofSubmission: readonly Pick<EvidenceItem, 'ref' | 'name'>[],
  problems: Problem[],
): ReplyAnswer[] {
  const byNumber = Map.groupBy(rows, ({ number }) =>
    Number(/^\D*?(\d{1,4})\D*$/.exec(number)?.[1] ?? Number.NaN),
  );
  for (const [number, strange] of byNumber)
    if (!batch.questions.some((question) => question.number === number))
      for (const row of strange) problems.push(...beside(row));
  const known = [...evidence, ...ofSubmission];
  for (const { ref, name } of evidence) {
    const other = ofSubmission.find((each) => sameRef(each.ref, ref));
    if (other !== undefined)
      problems.push(
        note(
          'reference-twice',
          sheetPlace(SHEETS.evidence),
          `${ref} is also a file of the submission, ‘${other.name}’. In this reply it stands for ‘${name}’.`,
        ),
      );
  }
  const answers = batch.questions.map(({ number, item, words }): ReplyAnswer => {
    const said = byNumber.get(number) ?? [];
    const [row, ...more] = said.filter(({ answer, evidence: refs }) => answer !== '' || refs !== '');
    const shown = row ?? said[0];
    const place = shown === undefined ? sheetPlace(SHEETS.questions) : rowPlace(shown.sheet, shown.row);
    const other = more.find(({ answer, evidence: refs }) => answer !== row?.answer || refs !== row.evidence);
    if (other !== undefined)
      problems.push(
        refusal(
          'answered-twice',
          rowPlace(other.sheet, other.row),
          `Question ${number} is answered twice, and not alike: in row ${row?.row} too. Ask which answer counts.`,
        ),
      );
    if (shown === undefined)
      problems.push(
        gap('question-missing', place, `Question ${number} is not in the workbook any more.`, []),
      );
    else if (row === undefined)
      problems.push(gap('answer-left-empty', place, `Question ${number} has no answer.`, []));
    if (shown !== undefined && shown.question !== '' && plainWords(shown.question) !== plainWords(words))
      problems.push(
        gap(
          'question-altered',
          place,
          `Question ${number} reads other than it was sent: ‘${shown.question.slice(0, 200)}’. The panel would read the answer beside the question as it was sent.`,
          [],
        ),
      );
    if (row !== undefined && row.answer.length > LONGEST)
      problems.push(tooLong('The answer', row.answer.length, LONGEST, place));
    const references =
      row === undefined || row.evidence === ''
        ? []
        : judgeReferences(
            { sheet: row.sheet, row: row.row, evidence: [{ words: row.evidence, pages: '' }] },
            known,
            problems,
            LETTERS,
          );
    return {
      number,
      item,
      question: words,
      answer: row?.answer ?? '',
      answered: row !== undefined,
      references,
    };
  });
  if (answers.every(({ answered }) => !answered))
    problems.push(
      refusal(
        'nothing-answered',
        sheetPlace(SHEETS.questions),
        'No question is answered. Ask for the workbook with the answers in it.',
      ),
    );
  return answers;
}

/** Words in a row that none of the questions stands in. */
function beside(row: ReplyRow): readonly Problem[] {
  const words = [row.answer, row.evidence].find((text) => text !== '') ?? row.question;
  const what =
    row.number === ''
      ? 'The row has no number of a question.'
      : `No question ${row.number.slice(0, 20)} was sent.`;
  return [
    note(
      'question-unknown',
      rowPlace(row.sheet, row.row),
      `${what} ‘${words.replaceAll('\n', ' ').slice(0, 60)}${words.length > 60 ? '…' : ''}’ is left out.`,
    ),
  ];
}

function judgeStanding(
  { name, answerBy, reply }: SentBatch,
  content: ReplyContent,
  late: boolean,
  receivedAt: Instant,
): readonly Problem[] {
  const place = { kind: 'organisation' as const, at: name };
  const problems: Problem[] = [];
  if (reply !== undefined) {
    const came = momentInWords(reply.receivedAt);
    const other = content.answers.filter(
      ({ number, answer }) => reply.content.answers.find((each) => each.number === number)?.answer !== answer,
    );
    problems.push(
      sameReply(reply.content, content)
        ? refusal(
            'same-as-last-reply',
            place,
            `Nothing in it differs from the reply of ${came}, which is already here.`,
          )
        : note(
            'reply-replaces',
            place,
            `These questions were answered already, on ${came}. This reply would replace that one: ${other.length === 0 ? 'its answers are the same, its evidence is not' : `${count(other.length, 'answer')} would differ`}.`,
          ),
    );
  }
  if (late)
    problems.push(
      note(
        'late',
        place,
        `It came on ${momentInWords(receivedAt)}, and was asked for by ${dayInWords(answerBy)}. Taking it needs a reason.`,
      ),
    );
  return problems;
}

/** Several replies to the same questions: none is taken, since there is no telling which counts. */
export function refuseTwins(replies: readonly RehearsedReply[]): readonly RehearsedReply[] {
  return replies.map((one) => {
    const twins = replies.filter(
      (other) => other !== one && other.to !== undefined && other.to.batch === one.to?.batch,
    );
    if (twins.length === 0) return one;
    const places = [one, ...twins].map(({ key }) => `‘${key}’`).sort();
    const problem = refusal(
      'two-replies',
      filePlace(one.key),
      `${one.name}’s answers to these questions are there more than once: ${places.join(', ')}. Import the one that counts.`,
    );
    return { ...one, verdict: 'refused', problems: [problem, ...one.problems], content: undefined };
  });
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((one) => [JSON.stringify(one), one])).values()];
}
