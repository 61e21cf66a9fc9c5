import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { type KeptWords, textOf } from '../../app/kept-words.ts';
import { Button } from '../button.tsx';
import { ErrorSummary, errorOf, type Problem } from '../error-summary.tsx';
import { TextArea } from '../field.tsx';
import { Loading, sentenceOf } from '../states.tsx';
import styles from './asking.module.css';

const MOST = 4000;

interface AskFormProps {
  /** The field's id, one of its kind on the screen. */
  readonly name: string;
  readonly label: string;
  readonly hint: ReactNode;
  /** On the button: "Ask the organisation". */
  readonly does: string;
  readonly kept: KeptWords;
  /** The keyboard goes to the field when it comes. */
  readonly focus: boolean;
  readonly error: unknown;
  readonly pending: boolean;
  /** Words to put on the record, once what was typed of them is safe on the desk. */
  readonly onAsk: (words: string) => void;
  /** The form goes; its words stay for when it comes back. */
  readonly onClose: () => void;
}

/** A question while it is written: every word is kept as it is typed, until it is asked. */
export function AskForm(props: AskFormProps) {
  if (props.kept.words === undefined) return <Loading words="Reading what you wrote before" />;
  return <OpenForm {...props} words={textOf(props.kept)} />;
}

function OpenForm(props: AskFormProps & { readonly words: string }) {
  const { words, name, label, hint, does, kept, focus, error, pending, onAsk, onClose } = props;
  const [found, setFound] = useState<Problem>();
  const problems: readonly Problem[] = [
    ...(found === undefined ? [] : [found]),
    ...(error === null || error === undefined ? [] : [{ field: name, sentence: sentenceOf(error) }]),
  ];
  useEffect(() => {
    if (focus) document.getElementById(name)?.focus();
  }, [focus, name]);

  const ask = async () => {
    const sentence = wrongWith(words);
    setFound(sentence === undefined ? undefined : { field: name, sentence });
    if (sentence !== undefined) return;
    await kept.settle();
    onAsk(words);
  };
  return (
    <div className={styles.form} data-asking="">
      <ErrorSummary problems={problems} />
      <TextArea
        name={name}
        label={label}
        hint={hint}
        rows={3}
        value={words}
        onChange={(typed) => {
          setFound(undefined);
          kept.write({ words: typed });
        }}
        error={errorOf(problems, name)}
      />
      {kept.saving.kind === 'failed' && (
        <p className={styles.problem} role="alert">
          <b>What you write is not kept on the desk yet.</b> {kept.saving.sentence} It stays here, and keeping
          it is tried again.
        </p>
      )}
      <div className={styles.buttons}>
        <Button small isPending={pending} onPress={() => void ask()}>
          {does}
        </Button>
        <Button look="quiet" small onPress={onClose}>
          {words.trim() === '' ? 'Not now' : 'Keep it for later'}
        </Button>
      </div>
    </div>
  );
}

function wrongWith(words: string): string | undefined {
  const length = words.trim().length;
  if (length === 0) return 'Write your question';
  return length > MOST ? `Use ${MOST.toLocaleString('en-GB')} characters or fewer` : undefined;
}
