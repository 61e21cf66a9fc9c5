import { useState } from 'react';
import type { CautionState, CautionView } from '../../../shared/contract/evidence.ts';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import type { SubmissionId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { unnamedFile } from '../../components/evidence/enclosed.ts';
import { EvidenceViewer } from '../../components/evidence/evidence-viewer.tsx';
import { TextArea } from '../../components/field.tsx';
import { Failed, Loading, sentenceOf } from '../../components/states.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import styles from './cautions.module.css';

interface CautionsProps {
  readonly submission: SubmissionId;
  readonly evidence: readonly EvidenceView[];
  /** Only an administrator decides of them. */
  readonly mayDecide: boolean;
}

const stateWords: Readonly<Record<CautionState, readonly [string, TagLook]>> = {
  open: ['Open', 'partly'],
  'set-aside': ['Set aside', 'grey'],
  'clean-copy-asked': ['Clean copy asked for', 'line'],
  'kept-back': ['Kept back', 'not'],
};

const decisions = {
  setAside: { title: 'Set this caution aside', say: 'Set aside', method: 'cautions.setAside' },
  reopen: { title: 'Open this caution again', say: 'Open again', method: 'cautions.reopen' },
  askCleanCopy: {
    title: 'Ask for a clean copy',
    say: 'Ask for a clean copy',
    method: 'cautions.askCleanCopy',
  },
  keepBack: { title: 'Keep the file back', say: 'Keep back', method: 'cautions.keepBack' },
  passOn: { title: 'Pass the file on', say: 'Pass on', method: 'cautions.passOn' },
} as const;
type Decision = keyof typeof decisions;

const step = 100;
const most = 500;

/** What the organisation may not have meant to send, file by file, and what was decided of it. The files stay as they came. */
export function Cautions({ submission, evidence, mayDecide }: CautionsProps) {
  const [limit, setLimit] = useState(step);
  const [deciding, setDeciding] = useState<{ readonly caution: CautionView; readonly by: Decision }>();
  const [seen, setSeen] = useState<CautionView>();
  const listed = useCall('cautions.list', { submission, limit, offset: 0 });
  if (listed.isPending) return <Loading />;
  if (listed.isLoadingError) return <Failed error={listed.error} again={() => void listed.refetch()} />;
  const { cautions, open, total } = listed.data;
  if (total === 0) return <p>Nothing was found that the organisation may not have meant to send.</p>;
  const files = Map.groupBy(cautions, ({ sha256 }) => sha256);
  return (
    <>
      <p>
        {open === 0 ? 'None is open.' : `${count(open, 'caution')} ${open === 1 ? 'is' : 'are'} open.`} Each
        is a guess of the program: look before you decide.
      </p>
      {[...files.entries()].map(([sha256, found]) => (
        <section key={sha256} className={styles.file}>
          <h3>{nameOf(found[0])}</h3>
          {mayDecide && (
            <div className={styles.acts}>
              <FileActs found={found} onDecide={setDeciding} />
            </div>
          )}
          <ul className={styles.list}>
            {found.map((caution) => (
              <li key={`${caution.kind} ${caution.leaf?.number ?? 0} ${caution.quote} ${caution.sentence}`}>
                <div className={styles.said}>
                  <button type="button" className={styles.open} onClick={() => setSeen(caution)}>
                    {caution.sentence}
                  </button>
                  {caution.quote !== '' && <q>{caution.quote}</q>}
                  {caution.leaf !== undefined && <small>{caution.leaf.label}</small>}
                  {caution.settled !== undefined && (
                    <small>
                      {caution.settled.reason} {caution.settled.by}, {momentInWords(caution.settled.at)}
                      {caution.settled.conflict && '. Two people decided without knowing of each other.'}
                    </small>
                  )}
                </div>
                <Tag look={stateWords[caution.state][1]}>{stateWords[caution.state][0]}</Tag>
                {mayDecide && caution.state === 'open' && (
                  <Button look="link" small onPress={() => setDeciding({ caution, by: 'setAside' })}>
                    Set aside
                  </Button>
                )}
                {mayDecide && caution.state === 'set-aside' && (
                  <Button look="link" small onPress={() => setDeciding({ caution, by: 'reopen' })}>
                    Open again
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {cautions.length < total && limit < most && (
        <Button look="quiet" onPress={() => setLimit(Math.min(most, limit + step))}>
          Show more of {total}
        </Button>
      )}
      {deciding !== undefined && (
        <DecideDialog
          key={`${deciding.by} ${deciding.caution.sha256} ${deciding.caution.sentence}`}
          {...deciding}
          onClose={() => setDeciding(undefined)}
        />
      )}
      {seen !== undefined && (
        <SeeCaution caution={seen} evidence={evidence} onClose={() => setSeen(undefined)} />
      )}
    </>
  );
}

interface FileActsProps {
  readonly found: readonly CautionView[];
  readonly onDecide: (deciding: { readonly caution: CautionView; readonly by: Decision }) => void;
}

/** What can be decided of the file as a whole, by what was decided before. */
function FileActs({ found, onDecide }: FileActsProps) {
  const [caution] = found;
  if (caution === undefined) return null;
  const handled = found.some(({ state }) => state === 'clean-copy-asked' || state === 'kept-back');
  const offered: readonly Decision[] = handled ? ['passOn'] : ['askCleanCopy', 'keepBack'];
  return offered.map((by) => (
    <Button key={by} look="quiet" small onPress={() => onDecide({ caution, by })}>
      {decisions[by].say}
    </Button>
  ));
}

interface DecideDialogProps {
  readonly caution: CautionView;
  readonly by: Decision;
  readonly onClose: () => void;
}

function DecideDialog({ caution, by, onClose }: DecideDialogProps) {
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { title, say, method } = decisions[by];
  const one = useAct(method === 'cautions.reopen' ? 'cautions.reopen' : 'cautions.setAside');
  const file = useAct(
    method === 'cautions.keepBack' || method === 'cautions.passOn' ? method : 'cautions.askCleanCopy',
  );
  const ofFile = by === 'askCleanCopy' || by === 'keepBack' || by === 'passOn';
  const acting = ofFile ? file : one;
  const decide = () => {
    setAsked(true);
    if (reason.trim() === '') return;
    const { sha256, kind, leaf } = caution;
    if (ofFile) file.mutate({ sha256, reason }, { onSuccess: onClose });
    else
      one.mutate(
        { sha256, kind, reason, ...(leaf === undefined ? {} : { leaf: leaf.number }) },
        { onSuccess: onClose },
      );
  };
  return (
    <Dialog
      title={title}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Go back
          </Button>
          <Button isPending={acting.isPending} onPress={decide}>
            {say}
          </Button>
        </>
      }
    >
      <p>{ofFile ? nameOf(caution) : caution.sentence}</p>
      {by === 'keepBack' && <p>The file stays out of every round file that is made from now on.</p>}
      <TextArea
        name="reason"
        label="Why"
        hint="It stays on the record. Name nobody in it."
        value={reason}
        onChange={setReason}
        error={asked && reason.trim() === '' ? 'Say why' : undefined}
      />
      {acting.isError && <p role="alert">{sentenceOf(acting.error)}</p>}
    </Dialog>
  );
}

interface SeeCautionProps {
  readonly caution: CautionView;
  readonly evidence: readonly EvidenceView[];
  readonly onClose: () => void;
}

/** The file at the place of the caution. */
function SeeCaution({ caution, evidence, onClose }: SeeCautionProps) {
  const file =
    evidence.find(({ sha256 }) => sha256 === caution.sha256) ??
    ({ ...unnamedFile(caution.sha256), name: nameOf(caution) } satisfies EvidenceView);
  return (
    <Dialog title={nameOf(caution)} open wide onClose={onClose}>
      <div className={styles.viewer}>
        <EvidenceViewer
          file={file}
          marks={[]}
          target={{
            ...(caution.leaf === undefined ? {} : { page: caution.leaf.number }),
            ...(caution.quote === '' ? {} : { words: caution.quote }),
            stamp: 1,
          }}
          onCite={undefined}
        />
      </div>
    </Dialog>
  );
}

function nameOf(caution: CautionView | undefined): string {
  const [place] = caution?.places ?? [];
  const { ref = '', name = '' } = place ?? {};
  const file = ref === '' || name.startsWith(`${ref} `) ? name : `${ref} ${name}`;
  return caution?.enclosed === undefined ? file : `${caution.enclosed}, in ${file}`;
}
