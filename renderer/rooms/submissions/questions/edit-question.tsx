import type { OpenQuestion } from '../../../../shared/contract/questions.ts';
import { dayInLondon, dayInWords } from '../../../../shared/domain/dates.ts';
import type { QuestionId } from '../../../../shared/domain/ids.ts';
import type { Edit } from '../../../../shared/domain/questions.ts';
import { Button } from '../../../components/button.tsx';
import { errorOf, type Problem } from '../../../components/error-summary.tsx';
import { Checkbox, Field, Select, TextArea } from '../../../components/field.tsx';
import { Tag } from '../../../components/tag.tsx';
import styles from './questions.module.css';

interface EditProps {
  readonly question: OpenQuestion;
  /** "3.3, offers preceptorship…": what it is about. */
  readonly about: string;
  /** Others about the same standard, by what they ask now, which it can go together with. */
  readonly others: readonly { readonly question: QuestionId; readonly words: string }[];
  /** The one that it goes together with. */
  readonly leader: QuestionId | undefined;
  readonly edit: Edit;
  readonly onEdit: (edit: Edit) => void;
  readonly onLeaveOut: () => void;
  readonly problems: readonly Problem[];
}

const ALONE = '';

/** One question before it goes: its words as the organisation reads them, and what it goes together with. */
export function EditQuestion(props: EditProps) {
  const { question, about, others, leader, edit, onEdit, onLeaveOut, problems } = props;
  const { words, askedBy, askedAt, conflict } = question;
  const name = (field: string) => `${field}-${question.question}`;
  const held = edit.held === true;
  const changed = edit.words !== undefined && edit.words !== words;
  const options = [
    [ALONE, 'Nothing: it is a question of its own'] as const,
    ...others.map((other) => [other.question, `The question “${shortened(other.words)}”`] as const),
  ];
  return (
    <article className={styles.question} aria-label={`${askedBy} about ${question.item}`}>
      <h3 className={styles.about}>
        {about}
        <span className={styles.soft}>
          asked by {askedBy}, {dayInWords(dayInLondon(askedAt))}
        </span>
        {conflict && <Tag look="not">Two versions</Tag>}
      </h3>
      {held ? (
        <p className={styles.words}>{edit.words ?? words}</p>
      ) : leader === undefined ? (
        <TextArea
          name={name('words')}
          label="As the organisation reads it"
          hint={changed ? <>It was asked as “{words}”</> : undefined}
          value={edit.words ?? words}
          rows={2}
          onChange={(typed) => onEdit({ ...edit, words: typed === words ? undefined : typed })}
          error={errorOf(problems, name('words'))}
        />
      ) : (
        <p className={styles.words}>{words}</p>
      )}
      {!held && others.length > 0 && (
        <div className={styles.joining}>
          <Select
            name={name('with')}
            label="Put together with"
            value={leader ?? ALONE}
            options={options}
            onChange={(chosen) =>
              onEdit({ ...edit, with: others.find((other) => other.question === chosen)?.question })
            }
          />
          {leader !== undefined && (
            <Field
              name={name('joined')}
              label="Why they are put together"
              hint="Stays on the record. The organisation does not see it."
              value={edit.joined ?? ''}
              onChange={(joined) => onEdit({ ...edit, joined })}
              error={errorOf(problems, name('joined'))}
            />
          )}
        </div>
      )}
      {errorOf(problems, name('question')) !== undefined && (
        <p id={name('question')} tabIndex={-1} className={styles.problem}>
          {errorOf(problems, name('question'))}
        </p>
      )}
      <div className={styles.choices}>
        <Checkbox isSelected={!held} onChange={(on) => onEdit({ ...edit, held: !on })}>
          {leader === undefined ? 'Send it now' : 'Send it now, with the other'}
        </Checkbox>
        <Button look="link" small onPress={onLeaveOut}>
          Do not send it at all
        </Button>
      </div>
    </article>
  );
}

const shortened = (words: string) => {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > 70 ? `${line.slice(0, 68)}…` : line;
};
