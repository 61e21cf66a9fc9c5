import { useState } from 'react';
import type { SubmissionRow } from '../../../shared/contract/intake.ts';
import { dayInLondon, dayInWords, momentInWords } from '../../../shared/domain/dates.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Facts, Page, Row } from '../../components/page.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { countsOf } from './questions/page.tsx';
import { RegisterOrganisation } from './register-organisation.tsx';

/** Who has sent what: every organisation of the round, whether or not anything came. */
export function SubmissionList() {
  const list = useCall('submissions.list', {});
  const desk = useCall('desk.show', {});
  const template = useAct('template.make');
  const [registering, setRegistering] = useState(false);
  const roles = desk.data?.person?.roles ?? [];
  const administers = roles.includes('administrator');
  const rules = administers || roles.includes('chair') || roles.includes('deputy');
  const questions = useCall('questions.list', {}, { enabled: rules });
  if (list.isPending) return <Loading />;
  if (list.isLoadingError) return <Failed error={list.error} again={() => void list.refetch()} />;

  const rows = list.data;
  const sent = rows.filter(({ submission }) => submission !== undefined);
  const toSend = countsOf(questions.data ?? []).open;

  return (
    <Page
      title="Submissions"
      actions={
        rules ? (
          <Row>
            <Link to="/submissions/questions">
              {toSend === 0 ? 'Questions' : `Questions (${toSend} to send)`}
            </Link>
            {administers && (
              <>
                <SaveExport
                  label="Save an empty workbook"
                  look="link"
                  make={() => template.mutateAsync({})}
                />
                <Button look="quiet" onPress={() => setRegistering(true)}>
                  Register an organisation
                </Button>
                <Link to="/submissions/import" look="main">
                  Import what came
                </Link>
              </>
            )}
          </Row>
        ) : undefined
      }
    >
      <Bar crumbs={['Submissions']} status={`${sent.length} of ${rows.length} have sent`} />
      {rows.length === 0 ? (
        <Empty title="No organisation is in this round yet">
          <p>
            Register the organisations that are due, or import what has come: an organisation that sends a
            workbook with its name and code is registered by it.
          </p>
        </Empty>
      ) : (
        <>
          <Facts
            facts={[
              ['Have sent', `${sent.length} of ${rows.length}`],
              ['Late', String(sent.filter(({ late }) => late).length)],
              ['With gaps', String(sent.filter(({ gaps }) => gaps > 0).length)],
              ['Evidence files', String(sent.reduce((sum, { evidenceFiles }) => sum + evidenceFiles, 0))],
            ]}
          />
          <Table
            label="Submissions"
            rows={rows}
            rowKey={({ organisation }) => organisation}
            rowLook={({ submission }) => (submission === undefined ? 'quiet' : undefined)}
            columns={columnsFor(administers, (organisation) => template.mutateAsync({ organisation }))}
          />
        </>
      )}
      {registering && <RegisterOrganisation onClose={() => setRegistering(false)} />}
    </Page>
  );
}

function columnsFor(
  administers: boolean,
  makeWorkbook: (
    organisation: SubmissionRow['organisation'],
  ) => ReturnType<Parameters<typeof SaveExport>[0]['make']>,
): readonly Column<SubmissionRow>[] {
  return [
    {
      key: 'name',
      head: 'Organisation',
      heads: true,
      text: ({ name }) => name,
      cell: ({ name, submission }) =>
        submission === undefined ? name : <Link to={`/submissions/${submission}`}>{name}</Link>,
    },
    {
      key: 'received',
      head: 'Received',
      text: ({ receivedAt }) => (receivedAt === undefined ? 'Not yet' : momentInWords(receivedAt)),
      by: ({ receivedAt }) => receivedAt,
      cell: ({ receivedAt, late }) =>
        receivedAt === undefined ? (
          'Not yet'
        ) : (
          <>
            {dayInWords(dayInLondon(receivedAt))} {late && <Tag look="partly">Late</Tag>}
          </>
        ),
    },
    {
      key: 'version',
      head: 'Version',
      align: 'end',
      minor: true,
      text: ({ version }) => (version === undefined ? '' : String(version)),
      by: ({ version }) => version,
    },
    {
      key: 'evidence',
      head: 'Evidence',
      minor: true,
      text: ({ submission, evidenceFiles }) => (submission === undefined ? '' : count(evidenceFiles, 'file')),
      by: ({ evidenceFiles }) => evidenceFiles,
    },
    {
      key: 'gaps',
      head: 'Gaps',
      text: ({ submission, gaps }) => (submission === undefined ? '' : gaps === 0 ? 'None' : String(gaps)),
      by: ({ gaps }) => gaps,
      cell: ({ submission, gaps }) =>
        submission === undefined ? '' : gaps === 0 ? 'None' : <Tag look="partly">{count(gaps, 'gap')}</Tag>,
    },
    {
      key: 'assessors',
      head: 'Assessors',
      align: 'end',
      text: ({ submission, assessors }) => (submission === undefined ? '' : String(assessors)),
      by: ({ assessors }) => assessors,
    },
    ...(administers
      ? [
          {
            key: 'workbook',
            head: 'Workbook',
            acts: true,
            minor: true,
            text: () => '',
            cell: ({ organisation }: SubmissionRow) => (
              <SaveExport label="Save workbook" look="link" small make={() => makeWorkbook(organisation)} />
            ),
          },
        ]
      : []),
  ];
}
