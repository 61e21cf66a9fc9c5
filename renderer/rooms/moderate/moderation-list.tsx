import { useState } from 'react';
import type { ModerationRow } from '../../../shared/contract/moderation.ts';
import { outcomeInWords } from '../../../shared/domain/requirement-words.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Facts, Page, Row } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import { CalibrationCard } from '../calibration/calibration-card.tsx';
import { LeftSheets } from './left-sheets.tsx';
import { OpenModeration } from './open-moderation.tsx';
import { lookOfOutcome } from './outcome-look.ts';
import { Proposals } from './proposals.tsx';

/** Every submission of the round with how far its panel has come. */
export function ModerationList() {
  const list = useCall('moderation.list', {});
  const desk = useCall('desk.show', {});
  const propose = useAct('decision.propose');
  const [opening, setOpening] = useState<ModerationRow>();
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failed error={list.error} again={() => void list.refetch()} />;

  const rows = list.data;
  const roles = desk.data?.person?.roles ?? [];
  const chairs = roles.includes('chair') || roles.includes('deputy');
  const inState = (...states: readonly ModerationRow['state'][]) =>
    String(rows.filter(({ state }) => states.includes(state)).length);

  return (
    <Page
      title="Moderate"
      beside="Scores stay apart until the panel opens them together"
      actions={
        (chairs || roles.includes('administrator')) &&
        rows.length > 0 && (
          <Row>
            <Button look="quiet" isPending={propose.isPending} onPress={() => propose.mutate({})}>
              Propose outcomes by the rule
            </Button>
          </Row>
        )
      }
    >
      <Bar crumbs={['Moderate']} />
      {(chairs || roles.includes('administrator')) && <Asked answers={chairs} />}
      {propose.isError && <Failed error={propose.error} />}
      {(chairs || roles.includes('administrator')) && <CalibrationCard chairs={chairs} />}
      {rows.length === 0 ? (
        <Empty title="No submission has come in yet">
          <p>
            {roles.includes('administrator')
              ? 'Import what organisations sent, and share it out among assessors. Their sheets meet here.'
              : 'The administrator sends you a file with the submissions and the sheets. Take it in under Send and receive.'}
          </p>
        </Empty>
      ) : (
        <>
          <Facts
            facts={[
              ['Wait for sheets', inState('waiting')],
              ['Ready to open', inState('ready')],
              ['Open', inState('open')],
              ['Closed', inState('closed')],
              [
                'Decided',
                `${rows.filter(({ decision }) => decision !== undefined).length} of ${rows.length}`,
              ],
            ]}
          />
          <LeftSheets chairs={chairs} me={desk.data?.person?.id} />
          <Table
            label="Submissions to moderate"
            rows={rows}
            rowKey={({ submission }) => submission}
            columns={columnsFor(
              chairs,
              setOpening,
              rows.some(({ panel }) => panel !== undefined),
            )}
          />
        </>
      )}
      {opening !== undefined && <OpenModeration row={opening} onClose={() => setOpening(undefined)} />}
      {propose.data !== undefined && <Proposals proposals={propose.data} onClose={() => propose.reset()} />}
    </Page>
  );
}

/** What assessors ask about the standards, where anybody did. */
function Asked({ answers }: { readonly answers: boolean }) {
  const asked = useCall('clarifications.list', {}).data ?? [];
  if (asked.length === 0) return null;
  const waiting = asked.filter(({ given }) => given.length === 0).length;
  return (
    <p>
      {waiting === 0
        ? `${count(asked.length, 'question')} about the standards, all answered. `
        : `${count(waiting, 'question')} about the standards ${waiting === 1 ? 'waits' : 'wait'} for an answer. `}
      <Link to="/moderate/clarifications">
        {waiting === 0 || !answers ? 'Read them' : waiting === 1 ? 'Answer it' : 'Answer them'}
      </Link>
    </p>
  );
}

function columnsFor(
  chairs: boolean,
  open: (row: ModerationRow) => void,
  panels: boolean,
): readonly Column<ModerationRow>[] {
  return [
    {
      key: 'name',
      head: 'Organisation',
      heads: true,
      text: ({ name }) => name,
      cell: ({ name, submission, state, yourPart }) =>
        yourPart !== 'none' && (state === 'open' || state === 'closed') ? (
          <Link to={`/moderate/${submission}`}>{name}</Link>
        ) : (
          name
        ),
    },
    ...(panels
      ? [
          {
            key: 'panel',
            head: 'Panel',
            text: ({ panel, ledByYou }: ModerationRow) =>
              panel === undefined ? '' : ledByYou ? `${panel}, yours` : panel,
          },
        ]
      : []),
    {
      key: 'state',
      head: 'State',
      text: (row) => stateInWords(row),
      by: ({ state }) => ['open', 'ready', 'waiting', 'closed'].indexOf(state),
      cell: (row) => (
        <>
          <Tag look={lookOfState[row.state]}>{stateInWords(row)}</Tag>{' '}
          {row.toConfirm > 0 && <Tag look="adjusted">{count(row.toConfirm, 'sheet')} to confirm</Tag>}
          {row.doubted && <Tag look="adjusted">Decided by someone with an interest</Tag>}
        </>
      ),
    },
    {
      key: 'sheets',
      head: 'Sheets in',
      minor: true,
      align: 'end',
      text: ({ sheetsSubmitted, sheetsDue, sheetsBehind }) =>
        `${sheetsSubmitted} of ${sheetsDue}${sheetsBehind === 0 ? '' : `, ${sheetsBehind} of an earlier version`}`,
      by: ({ sheetsSubmitted, sheetsDue }) => sheetsSubmitted - sheetsDue,
    },
    {
      key: 'agreed',
      head: 'Agreed',
      minor: true,
      align: 'end',
      text: ({ agreed, items }) => (agreed === undefined ? 'Not open' : `${agreed} of ${items}`),
      by: ({ agreed, items }) => (agreed === undefined ? undefined : agreed / Math.max(items, 1)),
    },
    {
      key: 'decision',
      head: 'Decision',
      text: ({ decision }) => (decision === undefined ? 'Not yet' : outcomeInWords(decision)),
      cell: ({ decision, submission }) =>
        decision === undefined ? (
          'Not yet'
        ) : (
          <Link to={`/moderate/${submission}/decision`}>
            <Tag look={lookOfOutcome(decision)}>{outcomeInWords(decision)}</Tag>
          </Link>
        ),
    },
    {
      key: 'next',
      head: 'Next',
      text: () => '',
      cell: (row) => <NextStep row={row} chairs={chairs} open={open} />,
    },
  ];
}

function NextStep({
  row,
  chairs,
  open,
}: {
  readonly row: ModerationRow;
  readonly chairs: boolean;
  readonly open: (row: ModerationRow) => void;
}) {
  const { state, submission, decision, name, yourPart } = row;
  if (yourPart === 'none') return <>You take no part</>;
  if (yourPart === 'unsettled' && state !== 'open' && state !== 'closed')
    return <>Your interest is to be settled first</>;
  if (state === 'open') return <Link to={`/moderate/${submission}`}>{chairs ? 'Go on' : 'Look'}</Link>;
  if (state === 'closed')
    return decision === undefined ? (
      <Link to={`/moderate/${submission}/decision`}>{chairs ? 'Decide' : 'Look'}</Link>
    ) : null;
  if (!chairs) return state === 'ready' ? <>The chair opens it</> : null;
  return row.sheetsSubmitted > 0 ? (
    <Button look="link" small aria-label={`Open moderation of ${name}`} onPress={() => open(row)}>
      Open moderation
    </Button>
  ) : null;
}

const lookOfState: Readonly<Record<ModerationRow['state'], TagLook>> = {
  waiting: 'line',
  ready: 'partly',
  open: 'grey',
  closed: 'met',
};

function stateInWords({ state, sheetsSubmitted, sheetsDue }: ModerationRow): string {
  switch (state) {
    case 'waiting':
      return sheetsDue === 0 ? 'Nobody is assigned' : `Waiting, ${sheetsSubmitted} of ${sheetsDue} sheets`;
    case 'ready':
      return 'Ready to open';
    case 'open':
      return 'Open';
    case 'closed':
      return 'Closed';
  }
}
