import type { Projection } from '../ledger/projection.ts';
import { parts } from '../ledger/subject-key.ts';

const questions: Projection = {
  kind: 'question',
  project(rows, { round, key }, { entry: current, conflict, all }) {
    const [submission, person, question] = parts(key, 3);
    const where = { round, submission, person, question };
    rows.remove('question', where);
    if (current === undefined) return;
    const asked = current.act === 'question-asked' ? current : all().find(isAsking);
    const common = {
      ...where,
      item: asked?.facts.item ?? null,
      words: asked?.text?.words ?? null,
      asked_at: asked?.at ?? null,
      since: current.at,
      by_person: current.person,
      reason: null,
      batch: null,
      answer_by: null,
      entry: current.hash,
      conflict,
    };
    switch (current.act) {
      case 'question-asked':
        rows.insert('question', { ...common, state: 'asked' });
        return;
      case 'question-withdrawn':
        rows.insert('question', { ...common, state: 'withdrawn', reason: current.text?.reason ?? null });
        return;
      case 'question-passed-on':
        rows.insert('question', {
          ...common,
          state: 'passed-on',
          batch: current.facts.batch,
          answer_by: current.facts.answerBy,
        });
        return;
      default:
        return;
    }
  },
};

type AnyCurrent = NonNullable<Parameters<Projection['project']>[2]['entry']>;

function isAsking(entry: AnyCurrent): entry is Extract<AnyCurrent, { act: 'question-asked' }> {
  return entry.act === 'question-asked';
}

const batches: Projection = {
  kind: 'batch',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, batch] = parts(key, 2);
    const where = { round, submission, batch };
    rows.remove('question_batch', where);
    if (current?.act !== 'questions-sent') return;
    const { facts, text } = current;
    rows.insert('question_batch', {
      ...where,
      sent_at: current.at,
      answer_by: facts.answerBy,
      questions: JSON.stringify(
        facts.questions.map(({ number, item, from }) => ({
          number,
          item,
          from: from.map((id) => ({ id, joined: text?.joined[id] ?? '' })),
          words: text?.words[number] ?? '',
        })),
      ),
      entry: current.hash,
      conflict,
    });
  },
};

/** A reply's files lie with those of the submission's versions, under the name of what it replies to. */
const replies: Projection = {
  kind: 'reply',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [submission, batch] = parts(key, 2);
    const where = { round, submission, batch };
    rows.remove('reply_answer', where);
    rows.remove('reply', where);
    rows.remove('evidence_item', { round, submission, version: batch });
    if (current?.act !== 'questions-answered') return;
    const { facts, text } = current;
    const shown = { entry: current.hash, conflict };
    rows.insert('reply', {
      ...where,
      asked_on: facts.askedOn,
      received_at: facts.receivedAt,
      late: Number(facts.late),
      late_reason: text?.lateReason ?? null,
      ...shown,
    });
    for (const { number, item, answered, references } of facts.questions) {
      const words = text?.questions[number];
      rows.insert('reply_answer', {
        ...where,
        number,
        item,
        answered: Number(answered),
        question: words?.question ?? null,
        answer: words?.answer ?? null,
        refs: JSON.stringify(references),
        ...shown,
      });
    }
    for (const { ref, sha256, bytes, namesRemoved } of facts.evidence) {
      rows.insert('evidence_item', {
        round,
        submission,
        version: batch,
        ref,
        sha256,
        bytes,
        name: text?.evidence[ref] ?? null,
        shows: text?.shows?.[ref] ?? null,
        names_removed: namesRemoved ?? 'not-said',
        ...shown,
      });
    }
  },
};

const clarifications: Projection = {
  kind: 'clarification',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [person, clarification] = parts(key, 2);
    const where = { round, person, clarification };
    rows.remove('clarification', where);
    if (current?.act !== 'clarification-asked') return;
    rows.insert('clarification', {
      ...where,
      standard: current.facts.standard,
      words: current.text?.words ?? null,
      asked_at: current.at,
      entry: current.hash,
      conflict,
    });
  },
};

const clarificationsGiven: Projection = {
  kind: 'clarification-given',
  project(rows, { round, key }, { entry: current, conflict }) {
    const [recipient, clarification] = parts(key, 2);
    const where = { round, recipient, clarification };
    rows.remove('clarification_given', where);
    if (current?.act !== 'clarification-given') return;
    rows.insert('clarification_given', {
      ...where,
      standard: current.facts.standard,
      question: current.text?.question ?? null,
      answer: current.text?.answer ?? null,
      given_by: current.person,
      given_at: current.at,
      entry: current.hash,
      conflict,
    });
  },
};

export const questionProjections: readonly Projection[] = [
  questions,
  batches,
  replies,
  clarifications,
  clarificationsGiven,
];
