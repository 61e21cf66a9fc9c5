import { useState } from 'react';
import type { ChosenQuestion, OpenQuestion, QuestionsOf } from '../../../../shared/contract/questions.ts';
import type { Day, QuestionId } from '../../../../shared/domain/ids.ts';
import { chosenFrom, type Edit, leadersOf } from '../../../../shared/domain/questions.ts';
import { type StandardSet, shortOf } from '../../../../shared/domain/standard-set.ts';
import { useAct, useCall } from '../../../app/queries.ts';
import { useAnnounce } from '../../../components/announce.tsx';
import { Link } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import type { Problem } from '../../../components/error-summary.tsx';
import { Reason } from '../../../components/reason-dialog.tsx';
import { Failed, Loading } from '../../../components/states.tsx';
import { EditQuestion } from './edit-question.tsx';
import type { KeptEdits } from './kept-edits.ts';
import styles from './questions.module.css';

interface ToSendProps {
  readonly of: QuestionsOf;
  readonly set: StandardSet;
  readonly kept: KeptEdits;
  readonly answerBy: Day | undefined;
  readonly problems: readonly Problem[];
  /** Whether the name of the organisation is said and leads to its submission. */
  readonly named: boolean;
}

/** The open questions about one submission, as they are to go. */
export function ToSend({ of, set, kept, answerBy, problems, named }: ToSendProps) {
  const { submission, name, email, open } = of;
  const [leaving, setLeaving] = useState<OpenQuestion>();
  const edits = editsOf(of, kept);
  const leads = leadersOf(open, edits);
  const followed = new Set(leads.values());
  const others = ({ question, item }: OpenQuestion) =>
    // One that others follow leads, and follows none.
    followed.has(question)
      ? []
      : open
          .filter((other) => other.question !== question && other.item === item && !leads.has(other.question))
          .map((other) => ({
            question: other.question,
            words: edits.get(other.question)?.words ?? other.words,
          }));
  const chosen = chosenBy(of, kept);
  return (
    <section className={styles.organisation} aria-label={`Questions for ${name}`}>
      {named && (
        <h2>
          <Link to={`/submissions/${submission}`}>{name}</Link>
        </h2>
      )}
      <p className={styles.soft}>
        {email === '' ? (
          <b>
            No address is known. The e-mail is addressed to nobody: write the address in before you send it.
          </b>
        ) : (
          `To ${email}`
        )}
      </p>
      {open.map((question) => (
        <EditQuestion
          key={question.question}
          question={question}
          about={aboutItem(set, question.item)}
          others={others(question)}
          leader={leads.get(question.question)}
          edit={edits.get(question.question) ?? {}}
          onEdit={(edit) => kept.write(submission, question.question, edit)}
          onLeaveOut={() => setLeaving(question)}
          problems={problems}
        />
      ))}
      {chosen.length > 0 && <Preview of={of} chosen={chosen} answerBy={answerBy} />}
      {leaving !== undefined && (
        <LeaveOut
          of={of}
          question={leaving}
          onDone={() => {
            kept.forget([leaving.question]);
            setLeaving(undefined);
          }}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

/** What was made of the open questions of one submission. */
function editsOf({ open }: QuestionsOf, { all }: KeptEdits): ReadonlyMap<QuestionId, Edit> {
  return new Map(open.map(({ question }) => [question, all?.get(question) ?? {}]));
}

/** What would go of one submission's questions as they stand. */
export function chosenBy(of: QuestionsOf, kept: KeptEdits): ChosenQuestion[] {
  return chosenFrom(of.open, editsOf(of, kept)).map(({ from, words }) => ({
    from: from.map((each) => ({ ...each })),
    words,
  }));
}

/** "3.3 Preceptorship for a suggested 12-month period, return to practice". */
export function aboutItem(set: StandardSet, item: string): string {
  const [number = item, transition] = item.split('/');
  const standard = set.sections.flatMap(({ standards }) => standards).find((each) => each.number === number);
  const called = set.transitions.find(({ id }) => id === transition)?.name.toLowerCase();
  return [
    number,
    standard === undefined ? '' : ` ${shortOf(standard)}`,
    called === undefined ? '' : `, ${called}`,
  ].join('');
}

/** The e-mail as it would go, read from the desk when it is looked at. */
function Preview({
  of: { submission, name },
  chosen,
  answerBy,
}: {
  readonly of: QuestionsOf;
  readonly chosen: ChosenQuestion[];
  readonly answerBy: Day | undefined;
}) {
  const [open, setOpen] = useState(false);
  const draft = useCall(
    'questions.draft',
    { submission, chosen, ...(answerBy === undefined ? {} : { answerBy }) },
    { enabled: open },
  );
  return (
    <Disclosure summary={`Read the e-mail to ${name}`} onToggle={setOpen}>
      {draft.isPending ? (
        <Loading />
      ) : draft.isError ? (
        <Failed error={draft.error} />
      ) : (
        <div className={styles.letter}>
          <p>
            <b>{draft.data.subject}</b>
          </p>
          <p className={styles.words}>{draft.data.text}</p>
        </div>
      )}
    </Disclosure>
  );
}

function LeaveOut({
  of: { submission },
  question: { question, words, askedBy },
  onDone,
  onClose,
}: {
  readonly of: QuestionsOf;
  readonly question: OpenQuestion;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const announce = useAnnounce();
  const act = useAct('questions.withdraw');
  return (
    <Reason
      title="Do not send this question"
      asks="Say why the question is not sent"
      does="Do not send it"
      error={act.error}
      pending={act.isPending}
      onGiven={(reason) =>
        act.mutate(
          { submission, question, reason },
          {
            onSuccess: () => {
              announce('The question is not sent.');
              onDone();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className={styles.words}>“{words}”</p>
      <p>{askedBy} is told that it was not sent, and why. Nobody else is.</p>
    </Reason>
  );
}
