import { useId, useState } from 'react';
import type { PackRehearsal } from '../../../shared/contract/exchange.ts';
import type { FolderView, WaitingFile } from '../../../shared/contract/folder.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { ErrorSummary, errorOf, problemsOf } from '../../components/error-summary.tsx';
import { FolderField } from '../../components/folder-field.tsx';
import { Row } from '../../components/page.tsx';
import { JobProgress } from '../../components/progress.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import styles from './exchange.module.css';
import { WasTaken, WouldAdd } from './receive.tsx';

/** Where desks meet without being handed files: what it is, how it stands, and what waits for a person. */
export function TeamFolder() {
  const folder = useCall('folder.show', {});
  if (folder.isPending) return <Loading />;
  if (folder.isLoadingError) return <Failed error={folder.error} again={() => void folder.refetch()} />;
  const view = folder.data;
  return view.path === undefined && view.subFolders.length === 0 ? (
    <Choosing view={view} />
  ) : (
    <Standing view={view} />
  );
}

function Choosing({ view }: { readonly view: FolderView }) {
  const choose = useAct('folder.choose');
  const [path, setPath] = useState('');
  const problems = problemsOf(choose.error);
  return (
    <>
      <p>
        {view.kind === 'parent'
          ? 'If your team shares a folder by SharePoint, OneDrive or a network drive, files can go through it by themselves. Each person gets a sub-folder there: share it with that person and the administrators, and with nobody else.'
          : 'If the administrator shares a folder with you by SharePoint, OneDrive or a network drive, files can go through it by themselves.'}{' '}
        The first file still goes by hand.
      </p>
      <ErrorSummary problems={problems} />
      <form
        className={styles.choose}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          choose.mutate({ path });
        }}
      >
        <FolderField
          name="path"
          label={view.kind === 'parent' ? 'Folder that holds everybody’s sub-folders' : 'Your sub-folder'}
          value={path}
          onChange={setPath}
          error={errorOf(problems, 'path')}
        />
        <Button type="submit" look="quiet" isPending={choose.isPending} isDisabled={path.trim() === ''}>
          Use this folder
        </Button>
      </form>
    </>
  );
}

function Standing({ view }: { readonly view: FolderView }) {
  const look = useAct('folder.look');
  const leave = useAct('folder.leave');
  const { path, lastLooked, lastTaken, unanswered, waiting, troubles, byItself, subFolders } = view;
  const facts: readonly (readonly [string, string])[] = [
    ['Folder', path ?? 'Each person’s own'],
    ['Last looked', lastLooked === undefined ? 'Not yet' : momentInWords(lastLooked)],
    ...(lastTaken === undefined
      ? []
      : [['Last taken in', `${momentInWords(lastTaken.at)}, from ${lastTaken.from}`] as const]),
    [
      'Not picked up yet',
      unanswered === 0 ? 'Nothing' : `What was put there for ${count(unanswered, 'person', 'people')}`,
    ],
  ];
  return (
    <>
      <p>
        {byItself
          ? 'Award Panel looks there by itself every few minutes, and puts there what is new.'
          : 'Award Panel looks there when you ask it to.'}
      </p>
      {troubles.map((sentence) => (
        <p key={sentence} className={styles.caution}>
          {sentence}
        </p>
      ))}
      <dl className={styles.facts}>
        {facts.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <ErrorSummary problems={problemsOf(look.error ?? leave.error)} />
      <Row>
        <Button look="quiet" isPending={look.isPending} onPress={() => look.mutate({})}>
          {look.isPending ? 'Looking' : 'Look now'}
        </Button>
        <Button look="link" onPress={() => leave.mutate({})}>
          Use no team folder
        </Button>
      </Row>
      {look.data !== undefined && !look.isPending && (
        <output className={styles.soft}>{foundIn(look.data)}</output>
      )}
      {waiting.length > 0 && <Waiting files={waiting} />}
      {subFolders.length > 0 && <SubFolders view={view} />}
    </>
  );
}

function foundIn({ taken, put }: { readonly taken: number; readonly put: number }): string {
  if (taken + put === 0) return 'Nothing new.';
  return `${count(taken, 'file')} taken in, ${count(put, 'file')} put there.`;
}

/** What was not taken in by itself, each with the reason; looked at first like any other file. */
function Waiting({ files }: { readonly files: readonly WaitingFile[] }) {
  const rehearse = useAct('folder.rehearse');
  const accept = useAct('packs.accept');
  const job = useId();
  const [rehearsal, setRehearsal] = useState<PackRehearsal>();
  const leaveIt = () => {
    setRehearsal(undefined);
    rehearse.reset();
    accept.reset();
  };
  return (
    <section className={styles.part} aria-label="Waits for you">
      <h3>{count(files.length, 'file')} for you to decide</h3>
      <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />
      {rehearse.isPending || accept.isPending ? (
        <JobProgress job={job} label={accept.isPending ? 'Taking it in' : 'Reading the file'} />
      ) : accept.data !== undefined ? (
        <WasTaken taken={accept.data} rehearsal={rehearsal} onMore={leaveIt} />
      ) : rehearsal !== undefined ? (
        <WouldAdd
          rehearsal={rehearsal}
          onAccept={() => accept.mutate({ rehearsal: rehearsal.id, job })}
          onLeave={leaveIt}
        />
      ) : (
        <ul className={styles.waiting}>
          {files.map(({ id, name, from, inFolderOf, sentence }) => (
            <li key={id}>
              <b>{from === undefined ? name : `${name}, from ${from}`}</b>
              {inFolderOf !== undefined && inFolderOf !== from && (
                <span>It lies in the sub-folder of {inFolderOf}.</span>
              )}
              <span>{sentence}</span>
              {from !== undefined && (
                <Button
                  look="quiet"
                  small
                  aria-label={`Look at ${name}`}
                  onPress={() => rehearse.mutate({ id, job }, { onSuccess: setRehearsal })}
                >
                  Look at it
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SubFolders({ view }: { readonly view: FolderView }) {
  return (
    <Disclosure summary={`Sub-folders of ${count(view.subFolders.length, 'person', 'people')}`}>
      <p>Share each with that person and the administrators only. Nobody else may see what lies there.</p>
      <ul className={styles.waiting}>
        {view.subFolders.map(({ person, name, path, there }) => (
          <li key={person}>
            <b>{name}</b>
            <span className={styles.path}>{path}</span>
            {there === false && <span>Not there at the last look</span>}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
