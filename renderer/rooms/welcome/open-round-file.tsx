import { useId, useState } from 'react';
import type { PackRehearsal } from '../../../shared/contract/exchange.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { useEnter } from '../../app/enter.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Card, Row } from '../../components/page.tsx';
import { PassphraseAsked, wantsPassphrase } from '../../components/passphrase.tsx';
import { JobProgress } from '../../components/progress.tsx';

/** Takes in a round file: what it holds is said first, and nothing is kept until it is accepted. */
export function OpenRoundFile() {
  const rehearse = useAct('packs.rehearse');
  const job = useId();
  const enter = useEnter();
  const accept = useAct('packs.accept', () => enter('/'));
  const [found, setFound] = useState<PackRehearsal>();
  const [staged, setStaged] = useState<readonly string[]>([]);
  const open = (files: readonly string[], passphrase?: string) =>
    rehearse.mutate({ staged: [...files], passphrase, job }, { onSuccess: setFound });

  if (rehearse.isPending) return <JobProgress job={job} label="Reading the round file" />;
  if (accept.isPending) return <JobProgress job={job} label="Taking in the round" />;
  if (wantsPassphrase(rehearse.error))
    return (
      <PassphraseAsked
        error={rehearse.error}
        onGiven={(passphrase) => open(staged, passphrase)}
        onLeave={() => rehearse.reset()}
      />
    );
  return (
    <>
      <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />
      {found === undefined ? (
        <FilePicker
          takes="files"
          label="Choose the file"
          look="quiet"
          onStaged={(files) => {
            const ids = files.map(({ id }) => id);
            setStaged(ids);
            open(ids);
          }}
        />
      ) : (
        <Card title={found.round.title} tint="blue">
          <p>
            {found.purpose === 'archive'
              ? `An archive, to be read and checked: made by ${found.from} on ${momentInWords(found.madeAt)}. `
              : `From ${found.from}, for ${found.to}, made on ${momentInWords(found.madeAt)}. `}
            It holds {count(found.newEntries, 'new record')} and {count(found.evidenceFiles, 'evidence file')}
            .
          </p>
          {found.problems.length > 0 && (
            <ul>
              {found.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
          <Row>
            <Button onPress={() => accept.mutate({ rehearsal: found.id, job })}>
              {found.purpose === 'archive' ? 'Open this archive' : 'Open this round'}
            </Button>
            <Button look="link" onPress={() => setFound(undefined)}>
              Choose another file
            </Button>
          </Row>
        </Card>
      )}
    </>
  );
}
