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

/** The scoring workbook of somebody who cannot install the program, with their evidence. */
export function MakeWorkbook({ recipient: { name, person } }: { readonly recipient: Recipient }) {
  const make = useAct('workbooks.make');
  const job = useId();
  const [made, setMade] = useState<OutputOf<'workbooks.make'>>();
  if (make.isPending) return <JobProgress job={job} label={`Making the workbook for ${name}`} />;
  if (made !== undefined)
    return (
      <output className={styles.made}>
        <SaveExport label="Save workbook and evidence" small make={async () => made} />
        <SaveExport label="Save the workbook alone" look="link" small make={async () => made.workbook} />
        <span className={styles.soft}>
          {bytesInWords(made.bytes)}: {count(made.submissions, 'submission')},{' '}
          {count(made.evidenceFiles, 'evidence file')}.
          {made.keptBack > 0 && ` ${count(made.keptBack, 'file')} kept back left out.`} It is not locked: send
          it in a way that is.
        </span>
      </output>
    );
  return (
    <span className={styles.made}>
      <Button
        look="link"
        small
        aria-label={`Make a scoring workbook for ${name}`}
        onPress={() => make.mutate({ person, job }, { onSuccess: setMade })}
      >
        Scoring workbook
      </Button>
      {make.isError && (
        <span role="alert" className={styles.problem}>
          {sentenceOf(make.error)}
        </span>
      )}
    </span>
  );
}
