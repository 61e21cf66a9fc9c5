import { useId, useState } from 'react';
import type { Recipient } from '../../../shared/contract/exchange.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/table.ts';
import { bytesInWords, count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { PassphraseShown } from '../../components/passphrase.tsx';
import { JobProgress } from '../../components/progress.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { sentenceOf } from '../../components/states.tsx';
import styles from './exchange.module.css';

/** Whom a file is for; nobody by name for an archive. */
export interface ForWhom extends Pick<Recipient, 'name' | 'purpose' | 'lockedBy'> {
  readonly person?: Recipient['person'];
}

interface MakeFileProps {
  readonly recipient: ForWhom;
  readonly label: string;
  readonly small?: boolean;
  /** Beside something that matters more. */
  readonly quiet?: boolean;
}

type Wanted = InputOf<'packs.measure'>;

/** Of which a later one holds only what is new, for a computer that has told what it holds. */
const WITH_EVIDENCE: ReadonlySet<Recipient['purpose']> = new Set(['round', 'moderation', 'whole']);

/** NHSmail takes messages of 35 MB, and an attachment grows by a third on its way. */
const E_MAIL_MEGABYTES = 25;

/** Makes one person's file and saves it. How big a large one will be is said before it is made. */
export function MakeFile({ recipient, label, small = false, quiet = small }: MakeFileProps) {
  const measure = useAct('packs.measure');
  const create = useAct('packs.create');
  const job = useId();
  const [made, setMade] = useState<OutputOf<'packs.create'>>();
  const [moved, setMoved] = useState(false);
  const [large, setLarge] = useState<{ readonly wanted: Wanted; readonly bytes: number }>();
  const { name, person: to, purpose, lockedBy } = recipient;
  const make = (wanted: Wanted, splitMegabytes?: number) =>
    create.mutate(
      { ...wanted, job, ...(splitMegabytes === undefined ? {} : { splitMegabytes }) },
      {
        onSuccess: (file) => {
          setMoved(wanted.newComputer === true);
          setMade(file);
        },
      },
    );
  const begin = (how: Pick<Wanted, 'newComputer' | 'everything'> = {}) => {
    const wanted: Wanted = { purpose, ...how, ...(to === undefined ? {} : { to }) };
    measure.mutate(wanted, {
      onSuccess: ({ bytes }) =>
        bytes > E_MAIL_MEGABYTES * 1_000_000 ? setLarge({ wanted, bytes }) : make(wanted),
    });
  };
  if (create.isPending) return <JobProgress job={job} label={`Making the file for ${name}`} />;
  if (made !== undefined) return <Made made={made} recipient={recipient} moved={moved} small={small} />;
  const error = create.error ?? measure.error;
  const look = quiet ? 'quiet' : 'main';
  return (
    <span className={styles.made}>
      {large === undefined ? (
        <>
          <Button
            look={look}
            small={small}
            isPending={measure.isPending}
            aria-label={small ? `${label} for ${name}` : label}
            onPress={() => begin()}
          >
            {label}
          </Button>
          {lockedBy === 'key' && (
            <Button
              look="link"
              small
              aria-label={`Make the file for a new computer of ${name}`}
              onPress={() => begin({ newComputer: true })}
            >
              For a new computer
            </Button>
          )}
          {lockedBy === 'key' && WITH_EVIDENCE.has(purpose) && (
            <Button
              look="link"
              small
              aria-label={`Make the file for ${name} with everything again`}
              onPress={() => begin({ everything: true })}
            >
              Everything again
            </Button>
          )}
        </>
      ) : (
        <>
          <span>It will be {bytesInWords(large.bytes)}.</span>
          <Button look={look} small={small} onPress={() => make(large.wanted)}>
            Make one file
          </Button>
          <Button look="quiet" small={small} onPress={() => make(large.wanted, E_MAIL_MEGABYTES)}>
            Make parts of {E_MAIL_MEGABYTES} MB, for e-mail
          </Button>
        </>
      )}
      {error !== null && (
        <span role="alert" className={styles.problem}>
          {sentenceOf(error)}
        </span>
      )}
    </span>
  );
}

interface MadeProps {
  readonly made: OutputOf<'packs.create'>;
  readonly recipient: ForWhom;
  /** Whether the person has a new computer. */
  readonly moved: boolean;
  readonly small: boolean;
}

function Made({ made, recipient: { name, purpose }, moved, small }: MadeProps) {
  const { passphrase, totalBytes, entries, evidenceFiles, heldThere, update } = made;
  const parts = [made, ...made.more];
  return (
    <output className={styles.made}>
      {parts.map((part, at) => (
        <SaveExport
          key={part.id}
          look={small || at > 0 ? 'quiet' : 'main'}
          small={small}
          label={parts.length === 1 ? 'Save the file' : `Save part ${at + 1} of ${parts.length}`}
          make={async () => part}
        />
      ))}
      <span className={styles.soft}>
        {bytesInWords(totalBytes)}: {count(entries, 'record')}, {count(evidenceFiles, 'evidence file')}.
        {update && ' Only what their computer has told that it lacks.'}
        {moved && ` What their computers before this one do from now on no longer counts.`}
        {heldThere > 0 && ` ${count(heldThere, 'file')} held there already left out.`}
        {passphrase === undefined && ` Locked for the computer of ${name}: no passphrase is needed.`}
      </span>
      {passphrase !== undefined && (
        <PassphraseShown
          passphrase={passphrase}
          advice={
            purpose === 'archive'
              ? 'Write it down and keep it apart from the archive: without it nobody can open it, and it is shown only now.'
              : `Tell it to ${name} by telephone, never beside the file. It is shown only here, and only now.`
          }
        />
      )}
    </output>
  );
}
