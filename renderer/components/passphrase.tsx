import { useState } from 'react';
import { Refused } from '../app/queries.ts';
import { useAnnounce } from './announce.tsx';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Row } from './page.tsx';
import styles from './passphrase.module.css';

interface PassphraseShownProps {
  readonly passphrase: string;
  /** What to do with it, in a sentence or two. */
  readonly advice: string;
}

/** A passphrase that was just made, to be read out or copied; nowhere else is it kept. */
export function PassphraseShown({ passphrase, advice }: PassphraseShownProps) {
  const announce = useAnnounce();
  const copy = async () => {
    await navigator.clipboard.writeText(passphrase);
    announce('Copied the passphrase.');
  };
  return (
    <div className={styles.shown}>
      <span className={styles.name}>Passphrase</span>
      <code className={styles.words}>{passphrase}</code>
      <Button look="quiet" small onPress={() => void copy()}>
        Copy the passphrase
      </Button>
      <span className={styles.advice}>{advice}</span>
    </div>
  );
}

/** Whether what went wrong is that a passphrase is to be given, for the first time or again. */
export function wantsPassphrase(error: unknown): error is Refused {
  return (
    error instanceof Refused &&
    (error.refusal.code === 'passphrase-needed' || error.refusal.code === 'passphrase-wrong')
  );
}

interface PassphraseAskedProps {
  readonly error: Refused;
  readonly onGiven: (passphrase: string) => void;
  readonly onLeave: () => void;
}

/** Asks for a file's passphrase; says so beside the field where the one before did not open it. */
export function PassphraseAsked({ error, onGiven, onLeave }: PassphraseAskedProps) {
  const [typed, setTyped] = useState('');
  const wrong = error.refusal.code === 'passphrase-wrong';
  const give = () => {
    if (typed.trim() !== '') onGiven(typed);
  };
  return (
    // A field that is marked wrong would keep the browser from sending the form again.
    <form
      noValidate
      className={styles.asked}
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      {!wrong && <p>{error.refusal.sentence}</p>}
      <Field
        name="passphrase"
        label="Passphrase"
        hint="Six words. Capitals, spaces and hyphens make no difference."
        error={wrong ? error.refusal.sentence : undefined}
        value={typed}
        onChange={setTyped}
      />
      <Row>
        <Button onPress={give}>Unlock the file</Button>
        <Button look="link" onPress={onLeave}>
          Choose another file
        </Button>
      </Row>
    </form>
  );
}
