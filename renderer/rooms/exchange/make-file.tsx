import { useId, useState } from 'react';
import type { Recipient } from '../../../shared/contract/exchange.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { bytesInWords, count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { JobProgress } from '../../components/progress.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { sentenceOf } from '../../components/states.tsx';
import styles from './exchange.module.css';

interface MakeFileProps {
  readonly recipient: Recipient;
  readonly label: string;
  readonly small?: boolean;
}

/** Makes one person's file, says how big it is and what is in it, and saves it. */
export function MakeFile({ recipient, label, small = false }: MakeFileProps) {
  const create = useAct('packs.create');
  const job = useId();
  const [made, setMade] = useState<OutputOf<'packs.create'>>();
  if (create.isPending) return <JobProgress job={job} label={`Making the file for ${recipient.name}`} />;
  if (made === undefined)
    return (
      <span className={styles.made}>
        <Button
          look={small ? 'quiet' : 'main'}
          small={small}
          aria-label={small ? `${label} for ${recipient.name}` : label}
          onPress={() =>
            create.mutate({ purpose: recipient.purpose, to: recipient.person, job }, { onSuccess: setMade })
          }
        >
          {label}
        </Button>
        {create.isError && (
          <span role="alert" className={styles.problem}>
            {sentenceOf(create.error)}
          </span>
        )}
      </span>
    );
  return (
    <output className={styles.made}>
      <SaveExport
        look={small ? 'quiet' : 'main'}
        small={small}
        label="Save the file"
        make={async () => made}
      />
      <span className={styles.soft}>
        {bytesInWords(made.bytes)}: {count(made.entries, 'record')},{' '}
        {count(made.evidenceFiles, 'evidence file')}. This file is not locked. Send it only by a safe way.
      </span>
    </output>
  );
}
