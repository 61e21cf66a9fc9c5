import { useState } from 'react';
import type { DraftCopyView } from '../../../shared/contract/copies.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, problemsOf } from '../../components/error-summary.tsx';
import { FolderField } from '../../components/folder-field.tsx';
import { Card, Row } from '../../components/page.tsx';
import { PassphraseShown } from '../../components/passphrase.tsx';
import styles from './computer.module.css';
import { TakeDraftsBack } from './take-drafts-back.tsx';

/** What is scored here, sealed, in a second place: where, how it stands, and the way back from it. */
export function DraftCopy() {
  const copy = useCall('copies.show', {});
  const choose = useAct('copies.choose');
  const [elsewhere, setElsewhere] = useState(false);
  const [taking, setTaking] = useState(false);
  if (copy.data === undefined) return null;
  const { place } = copy.data;
  const words = choose.data?.words;

  return (
    <Card title="Sealed copy of my drafts">
      {place === undefined || elsewhere ? (
        <Choosing
          view={copy.data}
          choose={choose}
          onLeave={place === undefined ? undefined : () => setElsewhere(false)}
          onDone={() => setElsewhere(false)}
        />
      ) : (
        <Standing view={copy.data} place={place} choose={choose} onElsewhere={() => setElsewhere(true)} />
      )}
      {words !== undefined && place !== undefined && !elsewhere && (
        <PassphraseShown
          passphrase={words}
          advice="These six words open the copy when this computer is gone. Write them down and keep them apart from it: they are shown only now."
        />
      )}
      <div>
        <Button look="link" onPress={() => setTaking(true)}>
          Take drafts back from a copy
        </Button>
      </div>
      {taking && <TakeDraftsBack kept={place !== undefined} onClose={() => setTaking(false)} />}
    </Card>
  );
}

type Choose = ReturnType<typeof useAct<'copies.choose'>>;

interface ChoosingProps {
  readonly view: DraftCopyView;
  readonly choose: Choose;
  readonly onLeave: (() => void) | undefined;
  readonly onDone: () => void;
}

function Choosing({ view: { subFolder }, choose, onLeave, onDone }: ChoosingProps) {
  const [folder, setFolder] = useState('');
  const problems = problemsOf(choose.error);
  const keep = (path: string) => choose.mutate({ folder: path }, { onSuccess: onDone });
  return (
    <>
      <p>
        If this computer is lost, another one goes on from the copy. It holds your scores, also those that you
        have only begun, and not the evidence. It is sealed with six words: without them the file tells
        nothing but that it is there.
      </p>
      <ErrorSummary problems={problems} />
      {subFolder !== undefined && (
        <div>
          <Button look="quiet" isPending={choose.isPending} onPress={() => keep(subFolder)}>
            Keep it in my sub-folder of the team folder
          </Button>
        </div>
      )}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (folder.trim() !== '') keep(folder);
        }}
      >
        <FolderField
          name="folder"
          label="Folder in a second place, as OneDrive, a network drive or a memory stick"
          value={folder}
          onChange={setFolder}
          error={errorOf(problems, 'folder')}
        />
        <Row>
          <Button type="submit" look="quiet" isPending={choose.isPending} isDisabled={folder.trim() === ''}>
            {choose.isPending ? 'Writing the copy' : 'Keep a copy there'}
          </Button>
          {onLeave !== undefined && (
            <Button look="link" onPress={onLeave}>
              Leave it where it is
            </Button>
          )}
        </Row>
      </form>
    </>
  );
}

interface StandingProps {
  readonly view: DraftCopyView;
  readonly place: NonNullable<DraftCopyView['place']>;
  readonly choose: Choose;
  readonly onElsewhere: () => void;
}

function Standing({ view, place, choose, onElsewhere }: StandingProps) {
  const copy = useAct('copies.write');
  const leave = useAct('copies.leave');
  const { folder, name, copiedAt, upToDate, sameDisk, trouble } = place;
  const facts: readonly (readonly [string, string])[] = [
    ['Folder', folder],
    ['File', name],
    ['Last copied', copiedAt === undefined ? 'Not yet' : momentInWords(copiedAt)],
    ['Holds', upToDate ? 'All that is saved here' : 'Not yet what you saved since'],
  ];
  return (
    <>
      <p>
        {view.byItself
          ? 'It is written by itself a few minutes after a change, and when Award Panel is closed. The copy before it is kept too.'
          : 'It is written when you ask for it. The copy before it is kept too.'}
      </p>
      {trouble !== undefined && <p className={styles.caution}>{trouble}</p>}
      {sameDisk && (
        <p className={styles.caution}>
          This folder is on the same disk as your work: one that fails takes both. Choose a folder in a second
          place.
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {trouble === undefined && (
        <ErrorSummary
          problems={problemsOf(copy.error ?? leave.error ?? choose.error).map(({ sentence }) => ({
            sentence,
          }))}
        />
      )}
      <Row>
        <Button look="quiet" isPending={copy.isPending} onPress={() => copy.mutate({})}>
          {copy.isPending ? 'Copying' : 'Copy now'}
        </Button>
        <Button look="link" onPress={onElsewhere}>
          Choose another folder
        </Button>
        <Button
          look="link"
          isPending={choose.isPending}
          onPress={() => choose.mutate({ folder, newWords: true })}
        >
          Make new words
        </Button>
        <Button look="link" onPress={() => leave.mutate({}, { onSuccess: () => choose.reset() })}>
          Keep no copy
        </Button>
      </Row>
    </>
  );
}
