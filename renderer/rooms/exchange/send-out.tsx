import type { Recipient } from '../../../shared/contract/exchange.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { Link } from '../../components/button.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import styles from './exchange.module.css';
import { MakeFile } from './make-file.tsx';
import { MakeWorkbook } from './make-workbook.tsx';
import { OpenCautions } from './open-cautions.tsx';
import { whatFor } from './purposes.ts';

/** An administrator's: everyone who needs a file, and which. */
export function SendOut({ recipients }: { readonly recipients: readonly Recipient[] }) {
  if (recipients.length === 0)
    return (
      <Empty title="There is nobody to send to yet" action={<Link to="/people">Appoint people</Link>}>
        <p>Appoint assessors and chairs, and share out the submissions. Each of them then has a file here.</p>
      </Empty>
    );
  return (
    <>
      <OpenCautions />
      <Table
        label="People to send to"
        rows={recipients}
        rowKey={({ person, purpose }) => `${person} ${purpose}`}
        columns={[
          { key: 'name', head: 'Name', heads: true, text: ({ name }) => name },
          { key: 'roles', head: 'Is', minor: true, text: ({ roles }) => list(roles) },
          { key: 'what', head: 'Gets', text: (recipient) => whatTheyGet(recipient) },
          {
            key: 'key',
            head: 'Computer',
            minor: true,
            text: ({ introduced }) => (introduced ? 'Known' : 'Not known yet'),
          },
          {
            key: 'make',
            head: 'File',
            text: () => '',
            cell: (recipient) =>
              recipient.purpose === 'round' && recipient.submissions === 0 ? (
                'Nothing assigned'
              ) : (
                <div className={styles.made}>
                  <MakeFile recipient={recipient} label="Make the file" small />
                  {recipient.purpose === 'round' && <MakeWorkbook recipient={recipient} />}
                </div>
              ),
          },
        ]}
      />
    </>
  );
}

function whatTheyGet({ purpose, submissions }: Recipient): string {
  return purpose === 'round' ? `${whatFor[purpose]}, ${count(submissions, 'submission')}` : whatFor[purpose];
}
