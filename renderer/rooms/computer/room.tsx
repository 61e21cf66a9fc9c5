import { Bar } from '../../app/bar.tsx';
import { useBridge } from '../../app/bridge.ts';
import { useEnter } from '../../app/enter.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { keepTheme, type Theme, useTheme } from '../../app/settings.ts';
import { Button, Link } from '../../components/button.tsx';
import { RadioGroup } from '../../components/field.tsx';
import { ShortcutTable } from '../../components/key-list.tsx';
import { Card, Page, Row } from '../../components/page.tsx';
import { PassphraseShown } from '../../components/passphrase.tsx';
import { SaveExport } from '../../components/save-export.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import styles from './computer.module.css';
import { DraftCopy } from './draft-copy.tsx';
import { IfLost, OwnKey } from './keys.tsx';
import { Move } from './move.tsx';
import { Restore } from './restore.tsx';
import { TakeOver } from './take-over.tsx';
import { Verify } from './verify.tsx';

/** What belongs to this installation: its record, its copies, its keys on the keyboard, its looks. */
export default function ComputerRoom() {
  const desk = useCall('desk.show', {});
  const backup = useAct('desk.backup');
  const bridge = useBridge();
  const enter = useEnter();
  const leave = useAct('desk.leaveSample', () => enter('/welcome'));
  if (desk.isPending) return <Loading />;
  if (desk.isLoadingError) return <Failed error={desk.error} />;
  const { round, movedAt, seat, dataFolder, cautions, archive = false, person } = desk.data;
  const administers = person?.roles.includes('administrator') === true;
  const assesses = person?.roles.includes('assessor') === true;

  return (
    <Page
      title="This computer"
      beside={`Award Panel ${bridge.shell.version}, ${bridge.shell.kind === 'window' ? 'in a window of its own' : 'in a browser'}`}
      actions={round === undefined ? <Link to="/welcome">Back to the start</Link> : undefined}
    >
      <Bar crumbs={['This computer']} />
      <div className={styles.cards}>
        {seat !== undefined && (
          <Card title="You are in the sample round" tint="amber">
            <p>
              You sit here as {seat}. What you do here is kept apart from real work and can be left at any
              time.
            </p>
            {leave.isError && <Failed error={leave.error} />}
            <Row>
              <Button isPending={leave.isPending} onPress={() => leave.mutate({})}>
                Leave the sample
              </Button>
              <Link to="/welcome">Sit somewhere else</Link>
            </Row>
          </Card>
        )}
        {archive && (
          <Card title="An archive is open here" tint="amber">
            <p>
              All of the {round?.title} as it was when the archive was made. It can be read and checked, and
              nothing in it can be changed.
            </p>
          </Card>
        )}
        {round !== undefined && (
          <>
            {administers && <IfLost />}
            <Card title="Check the record">
              <Verify />
            </Card>
            {!archive && <OwnKey />}
            {!administers && seat === undefined && <TakeOver />}
            {assesses && movedAt === undefined && <DraftCopy />}
            {!archive && <Move movedAt={movedAt} />}
            {!archive && (
              <Card title="Back up">
                <p>
                  One file with the record and every evidence file. Keep it in a second place: it holds
                  everything that this computer knows, its key among it, and is locked with a passphrase.
                </p>
                <SaveExport label="Save a backup" make={() => backup.mutateAsync({})} />
                {backup.data !== undefined && (
                  <PassphraseShown
                    passphrase={backup.data.passphrase}
                    advice="Write it down and keep it apart from the backup: without it nobody can open the backup, and it is shown only now."
                  />
                )}
              </Card>
            )}
          </>
        )}
        <Card title="Restore">
          <Restore round={round?.title} />
        </Card>
        <Card title="Where it lies">
          <p className={styles.folder}>{dataFolder}</p>
          {cautions.map(({ sentence }) => (
            <p key={sentence} className={styles.caution}>
              {sentence}
            </p>
          ))}
        </Card>
        <Card title="Keyboard shortcuts">
          <ShortcutTable />
        </Card>
        <Card title="Appearance">
          <Looks />
        </Card>
      </div>
    </Page>
  );
}

function Looks() {
  const theme = useTheme();
  return (
    <RadioGroup<Theme>
      name="theme"
      label="Light or dark"
      hideLabel
      look="segments"
      value={theme}
      onChange={keepTheme}
      options={[
        { value: 'as-computer', words: 'As the computer' },
        { value: 'light', words: 'Light' },
        { value: 'dark', words: 'Dark' },
      ]}
    />
  );
}
