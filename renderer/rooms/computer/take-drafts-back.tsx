import { useId, useState } from 'react';
import type { DraftsRehearsal } from '../../../shared/contract/copies.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Row } from '../../components/page.tsx';
import { PassphraseAsked, wantsPassphrase } from '../../components/passphrase.tsx';
import { JobProgress } from '../../components/progress.tsx';
import { Status } from '../../components/status.tsx';
import { type Chosen, nameOf, WhatDiffers } from './what-differs.tsx';

type From = InputOf<'copies.rehearse'>['from'];

/** A copy is looked through first; what is chosen of it is then taken, and nothing else. */
export function TakeDraftsBack({ kept, onClose }: { readonly kept: boolean; readonly onClose: () => void }) {
  const rehearse = useAct('copies.rehearse');
  const take = useAct('copies.takeBack');
  const job = useId();
  const [from, setFrom] = useState<From>({ kind: 'last' });
  const [looked, setLooked] = useState<DraftsRehearsal>();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const look = (at: From, words?: string) => {
    setFrom(at);
    rehearse.mutate({ from: at, words, job }, { onSuccess: open });
  };
  const open = (rehearsal: DraftsRehearsal) => {
    setLooked(rehearsal);
    setChosen(overwritesNothing(rehearsal));
  };
  const again = () => {
    setLooked(undefined);
    rehearse.reset();
    take.reset();
  };
  const locked = wantsPassphrase(rehearse.error) ? rehearse.error : undefined;
  const picked = [...chosen.values()];

  return (
    <Dialog
      title="Take drafts back from a copy"
      open
      wide
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Close
          </Button>
          {looked !== undefined && take.data === undefined && (
            <Button
              isPending={take.isPending}
              isDisabled={picked.length === 0}
              onPress={() => take.mutate({ rehearsal: looked.id, scores: picked })}
            >
              {picked.length === 0
                ? 'Take back what is ticked'
                : `Take ${count(picked.length, 'standard')} back`}
            </Button>
          )}
        </>
      }
    >
      {locked === undefined && <ErrorSummary problems={problemsOf(rehearse.error ?? take.error)} />}
      {rehearse.isPending ? (
        <JobProgress job={job} label="Reading the copy" />
      ) : take.data !== undefined ? (
        <Status>
          {count(take.data.taken, 'standard')} taken back. What stood here before is in the copy before the
          next one.
        </Status>
      ) : looked !== undefined ? (
        <>
          <p>
            This copy is from {momentInWords(looked.madeAt)}
            {looked.madeHere ? ', of this computer' : ', of another computer'}. Tick what you want as the copy
            has it. Nothing else changes.
          </p>
          {take.isError && (
            <div>
              <Button look="quiet" onPress={again}>
                Look at a copy again
              </Button>
            </div>
          )}
          <WhatDiffers submissions={looked.submissions} chosen={chosen} onChoose={setChosen} />
        </>
      ) : locked !== undefined ? (
        <PassphraseAsked error={locked} onGiven={(words) => look(from, words)} onLeave={again} />
      ) : (
        <>
          <p>
            You see what a copy has otherwise than this computer before anything changes. It is also how to
            try that you still have the six words.
          </p>
          {kept && (
            <Row>
              <Button look="quiet" onPress={() => look({ kind: 'last' })}>
                Look at the last copy
              </Button>
              <Button look="quiet" onPress={() => look({ kind: 'earlier' })}>
                Look at the one before it
              </Button>
            </Row>
          )}
          <FilePicker
            takes="file"
            endings={['.awardcopy']}
            label="Choose the file of a copy"
            look="quiet"
            onStaged={([file]) => file !== undefined && look({ kind: 'file', staged: file.id })}
          />
        </>
      )}
    </Dialog>
  );
}

/** What has no score here yet is chosen to begin with; whatever would replace one is left to be ticked. */
function overwritesNothing({ submissions }: DraftsRehearsal): Chosen {
  return new Map(
    submissions.flatMap(({ submission, closed, differs }) =>
      closed !== undefined
        ? []
        : differs.flatMap(({ item, here }) =>
            here === undefined ? [[nameOf(submission, item), { submission, item }] as const] : [],
          ),
    ),
  );
}
