import { dayInLondon, dayInWords } from '../../../shared/domain/dates.ts';
import type { Standard } from '../../../shared/domain/standard-set.ts';
import { useKeptWords } from '../../app/kept-words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { AskForm } from '../../components/asking/ask-form.tsx';
import { ChairSays } from '../../components/asking/chair-says.tsx';
import { useAskingForm } from '../../components/asking/use-form.ts';
import { sentenceOf } from '../../components/states.tsx';
import styles from './score-pane.module.css';

interface ChairHereProps {
  readonly standard: Standard;
  readonly asking: Asking;
}

/** What the chair says the standard means, what this assessor asked and waits for, and the form while they ask. */
export function ChairHere({ standard, asking }: ChairHereProps) {
  const mine = useCall('clarifications.mine', {});
  const given = mine.data?.given.filter((each) => each.standard === standard.number) ?? [];
  const asked = mine.data?.asked.filter((each) => each.standard === standard.number) ?? [];
  return (
    <>
      {given.length > 0 && (
        <section aria-label="What the chair says of this standard">
          {given.map((each) => (
            <div key={`${each.clarification} ${each.toEveryone}`}>
              <ChairSays
                given={each}
                asked={asked.find(({ clarification }) => clarification === each.clarification)?.words}
              />
              {each.conflict && (
                <p className={styles.none}>
                  Two answers were given to this. The chair says which of them stands.
                </p>
              )}
            </div>
          ))}
        </section>
      )}
      {asked
        .filter(({ answered }) => !answered)
        .map(({ clarification, words, askedAt }) => (
          <p key={clarification} className={styles.aside}>
            You asked the chair on {dayInWords(dayInLondon(askedAt))}, and wait for an answer: {words}
          </p>
        ))}
      {mine.isError && (
        <p className={styles.aside} role="alert">
          {sentenceOf(mine.error)}
        </p>
      )}
      {asking.open && (
        <AskForm
          name="toChair"
          label={`Question to the chair: what does ${standard.number} mean?`}
          hint="Only the chair, the deputy and the administrator read it. Write of the standard, not of an organisation. It can be disclosed."
          does="Ask the chair"
          {...asking.form}
        />
      )}
    </>
  );
}

/** One question to the chair while it is written. */
export function useAskChair({ number }: Standard) {
  const announce = useAnnounce();
  const kept = useKeptWords({ kind: 'clarification', standard: number });
  const { form, ...asking } = useAskingForm(number, kept);
  const ask = useAct('clarifications.ask', () => {
    kept.forget();
    asking.done();
    announce('Asked. The chair answers you alone, or everyone without saying who asked.');
  });
  useShortcut({ keys: 'Alt+Shift+Q', does: 'Ask the chair what this standard means' }, () =>
    asking.open ? document.getElementById('toChair')?.focus() : asking.begin(),
  );
  return {
    ...asking,
    form: {
      ...form,
      error: ask.error,
      pending: ask.isPending,
      onAsk: (words: string) => ask.mutate({ standard: number, words }),
    },
  };
}

export type Asking = ReturnType<typeof useAskChair>;
