import { useState } from 'react';
import { count, list } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import styles from './people.module.css';

/** People from a spreadsheet or a CSV, read and shown first; appointed only when the person says so. */
const DOES = { appoint: 'New', change: 'Changed', nothing: 'As it was' } as const;

export function LoadPeople({ onClose }: { readonly onClose: () => void }) {
  const rehearse = useAct('people.load');
  const accept = useAct('people.load');
  const announce = useAnnounce();
  const [staged, setStaged] = useState<string>();
  const found = rehearse.data;
  const acted = found?.people.filter(({ does }) => does !== 'nothing') ?? [];
  const wrong = found?.problems.filter(({ severity }) => severity === 'refusal') ?? [];
  const notes = found?.problems.filter(({ severity }) => severity === 'note') ?? [];

  const appoint = () => {
    if (staged === undefined) return;
    accept.mutate(
      { staged, accept: true },
      {
        onSuccess: ({ written }) => {
          announce(`Appointed or changed ${count(written, 'person', 'people')}.`);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      title="Load people from a file"
      open
      keep
      wide={found !== undefined}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          {acted.length > 0 && (
            <Button onPress={appoint} isPending={accept.isPending} isDisabled={wrong.length > 0}>
              {verbFor(acted)} {count(acted.length, 'person', 'people')}
            </Button>
          )}
        </>
      }
    >
      <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />
      <p>
        A spreadsheet or a CSV file with the columns name, email, roles, profession and employer; the one that
        you save from this room will do. It is read first; nothing changes until you say so.
      </p>
      <FilePicker
        takes="file"
        label={found === undefined ? 'Choose a file' : 'Choose another file'}
        look="quiet"
        endings={['.xlsx', '.xls', '.ods', '.csv']}
        onStaged={([file]) => {
          if (file === undefined) return;
          setStaged(file.id);
          rehearse.mutate({ staged: file.id, accept: false });
        }}
      />
      {rehearse.isPending && <Loading words="Reading the file" />}
      {wrong.length > 0 && (
        <div role="alert" className={styles.found}>
          <h3>{count(wrong.length, 'problem')}. Mend the file and choose it again.</h3>
          <ul>
            {wrong.map(({ sentence, place }) => (
              <li key={`${place.at} ${sentence}`}>
                <b>{place.at}</b>: {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      {notes.length > 0 && (
        <ul>
          {notes.map(({ sentence, place }) => (
            <li key={`${place.at} ${sentence}`}>
              <b>{place.at}</b>: {sentence}
            </li>
          ))}
        </ul>
      )}
      {found !== undefined && wrong.length === 0 && (
        <p>
          {acted.length === 0 ? 'Nothing would change.' : whatWouldHappen(acted)}
          {found.notInFile > 0 &&
            ` ${count(found.notInFile, 'person', 'people')} of the round ${found.notInFile === 1 ? 'is' : 'are'} not in the file; nothing changes for them.`}
        </p>
      )}
      {found !== undefined && found.people.length > 0 && (
        <Table
          label="People in the file"
          rows={found.people}
          rowKey={({ name, email }) => `${name} ${email}`}
          columns={[
            { key: 'name', head: 'Name', text: ({ name }) => name, heads: true },
            {
              key: 'does',
              head: 'What happens',
              text: ({ does, changes }) => (does === 'change' ? changes.join(' ') : DOES[does]),
              by: ({ does }) => ['change', 'appoint', 'nothing'].indexOf(does),
            },
            { key: 'roles', head: 'Roles', text: ({ roles }) => list(roles) },
            { key: 'profession', head: 'Profession', text: ({ profession }) => profession, minor: true },
            { key: 'employer', head: 'Employer', text: ({ employer }) => employer },
            { key: 'email', head: 'E-mail', text: ({ email }) => email, minor: true },
          ]}
        />
      )}
    </Dialog>
  );
}

function verbFor(people: readonly { readonly does: keyof typeof DOES }[]): string {
  if (people.every(({ does }) => does === 'appoint')) return 'Appoint';
  return people.every(({ does }) => does === 'change') ? 'Change' : 'Appoint or change';
}

function whatWouldHappen(people: readonly { readonly does: keyof typeof DOES }[]): string {
  const times = (does: keyof typeof DOES) => people.filter((each) => each.does === does).length;
  const [fresh, changed] = [times('appoint'), times('change')];
  const said = [
    ...(fresh === 0 ? [] : [`${count(fresh, 'person', 'people')} appointed`]),
    ...(changed === 0 ? [] : [`${count(changed, 'person', 'people')} changed`]),
  ];
  return `${list(said)} when you say so.`;
}
