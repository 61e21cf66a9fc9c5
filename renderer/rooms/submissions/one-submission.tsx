import { useState } from 'react';
import type { ResponseView, SubmissionView } from '../../../shared/contract/intake.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { itemsOf, type StandardSet, shortOf } from '../../../shared/domain/standard-set.ts';
import { bytesInWords, count, list } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useBridge } from '../../app/bridge.ts';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { Card, Facts, Page } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { LevelTag, Tag } from '../../components/tag.tsx';
import { Cautions } from './cautions.tsx';
import { gapInWords } from './gap-words.ts';
import { countsOf, QuestionParts } from './questions/page.tsx';
import styles from './submissions.module.css';

type Part = 'answers' | 'evidence' | 'cautions' | 'questions' | 'about';

/** One organisation's submission as it stands: its answers, its evidence, who sent it, and what is to be chased. */
export function OneSubmission({ submission }: { readonly submission: SubmissionId }) {
  const shown = useCall('submissions.show', { submission });
  const standards = useCall('standards.show', {});
  const [part, setPart] = useState<Part>('answers');
  const desk = useCall('desk.show', {});
  const cautions = useCall('cautions.list', { submission, state: 'open', limit: 1, offset: 0 });
  const openCautions = cautions.data?.open ?? 0;
  const roles = desk.data?.person?.roles ?? [];
  const mayDecide = roles.includes('administrator');
  const rules = mayDecide || roles.includes('chair') || roles.includes('deputy');
  const questions = useCall('questions.list', {}, { enabled: rules });
  const asked = (questions.data ?? []).filter((of) => of.submission === submission);
  const { open: toSend, overdue } = countsOf(asked);
  if (shown.isPending || standards.isPending) return <Loading />;
  if (shown.isLoadingError || standards.isLoadingError)
    return <Failed error={shown.error ?? standards.error} />;
  const view = shown.data;
  const { set } = standards.data;
  const transitions = set.transitions
    .filter(({ id }) => view.transitions.includes(id))
    .map(({ name }, at) => (at === 0 ? name : name.toLowerCase()));

  return (
    <Page
      title={view.name}
      beside={`Version ${view.number}, received ${momentInWords(view.receivedAt)}`}
      tags={view.late ? <Tag look="partly">Late</Tag> : undefined}
      actions={<Link to="/submissions">All submissions</Link>}
    >
      <Bar crumbs={['Submissions', view.name]} />
      <Facts
        facts={[
          [
            'Answers',
            `${view.responses.filter(isAnswered).length} of ${itemsOf(set, view.transitions).length}`,
          ],
          ['Evidence', count(view.evidence.length, 'file')],
          ['Gaps', view.gaps.length === 0 ? 'None' : String(view.gaps.length)],
          ['Speaks for', transitions.length === 0 ? 'No transition' : list(transitions)],
        ]}
      />
      {view.conflict && (
        <Card tint="amber">
          <p>
            Two versions were received without knowledge of each other. Both are kept; import the right one
            again to settle it, or <Link to="/round/two-versions">say which of them stands</Link>.
          </p>
        </Card>
      )}
      {view.gaps.length > 0 && (
        <Card title="To chase" tint="amber">
          <ul>
            {view.gaps.map(gapInWords).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Card>
      )}
      <Tabs<Part>
        label="Parts of the submission"
        selected={part}
        onSelect={setPart}
        tabs={[
          { key: 'answers', words: 'Answers', panel: <Answers view={view} set={set} /> },
          { key: 'evidence', words: `Evidence (${view.evidence.length})`, panel: <Evidence view={view} /> },
          {
            key: 'cautions',
            words: openCautions === 0 ? 'Cautions' : `Cautions (${openCautions} open)`,
            panel: <Cautions submission={submission} evidence={view.evidence} mayDecide={mayDecide} />,
          },
          ...(rules
            ? ([
                {
                  key: 'questions',
                  words: `Questions${toSend > 0 ? ` (${toSend} to send)` : overdue > 0 ? ` (${overdue} overdue)` : ''}`,
                  panel: <QuestionParts list={asked} set={set} administers={mayDecide} named={false} />,
                },
              ] as const)
            : []),
          { key: 'about', words: 'Who and what', panel: <About view={view} /> },
        ]}
      />
    </Page>
  );
}

function isAnswered({ selfRating }: ResponseView): boolean {
  return selfRating.kind !== 'none';
}

function Answers({ view, set }: { readonly view: SubmissionView; readonly set: StandardSet }) {
  const answers = new Map(view.responses.map((response) => [response.item, response]));
  return (
    <div className={styles.answers}>
      {itemsOf(set, view.transitions).map(({ id, standard, transition }) => {
        const answer = answers.get(id);
        return (
          <article key={id}>
            <h3>
              <span>{standard.number}</span> {shortOf(standard)}
              {transition !== undefined && <small>, {transition.name.toLowerCase()}</small>}
            </h3>
            <LevelTag scale={set.scale} outcome={answer?.selfRating} empty="No rating" />
            {answer !== undefined && (
              <div className={styles.answer}>
                {[answer.account, answer.reason].filter(Boolean).map((words) => (
                  <p key={words}>{words}</p>
                ))}
                {answer.action !== '' && <p className={styles.soft}>Since last year: {answer.action}</p>}
                {answer.references.length > 0 && (
                  <p className={styles.soft}>
                    Evidence:{' '}
                    {answer.references
                      .map(({ ref, pages }) => (pages === '' ? ref : `${ref}, ${pages}`))
                      .join('; ')}
                  </p>
                )}
              </div>
            )}
          </article>
        );
      })}
    </div>
  );
}

function Evidence({ view }: { readonly view: SubmissionView }) {
  const bridge = useBridge();
  return (
    <Table
      label="Evidence files"
      rows={view.evidence}
      rowKey={({ ref, sha256 }) => `${ref} ${sha256}`}
      columns={[
        { key: 'ref', head: 'Reference', text: ({ ref }) => ref, heads: true },
        {
          key: 'name',
          head: 'File',
          text: ({ name }) => name,
          cell: ({ name, sha256, kind, mismatch }) => (
            <>
              {kind === 'other' ? (
                name
              ) : (
                <a href={bridge.evidenceUrl(sha256)} target="_blank" rel="noreferrer">
                  {name}
                </a>
              )}
              {mismatch !== undefined && <span className={styles.caution}>{mismatch}</span>}
            </>
          ),
        },
        { key: 'shows', head: 'What it shows', text: ({ shows }) => shows },
        { key: 'what', head: 'Kind', text: ({ what }) => what, minor: true },
        {
          key: 'size',
          head: 'Size',
          align: 'end',
          minor: true,
          text: ({ bytes }) => bytesInWords(bytes),
          by: ({ bytes }) => bytes,
        },
        {
          key: 'names',
          head: 'Names removed',
          text: ({ namesRemoved }) => ({ yes: 'Yes', no: 'No', 'not-said': 'Not said' })[namesRemoved],
          minor: true,
        },
      ]}
    />
  );
}

function About({ view }: { readonly view: SubmissionView }) {
  const lines: readonly (readonly [string, string])[] = [
    ['Covers', view.covers],
    ['Professions', list(view.professions)],
    ['Contact', [view.contact.name, view.contact.role, view.contact.email].filter(Boolean).join(', ')],
    ['Declared by', view.declaredBy],
    ...(view.late ? ([['Why it was accepted late', view.lateReason]] as const) : []),
  ];
  return (
    <dl className={styles.about}>
      {lines.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words === '' ? 'Not said' : words}</dd>
        </div>
      ))}
    </dl>
  );
}
