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

/** People from a CSV, read and shown first; appointed only when the person says so. */
export function LoadPeople({ onClose }: { readonly onClose: () => void }) {
  const rehearse = useAct('people.load');
  const accept = useAct('people.load');
  const announce = useAnnounce();
  const [staged, setStaged] = useState<string>();
  const found = rehearse.data;

  const appoint = () => {
    if (staged === undefined) return;
    accept.mutate(
      { staged, accept: true },
      {
        onSuccess: ({ written }) => {
          announce(`Appointed ${count(written, 'person', 'people')}.`);
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
          {found !== undefined && found.people.length > 0 && (
            <Button onPress={appoint} isPending={accept.isPending} isDisabled={found.problems.length > 0}>
              Appoint {count(found.people.length, 'person', 'people')}
            </Button>
          )}
        </>
      }
    >
      <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />
      <p>
        A CSV file with the columns name, email, roles, profession and employer. It is read first; nobody is
        appointed until you say so.
      </p>
      <FilePicker
        takes="file"
        label={found === undefined ? 'Choose a CSV file' : 'Choose another file'}
        look="quiet"
        endings={['.csv']}
        onStaged={([file]) => {
          if (file === undefined) return;
          setStaged(file.id);
          rehearse.mutate({ staged: file.id, accept: false });
        }}
      />
      {rehearse.isPending && <Loading words="Reading the file" />}
      {found !== undefined && found.problems.length > 0 && (
        <div role="alert" className={styles.found}>
          <h3>{count(found.problems.length, 'problem')}. Mend the file and choose it again.</h3>
          <ul>
            {found.problems.map(({ sentence, place }) => (
              <li key={`${place.at} ${sentence}`}>
                <b>{place.at}</b>: {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      {found !== undefined && found.people.length > 0 && (
        <Table
          label="People in the file"
          rows={found.people}
          rowKey={({ name, email }) => `${name} ${email}`}
          columns={[
            { key: 'name', head: 'Name', text: ({ name }) => name, heads: true },
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
