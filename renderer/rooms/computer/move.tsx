import { useState } from 'react';
import { momentInWords } from '../../../shared/domain/dates.ts';
import type { Instant } from '../../../shared/domain/ids.ts';
import { useAct } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Card } from '../../components/page.tsx';
import { PassphraseShown } from '../../components/passphrase.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { sentenceOf } from '../../components/states.tsx';

/** One file that another computer goes on from; this one steps back, and goes on again if it never arrived. */
export function Move({ movedAt }: { readonly movedAt: Instant | undefined }) {
  const move = useAct('desk.move');
  return (
    <Card title="Move my work to another computer">
      {movedAt === undefined ? (
        <p>
          One file with all that this computer holds: the record, the evidence, your scores and those that you
          have begun. The other computer goes on from it; on this one your scores can then be read and not
          changed.
        </p>
      ) : (
        <p>
          Your work was moved on {momentInWords(movedAt)}. On the other computer, open Award Panel, choose
          Restore a backup or moved work, and give it the file and the passphrase.
        </p>
      )}
      <SaveExport
        label={movedAt === undefined ? 'Make the file and move' : 'Make the file again'}
        make={() => move.mutateAsync({})}
      />
      {move.data !== undefined && movedAt !== undefined && (
        <PassphraseShown
          passphrase={move.data.passphrase}
          advice="Write it down and keep it apart from the file: without it nobody can open the file, and it is shown only now."
        />
      )}
      {movedAt !== undefined && <TakeBack />}
    </Card>
  );
}

function TakeBack() {
  const [asked, setAsked] = useState(false);
  const announce = useAnnounce();
  const back = useAct('desk.takeBack', () => announce('Your work is on this computer again.'));
  return (
    <div>
      <Button look="quiet" onPress={() => setAsked(true)}>
        Take it back here
      </Button>
      <Dialog
        title="Take your work back here?"
        open={asked}
        keep
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button look="quiet" onPress={() => setAsked(false)}>
              Leave it moved
            </Button>
            <Button isPending={back.isPending} onPress={() => back.mutate({})}>
              Take it back
            </Button>
          </>
        }
      >
        {back.isError && <p role="alert">{sentenceOf(back.error)}</p>}
        <p>
          Do this where the file never reached the other computer. If the work goes on there too, there are
          two computers and two versions: nothing is lost, and somebody has to settle which of them counts.
        </p>
      </Dialog>
    </div>
  );
}
