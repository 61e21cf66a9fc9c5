import { useState } from 'react';
import type { ConflictRow, ConflictVersion, ConflictView } from '../../../shared/contract/record.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { inWords, list } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useAct, useCall } from '../../app/queries.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { Button, Link } from '../../components/button.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './two-versions.module.css';

/** What people said in two ways without having seen each other's record: side by side, and settled by a person. */
export function TwoVersions() {
  const conflicts = useCall('conflicts.list', {});
  const [open, setOpen] = useState<Pick<ConflictRow, 'kind' | 'key'>>();
  if (conflicts.isPending) return <Loading />;
  if (conflicts.isLoadingError)
    return <Failed error={conflicts.error} again={() => void conflicts.refetch()} />;
  const rows = conflicts.data;
  const shown = rows.find(({ kind, key }) => kind === open?.kind && key === open.key) ?? rows[0];
  return (
    <Page
      title="Two versions of something"
      beside="Nothing is lost: every version stays in the record"
      actions={<Link to="/round">Back to the round</Link>}
    >
      <Bar crumbs={['Round', 'Two versions']} />
      {shown === undefined ? (
        <Empty title="There is one version of everything">
          <p>
            When two people say different things without having seen each other’s record, you settle it here.
          </p>
        </Empty>
      ) : (
        <div className={styles.columns}>
          <nav aria-label="Things with two versions">
            <ul className={styles.list}>
              {rows.map((row) => (
                <li key={`${row.kind} ${row.key}`}>
                  <button
                    type="button"
                    aria-current={row === shown ? 'true' : undefined}
                    onClick={() => setOpen(row)}
                  >
                    {row.title}
                    <span>By {list(row.by)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <Side key={`${shown.kind} ${shown.key}`} row={shown} />
        </div>
      )}
    </Page>
  );
}

function Side({ row: { kind, key } }: { readonly row: ConflictRow }) {
  const conflict = useCall('conflicts.show', { kind, key });
  const settle = useAct('conflicts.settle');
  const announce = useAnnounce();
  if (conflict.isPending) return <Loading />;
  if (conflict.isLoadingError) return <Failed error={conflict.error} />;
  const view = conflict.data;
  return (
    <section aria-label={view.title}>
      <h2>{view.title}</h2>
      <p className={styles.why}>
        {inWords(view.versions.length)} versions were made by people who had not seen each other’s record. The
        rooms show the first until somebody says which stands.
        {view.room !== undefined && (
          <>
            {' '}
            If neither is right, <Link to={view.room}>say it anew in its own room</Link>: that replaces both.
          </>
        )}
      </p>
      <ErrorSummary problems={problemsOf(settle.error)} />
      <div className={styles.versions}>
        {view.versions.map((version, at) => (
          <Version
            key={version.hash}
            version={version}
            view={view}
            shown={at === 0}
            isPending={settle.isPending}
            onChoose={() =>
              settle.mutate(
                { kind, key, choose: version.hash },
                { onSuccess: () => announce(`${view.title}: the version of ${version.by} stands.`) },
              )
            }
          />
        ))}
      </div>
    </section>
  );
}

interface VersionProps {
  readonly version: ConflictVersion;
  readonly view: ConflictView;
  readonly shown: boolean;
  readonly isPending: boolean;
  readonly onChoose: () => void;
}

function Version({ version, view, shown, isPending, onChoose }: VersionProps) {
  const { act, by, at, fields, objection } = version;
  const differs = new Set(view.differs);
  const missing = view.differs.filter((label) => !fields.some((field) => field.label === label));
  return (
    <article className={styles.version} aria-label={`Version of ${by}, ${momentInWords(at)}`}>
      <header>
        <h3>
          {by}
          {shown && <Tag>Shown meanwhile</Tag>}
        </h3>
        <p>
          {act}, {momentInWords(at)}
        </p>
      </header>
      <dl>
        {fields.map(({ label, text }) => (
          <div key={`${label} ${text}`} className={differs.has(label) ? styles.differs : undefined}>
            <dt>
              {label}
              {differs.has(label) && <Tag look="partly">Differs</Tag>}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
        {missing.map((label) => (
          <div key={label} className={styles.differs}>
            <dt>
              {label}
              <Tag look="partly">Differs</Tag>
            </dt>
            <dd>Nothing</dd>
          </div>
        ))}
      </dl>
      {objection === undefined ? (
        <Button
          look="quiet"
          isPending={isPending}
          aria-label={`This one stands, by ${by}, ${momentInWords(at)}`}
          onPress={onChoose}
        >
          This one stands
        </Button>
      ) : (
        <p className={styles.why}>{objection}</p>
      )}
    </article>
  );
}
