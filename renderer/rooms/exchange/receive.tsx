import { useId, useState } from 'react';
import type { PackRehearsal } from '../../../shared/contract/exchange.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Card, Row } from '../../components/page.tsx';
import { PassphraseAsked, wantsPassphrase } from '../../components/passphrase.tsx';
import { JobProgress } from '../../components/progress.tsx';
import styles from './exchange.module.css';
import { PACK_ENDINGS, whatFor } from './purposes.ts';

type Taken = OutputOf<'packs.accept'>;

/** A file from another desk: who it is from and what it would add is said first, and taken in only on a word. */
export function Receive({ administers }: { readonly administers: boolean }) {
  const rehearse = useAct('packs.rehearse');
  const accept = useAct('packs.accept');
  const job = useId();
  const [rehearsal, setRehearsal] = useState<PackRehearsal>();
  const [taken, setTaken] = useState<Taken>();
  const [staged, setStaged] = useState<readonly string[]>([]);
  const begin = () => {
    setRehearsal(undefined);
    setTaken(undefined);
    rehearse.reset();
    accept.reset();
  };
  const open = (files: readonly string[], passphrase?: string) =>
    rehearse.mutate({ staged: [...files], passphrase, job }, { onSuccess: setRehearsal });
  const locked = wantsPassphrase(rehearse.error) ? rehearse.error : undefined;
  return (
    <>
      {locked === undefined && <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />}
      {rehearse.isPending ? (
        <JobProgress job={job} label="Reading the file" />
      ) : accept.isPending ? (
        <JobProgress job={job} label="Taking it in" />
      ) : taken !== undefined ? (
        <WasTaken taken={taken} rehearsal={rehearsal} onMore={begin} />
      ) : rehearsal !== undefined ? (
        <WouldAdd
          rehearsal={rehearsal}
          onAccept={() => accept.mutate({ rehearsal: rehearsal.id, job }, { onSuccess: setTaken })}
          onLeave={begin}
        />
      ) : locked !== undefined ? (
        <PassphraseAsked error={locked} onGiven={(passphrase) => open(staged, passphrase)} onLeave={begin} />
      ) : (
        <>
          <p>
            {administers
              ? 'Scores from assessors and decisions from chairs come back as files. '
              : 'Updates from the administrator come as files. '}
            You see what one would add before anything is taken in.
          </p>
          <FilePicker
            takes="files"
            endings={PACK_ENDINGS}
            label="Choose a file"
            hint="or drop it here; of one in parts, all of them"
            onStaged={(files) => {
              const ids = files.map(({ id }) => id);
              setStaged(ids);
              open(ids);
            }}
          />
        </>
      )}
    </>
  );
}

interface WouldAddProps {
  readonly rehearsal: PackRehearsal;
  readonly onAccept: () => void;
  readonly onLeave: () => void;
}

export function WouldAdd({ rehearsal, onAccept, onLeave }: WouldAddProps) {
  const { purpose, round, from, to, madeAt, newEntries, knownEntries, evidenceFiles, problems } = rehearsal;
  const facts: readonly (readonly [string, string])[] = [
    ['From', from],
    ...(to === '' ? [] : [['For', to] as const]),
    ['Round', round.title],
    ['Made', momentInWords(madeAt)],
    [
      'Would add',
      newEntries === 0 && evidenceFiles === 0
        ? 'Nothing new'
        : `${count(newEntries, 'record')}, ${count(evidenceFiles, 'evidence file')}`,
    ],
    ['Known already', count(knownEntries, 'record')],
  ];
  return (
    <Card title={`${whatFor[purpose]} from ${from}`}>
      <dl className={styles.facts}>
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {problems.length > 0 && (
        <div className={styles.caution}>
          <ul>
            {problems.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      <Row>
        <Button onPress={onAccept}>Take it in</Button>
        <Button look="quiet" onPress={onLeave}>
          Leave it
        </Button>
      </Row>
    </Card>
  );
}

interface WasTakenProps {
  readonly taken: Taken;
  readonly rehearsal: PackRehearsal | undefined;
  readonly onMore: () => void;
}

export function WasTaken({ taken, rehearsal, onMore }: WasTakenProps) {
  return (
    <Card title="Taken in" tint="blue">
      <output>
        {rehearsal !== undefined && `From ${rehearsal.from}: `}
        {count(taken.entries, 'new record')}, {count(taken.evidenceFiles, 'evidence file')}.
      </output>
      {taken.problems.length > 0 && (
        <ul>
          {taken.problems.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Button look="quiet" onPress={onMore}>
        Take in another
      </Button>
    </Card>
  );
}
