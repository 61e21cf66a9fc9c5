import { useState } from 'react';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { inDigits } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { PassphraseAsked, wantsPassphrase } from '../../components/passphrase.tsx';
import { Loading } from '../../components/states.tsx';
import { Status } from '../../components/status.tsx';

/**
 * Takes a backup or a move in; this computer then signs with a key of its own. What came stays said when the computer
 * holds a round by it, which is known only a moment later.
 * @param round its title, where this computer holds one
 */
export function Restore({ round }: { readonly round: string | undefined }) {
  const restore = useAct('desk.restore');
  const [staged, setStaged] = useState('');
  if (restore.isPending) return <Loading words="Taking the file in" />;
  if (restore.data !== undefined)
    return (
      <Status>
        {restore.data.kind !== 'backup' && 'Your work is on this computer now. '}
        {inDigits(restore.data.entries)} records and {inDigits(restore.data.evidenceFiles)} evidence files are
        here, as they were on {momentInWords(restore.data.madeAt)}.{' '}
        {restore.data.kind === 'drafts' &&
          'A copy of drafts has no evidence: send your file in Send and receive, and the administrator’s next one brings it. '}
        <Link to="/">Go to the round</Link>
      </Status>
    );
  if (round !== undefined)
    return (
      <p>
        A backup, or work from another computer, is taken into a computer that holds no round yet. This one
        holds {round}.
      </p>
    );
  if (wantsPassphrase(restore.error))
    return (
      <PassphraseAsked
        error={restore.error}
        onGiven={(passphrase) => restore.mutate({ staged, passphrase })}
        onLeave={() => restore.reset()}
      />
    );
  return (
    <>
      <ErrorSummary problems={problemsOf(restore.error)} />
      <p>
        Choose a backup, the file that moves your work here from another computer, or the sealed copy of your
        drafts. Everything in it comes back, scores that you have begun too. From then on this computer signs
        with a key of its own.
      </p>
      <FilePicker
        takes="file"
        label="Choose the file"
        look="quiet"
        onStaged={([file]) => {
          if (file === undefined) return;
          setStaged(file.id);
          restore.mutate({ staged: file.id });
        }}
      />
    </>
  );
}
