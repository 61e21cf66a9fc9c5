import { useId, useState } from 'react';
import type { RehearsalView } from '../../../shared/contract/intake.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useAct } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Card, Page, Row } from '../../components/page.tsx';
import { JobProgress } from '../../components/progress.tsx';
import { MapColumns } from './columns/map-columns.tsx';
import { ReadBy } from './columns/read-by.tsx';
import { Rehearsal } from './rehearsal.tsx';
import styles from './submissions.module.css';

type Written = OutputOf<'import.accept'>;

/** Import is a rehearsal first: everything is read and said; nothing is written until it is chosen. */
export function ImportPage() {
  const rehearse = useAct('import.rehearse');
  const accept = useAct('import.accept');
  const job = useId();
  const [rehearsal, setRehearsal] = useState<RehearsalView>();
  const [written, setWritten] = useState<Written>();
  const [staged, setStaged] = useState<readonly string[]>([]);
  const [mails, setMails] = useState<readonly RehearsalView['mails'][number][]>([]);
  /** The table whose mapping is being changed, by its path. */
  const [changing, setChanging] = useState<string>();
  const [mapped, setMapped] = useState(0);
  const [noTables, setNoTables] = useState<readonly string[]>([]);
  const unmapped = rehearsal?.tables.find(({ state }) => state === 'needs-mapping');
  const table = unmapped ?? rehearsal?.tables.find(({ path }) => path === changing);

  const read = (ids: readonly string[], confirmed: typeof mails, evidence: readonly string[]) => {
    setStaged(ids);
    setMails(confirmed);
    setNoTables(evidence);
    const given = confirmed.map(({ path, organisation }) => ({ path, organisation }));
    rehearse.mutate(
      { staged: [...ids], job, mails: given, noTables: [...evidence] },
      {
        onSuccess: (answer) => {
          setChanging(undefined);
          setRehearsal(answer);
        },
      },
    );
  };

  return (
    <Page title="Import what came" actions={<Link to="/submissions">All submissions</Link>}>
      <Bar crumbs={['Submissions', 'Import']} />
      <ErrorSummary problems={problemsOf(rehearse.error ?? accept.error)} />
      {written !== undefined && rehearsal !== undefined ? (
        <WhatWasWritten
          written={written}
          rehearsal={rehearsal}
          onMore={() => {
            setWritten(undefined);
            setRehearsal(undefined);
          }}
        />
      ) : accept.isPending ? (
        <JobProgress job={job} label="Writing the submissions" />
      ) : rehearse.isPending && rehearsal === undefined ? (
        <JobProgress job={job} label="Reading what came" />
      ) : rehearsal === undefined ? (
        <>
          <p>
            Choose the workbooks with their evidence: folders, zips, saved e-mails or files, of one
            organisation or of many. Answers to questions come in the same way, in the workbook that was sent.
            Award Panel reads everything and tells you what it found. Nothing is written until you say so.
          </p>
          <FilePicker
            takes="files-and-folders"
            label="Choose files"
            onStaged={(files) =>
              read(
                files.map(({ id }) => id),
                [],
                [],
              )
            }
          />
        </>
      ) : (
        <>
          {rehearse.isPending && <JobProgress job={job} label="Reading again" />}
          {table !== undefined && (
            <MapColumns
              key={`${rehearsal.id} ${table.path}`}
              rehearsal={rehearsal.id}
              table={table}
              isReading={rehearse.isPending}
              onMapped={() => {
                setMapped(mapped + 1);
                read(staged, mails, noTables);
              }}
              onNoTable={() => {
                setMapped(mapped + 1);
                read(staged, mails, [...noTables, table.path]);
              }}
              onLeave={() => (unmapped === undefined ? setChanging(undefined) : setRehearsal(undefined))}
              leave={unmapped === undefined ? 'Leave it as it is' : 'Choose other files'}
            />
          )}
          {unmapped === undefined && (
            // What was chosen and typed stays while a mapping is looked at.
            <div key={mapped} hidden={table !== undefined} className={styles.rehearsal}>
              <ReadBy tables={rehearsal.tables} isShown={table === undefined} onChange={setChanging} />
              <Rehearsal
                rehearsal={rehearsal}
                onAccept={(chosen) =>
                  accept.mutate({ rehearsal: rehearsal.id, job, ...chosen }, { onSuccess: setWritten })
                }
                onTakeMail={(mail) => read(staged, [...mails, mail], noTables)}
                onLeave={() => setRehearsal(undefined)}
              />
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function WhatWasWritten({
  written,
  rehearsal,
  onMore,
}: {
  readonly written: Written;
  readonly rehearsal: RehearsalView;
  readonly onMore: () => void;
}) {
  const all = [...rehearsal.organisations, ...rehearsal.replies];
  const nameOf = (key: string) => all.find((each) => each.key === key)?.name ?? key;
  return (
    <>
      {written.written.length > 0 && (
        <Card title={`${count(written.written.length, 'submission')} written`} tint="blue">
          <ul>
            {written.written.map(({ key, submission, version, evidenceFiles, gaps }) => (
              <li key={key}>
                <Link to={`/submissions/${submission}`}>{nameOf(key)}</Link>: version {version},{' '}
                {count(evidenceFiles, 'evidence file')}
                {gaps > 0 && `, ${count(gaps, 'gap')} to chase`}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {written.replies.length > 0 && (
        <Card title={`${count(written.replies.length, 'reply', 'replies')} written`} tint="blue">
          <ul>
            {written.replies.map(({ key, submission, answered, questions, evidenceFiles, replaced }) => (
              <li key={key}>
                <Link to={`/submissions/${submission}`}>{nameOf(key)}</Link>: {answered} of{' '}
                {count(questions, 'question')} answered, {count(evidenceFiles, 'evidence file')}
                {replaced && ', in place of an earlier reply'}
              </li>
            ))}
          </ul>
          <p>
            Every assessor of the submission gets the same reply with the next file that you send them, or by
            the team folder. Look at the cautions about its files first.
          </p>
        </Card>
      )}
      {written.notWritten.length > 0 && (
        <Card title={`Not written: ${written.notWritten.length}`} tint="amber">
          <ul>
            {written.notWritten.map(({ key, sentence }) => (
              <li key={key}>
                <b>{nameOf(key)}</b>: {sentence}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Row>
        <Button look="quiet" onPress={onMore}>
          Import more
        </Button>
        <Link to="/submissions" look="main">
          See all submissions
        </Link>
      </Row>
    </>
  );
}
