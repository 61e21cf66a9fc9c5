import { Bar } from '../../app/bar.tsx';
import { useCall } from '../../app/queries.ts';
import { Page } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import styles from './exchange.module.css';
import { KeepArchive } from './keep-archive.tsx';
import { Progress } from './progress.tsx';
import { Receive } from './receive.tsx';
import { SendBack } from './send-back.tsx';
import { SendOut } from './send-out.tsx';
import { TeamFolder } from './team-folder.tsx';
import { WorkbookBack } from './workbook-back.tsx';

/** Desks meet through files: what goes out from here, and what came in. */
export default function ExchangeRoom() {
  const desk = useCall('desk.show', {});
  const recipients = useCall('packs.recipients', {});
  if (desk.isPending || recipients.isPending) return <Loading />;
  if (recipients.isError) return <Failed error={recipients.error} again={() => void recipients.refetch()} />;
  const roles = desk.data?.person?.roles ?? [];
  const runs = roles.some((role) => role === 'administrator' || role === 'chair' || role === 'deputy');
  const archive = desk.data?.archive === true;
  const mayMeet = !archive && roles.some((role) => role !== 'observer');
  const administers = roles.includes('administrator');
  return (
    <Page
      title="Send and receive"
      beside="Everything travels as files: by hand, or through your team’s folder"
    >
      <Bar crumbs={['Send and receive']} />
      <div className={styles.columns}>
        <section className={styles.part} aria-labelledby="send">
          <h2 id="send">Send</h2>
          <p>
            Every file is locked. The first one to a computer opens with a passphrase, which you tell by
            telephone; those after it open on that computer by themselves.
          </p>
          {archive ? (
            <p>An archive is open here, to be read. There is nothing to send from it.</p>
          ) : administers ? (
            <SendOut recipients={recipients.data} />
          ) : (
            <SendBack recipients={recipients.data} />
          )}
          {runs && <KeepArchive />}
          {runs && !archive && (
            <section className={styles.part} aria-labelledby="progress">
              <h2 id="progress">Last seen and progress</h2>
              <Progress />
            </section>
          )}
        </section>
        <section className={styles.part} aria-labelledby="receive">
          <h2 id="receive">Receive</h2>
          <Receive administers={administers} />
          {mayMeet && (
            <section className={styles.part} aria-labelledby="team-folder">
              <h2 id="team-folder">Team folder</h2>
              <TeamFolder />
            </section>
          )}
          {administers && (
            <>
              <h3>Scoring workbook</h3>
              <WorkbookBack />
            </>
          )}
        </section>
      </div>
    </Page>
  );
}
