import { useState } from 'react';
import type { AskedClarification } from '../../../shared/contract/clarifications.ts';
import { instantOf } from '../../../shared/domain/dates.ts';
import { partsOfNameIn } from '../../../shared/domain/naming.ts';
import { list } from '../../../shared/domain/words.ts';
import { useKeptWords } from '../../app/kept-words.ts';
import { useAct } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { ChairSays } from '../../components/asking/chair-says.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { RadioGroup, TextArea } from '../../components/field.tsx';
import { Row } from '../../components/page.tsx';
import { Loading } from '../../components/states.tsx';
import styles from './clarifications.module.css';

interface AnswerFormProps {
  readonly asked: AskedClarification;
  /** By name, as it stands with the answer. */
  readonly chair: string;
}

/** An answer while it is written: kept as it is typed, and shown as everyone will read it before it goes. */
export function AnswerForm({ asked, chair }: AnswerFormProps) {
  const { clarification, given } = asked;
  const kept = useKeptWords({ kind: 'answer', clarification });
  const [open, setOpen] = useState(given.length === 0);
  if (kept.words === undefined) return <Loading words="Reading what you wrote before" />;
  const begun = Object.keys(kept.words).length > 0;
  if (!open && !begun)
    return (
      <Button look="link" small onPress={() => setOpen(true)}>
        Answer once more
      </Button>
    );
  return <OpenForm asked={asked} chair={chair} kept={kept} onDone={() => setOpen(false)} />;
}

interface OpenFormProps extends AnswerFormProps {
  readonly kept: ReturnType<typeof useKeptWords>;
  readonly onDone: () => void;
}

function OpenForm({ asked, chair, kept, onDone }: OpenFormProps) {
  const { clarification, asker, askedBy } = asked;
  const { to = '', question = '', answer = '' } = kept.words ?? {};
  const everyone = to === 'everyone';
  const announce = useAnnounce();
  const [found, setFound] = useState<readonly Problem[]>([]);
  const [today] = useState(() => instantOf(new Date()));
  const give = useAct('clarifications.give', () => {
    kept.forget();
    onDone();
    announce(everyone ? 'Told everyone.' : `Answered ${askedBy}.`);
  });
  /** One question's fields among those of others on the page. */
  const field = (name: string) => `${name}-${clarification}`;
  const problems = [
    ...found,
    ...problemsOf(give.error).map(({ field: at, sentence }) =>
      at === undefined ? { sentence } : { field: field(at), sentence },
    ),
  ];
  const write = (change: Readonly<Record<string, string>>) => {
    setFound([]);
    if (give.isError) give.reset();
    kept.write({ to, question, answer, ...change });
  };
  const send = async () => {
    const missing = [
      ...(to === '' ? [{ field: field('to'), sentence: 'Choose who reads your answer' }] : []),
      ...(answer.trim() === '' ? [{ field: field('answer'), sentence: 'Write your answer' }] : []),
    ];
    setFound(missing);
    if (missing.length > 0) return;
    await kept.settle();
    give.mutate({
      clarification,
      asker,
      to: everyone ? 'everyone' : 'asker',
      question: everyone ? question : '',
      answer,
    });
  };
  const parts = everyone ? partsOfNameIn(`${question}\n${answer}`, askedBy) : [];
  return (
    <div className={styles.form}>
      <ErrorSummary problems={problems} />
      <RadioGroup
        name={field('to')}
        label="Who reads your answer"
        value={to === 'asker' || to === 'everyone' ? to : undefined}
        options={[
          { value: 'asker', words: `${askedBy} alone` },
          { value: 'everyone', words: 'Everyone who assesses' },
        ]}
        onChange={(chosen) => write({ to: chosen })}
        error={errorOf(problems, field('to'))}
      />
      {everyone && (
        <TextArea
          name={field('question')}
          label="The question, in your own words"
          hint="Everyone reads it with the answer, and is not told that anybody asked."
          rows={2}
          value={question}
          onChange={(words) => write({ question: words })}
          error={errorOf(problems, field('question'))}
        />
      )}
      <TextArea
        name={field('answer')}
        label="Your answer"
        hint="It can be disclosed."
        value={answer}
        onChange={(words) => write({ answer: words })}
        error={errorOf(problems, field('answer'))}
      />
      {everyone && answer.trim() !== '' && (
        <section className={styles.preview} aria-label="What everyone will read">
          <h3>What everyone will read</h3>
          <ChairSays
            given={{
              question,
              answer,
              toEveryone: true,
              givenBy: chair,
              givenAt: today,
            }}
          />
          {parts.length > 0 && (
            <p className={styles.caution}>
              {list(parts.map((part) => `‘${part}’`))} {parts.length === 1 ? 'is' : 'are'} part of the name of
              whoever asked. Check that it does not name them.
            </p>
          )}
        </section>
      )}
      {kept.saving.kind === 'failed' && (
        <p className={styles.caution} role="alert">
          What you write is not kept on the desk yet. {kept.saving.sentence} It stays here, and keeping it is
          tried again.
        </p>
      )}
      <Row>
        <Button small isPending={give.isPending} onPress={() => void send()}>
          {everyone ? 'Tell everyone' : 'Answer'}
        </Button>
      </Row>
    </div>
  );
}
