import { type ReactNode, useState } from 'react';
import type { QuestionsOf } from '../../../../shared/contract/questions.ts';
import type { OutputOf } from '../../../../shared/contract/table.ts';
import type { StandardSet } from '../../../../shared/domain/standard-set.ts';
import { Bar } from '../../../app/bar.tsx';
import { useCall } from '../../../app/queries.ts';
import { Link } from '../../../components/button.tsx';
import { Facts, Page, Row } from '../../../components/page.tsx';
import { Empty, Failed, Loading } from '../../../components/states.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { NotSent } from './not-sent.tsx';
import { WaitingToGo } from './read-only.tsx';
import { Sending } from './sending.tsx';
import { SentBatches } from './sent-batches.tsx';
import { Written } from './written.tsx';

type Part = 'to-send' | 'sent' | 'not-sent';

/** Questions to every organisation: what waits to be sent, what went and what came back. */
export function QuestionsPage() {
  const list = useCall('questions.list', {});
  const standards = useCall('standards.show', {});
  const desk = useCall('desk.show', {});
  if (list.isPending || standards.isPending || desk.isPending) return <Loading />;
  if (list.isLoadingError || standards.isLoadingError)
    return <Failed error={list.error ?? standards.error} again={() => void list.refetch()} />;
  const administers = desk.data?.person?.roles.includes('administrator') === true;
  const { open, waiting, overdue, answered } = countsOf(list.data);
  return (
    <Page
      title="Questions to organisations"
      actions={
        <Row>
          <Link to="/submissions">All submissions</Link>
          {administers && (
            <Link to="/submissions/import" look="quiet">
              Import replies
            </Link>
          )}
        </Row>
      }
    >
      <Bar
        crumbs={['Submissions', 'Questions']}
        status={[`${open} to send`, ...(overdue === 0 ? [] : [`${overdue} overdue`])].join(', ')}
      />
      <Facts
        facts={[
          ['To send', String(open)],
          ['Waiting for an answer', String(waiting)],
          ['Overdue', String(overdue)],
          ['Answered', String(answered)],
        ]}
      />
      <QuestionParts list={list.data} set={standards.data.set} administers={administers} named />
    </Page>
  );
}

/** Open, waiting, overdue and answered, counted by question. */
export function countsOf(list: readonly QuestionsOf[]) {
  const batches = list.flatMap((of) => of.batches);
  const asked = (those: typeof batches) => those.reduce((sum, { questions }) => sum + questions.length, 0);
  const replied = batches.filter(({ reply }) => reply !== undefined);
  return {
    open: list.reduce((sum, { open }) => sum + open.length, 0),
    waiting: asked(batches.filter(({ reply, overdue }) => reply === undefined && !overdue)),
    overdue: asked(batches.filter(({ overdue }) => overdue)),
    answered: asked(replied) - replied.reduce((sum, { reply }) => sum + (reply?.unanswered ?? 0), 0),
  };
}

interface PartsProps {
  readonly list: readonly QuestionsOf[];
  readonly set: StandardSet;
  readonly administers: boolean;
  /** Whether each organisation is named: not where the page is about one alone. */
  readonly named: boolean;
}

/** The three parts, each by organisation. */
export function QuestionParts({ list, set, administers, named }: PartsProps) {
  const [part, setPart] = useState<Part>();
  const [written, setWritten] = useState<OutputOf<'questions.send'>>();
  const waiting = list.filter(({ open }) => open.length > 0);
  const sent = list.filter(({ batches }) => batches.length > 0);
  const left = list.filter(({ withdrawn }) => withdrawn.length > 0);
  const { open } = countsOf(list);
  const each = (those: readonly QuestionsOf[], show: (of: QuestionsOf) => ReactNode, none: string) =>
    those.length === 0 ? <p>{none}</p> : those.map(show);
  const toSend = administers ? (
    waiting.length === 0 ? (
      <p>No question waits to be sent.</p>
    ) : (
      <Sending waiting={waiting} set={set} named={named} onWritten={setWritten} />
    )
  ) : (
    each(
      waiting,
      (of) => <WaitingToGo key={of.submission} {...{ of, set, named }} />,
      'No question waits to be sent.',
    )
  );
  if (list.length === 0 && written === undefined)
    return (
      <Empty title="Nobody has asked anything yet">
        <p>
          Assessors and the chair ask an organisation beside the standard that it is about. Their questions
          come with their scores, and wait here until you send them.
        </p>
      </Empty>
    );
  return (
    <>
      {written !== undefined && <Written written={written} onDone={() => setWritten(undefined)} />}
      <Tabs<Part>
        label="Questions"
        selected={part ?? (open > 0 ? 'to-send' : 'sent')}
        onSelect={setPart}
        tabs={[
          { key: 'to-send', words: `To send (${open})`, panel: toSend },
          {
            key: 'sent',
            words: `Sent (${sent.reduce((sum, { batches }) => sum + batches.length, 0)})`,
            panel: each(
              sent,
              (of) => <SentBatches key={of.submission} {...{ of, set, administers, named }} />,
              'Nothing was sent yet.',
            ),
          },
          {
            key: 'not-sent',
            words: `Not sent (${left.reduce((sum, { withdrawn }) => sum + withdrawn.length, 0)})`,
            panel: each(
              left,
              (of) => <NotSent key={of.submission} {...{ of, set, named }} />,
              'No question was taken back or left out.',
            ),
          },
        ]}
      />
    </>
  );
}
