import { Route, Switch } from 'wouter';
import type { NextThing, RoundView } from '../../../shared/contract/round.ts';
import { count } from '../../../shared/domain/words.ts';
import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Link } from '../../components/button.tsx';
import { Facts, Page } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Dates } from './dates.tsx';
import { Findings } from './findings.tsx';
import { OtherRounds } from './other-rounds.tsx';
import styles from './round.module.css';
import { TwoVersions } from './two-versions.tsx';

/** The round, and what has to be settled in its record. */
export default function RoundRoom() {
  return (
    <Switch>
      <Route path="/round/two-versions" component={TwoVersions} />
      <Route component={Standing} />
    </Switch>
  );
}

/** Where everything stands, the dates, and the next thing to do for whoever is looking. */
function Standing() {
  const round = useCall('round.show', {});
  const desk = useCall('desk.show', {});
  const roles = desk.data?.person?.roles ?? [];
  const mayFind = roles.some((role) => role === 'administrator' || role === 'chair' || role === 'deputy');
  const findings = useCall('record.findings', {}, { enabled: mayFind });
  if (round.isPending) return <Loading />;
  if (round.isLoadingError) return <Failed error={round.error} again={() => void round.refetch()} />;
  const view = round.data;
  const mayDate = roles.includes('administrator');
  const found = findings.data?.some(({ kind }) => kind === 'copy') === true;

  return (
    <Page
      title={view.round.title}
      beside={
        <>
          {view.standards.title}, version {view.standards.version}.{' '}
          <Link to="/standards">Read the standards</Link>
        </>
      }
      actions={<OtherRounds here={view.round.id} />}
    >
      <Bar crumbs={['Round']} />
      {view.unguarded !== undefined && (
        <p className={styles.caution}>
          {view.unguarded} <Link to="/computer">Make a recovery key, or name a second administrator</Link>
        </p>
      )}
      <Facts facts={factsOf(view)} />
      <div className={styles.columns}>
        <section>
          <h2>What to do next</h2>
          {view.next.length === 0 ? (
            <p className={styles.calm}>Nothing waits for you. The dates say what comes next.</p>
          ) : (
            <ol className={styles.next}>
              {view.next.map((thing, index) => (
                <li key={thing.words} className={index === 0 ? styles.first : undefined}>
                  <Link to={pathOf(thing)} look={index === 0 ? 'main' : 'link'}>
                    {thing.words}
                  </Link>
                  <p>{thing.why}</p>
                </li>
              ))}
            </ol>
          )}
          <Stages view={view} />
        </section>
        <Dates dates={view.dates} conflict={view.datesConflict} mayChange={mayDate} />
      </div>
      {mayFind && <Findings />}
      {desk.data?.cautions
        // Two versions are the next thing to do, above; a key that two computers use is a finding, to whoever may see it.
        .filter(({ about }) => about === 'folder' || (about === 'copied-key' && !found))
        .map(({ sentence }) => (
          <p key={sentence} className={styles.caution}>
            {sentence}
          </p>
        ))}
    </Page>
  );
}

function pathOf({ room, submission }: NextThing): string {
  return submission === undefined ? `/${room}` : `/${room}/${submission}`;
}

function factsOf({ counts }: RoundView): readonly (readonly [string, string])[] {
  return [
    ['Organisations', String(counts.organisations)],
    ['Have sent', `${counts.submissions} of ${counts.organisations}`],
    ['Gaps to chase', String(counts.gaps)],
    ['Scores in', `${counts.sheetsSubmitted} of ${counts.sheetsDue}`],
    ['Decided', `${counts.decided} of ${counts.submissions}`],
    ['Awarded', String(counts.awarded)],
  ];
}

/** How far each stage has come, as bars with their figures: the year at a glance. */
function Stages({ view: { counts } }: { readonly view: RoundView }) {
  const stages = [
    { words: 'Submissions in', done: counts.submissions, of: counts.organisations, unit: 'organisation' },
    { words: 'Scores in', done: counts.sheetsSubmitted, of: counts.sheetsDue, unit: 'sheet' },
    { words: 'Moderated', done: counts.moderated, of: counts.submissions, unit: 'submission' },
    { words: 'Decided', done: counts.decided, of: counts.submissions, unit: 'submission' },
  ];
  return (
    <>
      <h2 className={styles.where}>Where everything stands</h2>
      <ul className={styles.stages}>
        {stages.map(({ words, done, of, unit }) => (
          <li key={words}>
            <span>{words}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={done === of && of > 0 ? styles.full : styles.part}
                style={{ width: of === 0 ? 0 : `${(done / of) * 100}%` }}
              />
            </span>
            <span className={styles.figure}>
              {done} of {count(of, unit)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
