import type { SampleSeat } from '../../../shared/contract/desk.ts';
import { Bar } from '../../app/bar.tsx';
import { useEnter } from '../../app/enter.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { OpenRoundFile } from './open-round-file.tsx';
import { StartRound } from './start-round.tsx';
import styles from './welcome.module.css';

const seats: readonly { readonly seat: SampleSeat; readonly words: string; readonly does: string }[] = [
  {
    seat: 'administrator',
    words: 'As administrator',
    does: 'Import submissions, appoint people, publish the list',
  },
  { seat: 'assessor', words: 'As assessor', does: 'Read evidence and score, standard by standard' },
  { seat: 'chair', words: 'As chair', does: 'See scores side by side, agree them and decide' },
];

/** First start: three doors, and nothing that has to be understood before one of them is opened. */
export default function Welcome() {
  const desk = useCall('desk.show', {});
  const enter = useEnter();
  const sample = useAct('desk.openSample', () => enter('/'));
  if (sample.isPending)
    return (
      <Page title="Opening the sample round">
        <Loading words="The first time, Award Panel makes the whole round: eight organisations, their evidence and their scores. This takes up to a minute." />
      </Page>
    );

  return (
    <Page
      title="Award Panel"
      beside="Assess submissions for the CapitalAHP Recognition Award on this computer. Nothing leaves it unless you send it."
      actions={
        desk.data?.round === undefined ? undefined : <Link to="/round">Back to {desk.data.round.title}</Link>
      }
    >
      <Bar />
      {sample.isError && <Failed error={sample.error} />}
      <div className={styles.doors}>
        <section className={styles.door}>
          <h2>Look around in the sample round</h2>
          <p>
            Eight made-up organisations with their answers and evidence. Try anything: it is kept apart from
            real work.
          </p>
          <ul className={styles.seats}>
            {seats.map(({ seat, words, does }) => (
              <li key={seat}>
                <Button look="quiet" onPress={() => sample.mutate({ seat })}>
                  {words}
                </Button>
                <span>{does}</span>
              </li>
            ))}
          </ul>
        </section>
        <section className={styles.door}>
          <h2>Start a round</h2>
          <p>For the administrator. You can change the dates and adopt other standards afterwards.</p>
          <StartRound />
        </section>
        <section className={styles.door}>
          <h2>Open a round file</h2>
          <p>
            For assessors, chairs and deputies: the file that the administrator sent you. An archive opens
            here too, and from it a round whose computers are lost.
          </p>
          <OpenRoundFile />
          <p className={styles.small}>
            Moving from another computer, or starting again after a loss?{' '}
            <Link to="/computer">Restore a backup or moved work</Link>
          </p>
        </section>
      </div>
    </Page>
  );
}
