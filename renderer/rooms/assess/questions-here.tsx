import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { MyQuestion } from '../../../shared/contract/questions.ts';
import type { LookAgain, SheetView } from '../../../shared/contract/sheets.ts';
import { isTakenBack, mayChangeInWords } from '../../../shared/domain/question-words.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';
import { textOf, useKeptWords } from '../../app/kept-words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { AskForm } from '../../components/asking/ask-form.tsx';
import { Asked } from '../../components/asking/asked.tsx';
import { fileOfReply, Reply } from '../../components/asking/reply.tsx';
import { useAskingForm } from '../../components/asking/use-form.ts';
import { Button } from '../../components/button.tsx';
import { sentenceOf } from '../../components/states.tsx';
import { FileChip } from './file-chip.tsx';
import { nameOf, pagesOf, titleOf } from './names.ts';
import styles from './score-pane.module.css';

interface QuestionsHereProps {
  readonly sheet: SheetView;
  readonly item: Item;
  readonly again: LookAgain | undefined;
  /** The file that is open beside. */
  readonly open: EvidenceView | undefined;
  readonly onOpen: (file: EvidenceView, page?: number) => void;
}

/** What this assessor asks the organisation about the standard, and what it replied to the panel. */
export function QuestionsHere({ sheet, item, again, open, onOpen }: QuestionsHereProps) {
  const { submission } = sheet;
  const about = useCall('questions.about', { submission });
  const mine = (about.data?.mine ?? []).filter(
    (question) => question.item === item.id && !isTakenBack(question),
  );
  const replies = about.data?.replies.filter((reply) => reply.item === item.id) ?? [];
  return (
    <section aria-label="Questions and replies">
      {mine.length + replies.length > 0 && (
        <h2 className={styles.label}>
          <span>Questions and replies</span>
        </h2>
      )}
      {replies.length > 0 && about.data !== undefined && (
        <p className={styles.none}>{mayChangeInWords(about.data.mayChangeScores)}</p>
      )}
      {about.isError && (
        <p className={styles.none} role="alert">
          {sentenceOf(about.error)}
        </p>
      )}
      {replies.map((reply) => (
        <Reply
          key={`${reply.batch} ${reply.number}`}
          reply={reply}
          fresh={
            again?.replies.some(({ batch, number }) => batch === reply.batch && number === reply.number) ===
            true
          }
          reference={(reference) => (
            <Reference
              reference={reference}
              file={fileOfReply(reply, reference, sheet)}
              open={open}
              onOpen={onOpen}
            />
          )}
        />
      ))}
      {mine.map((question) => (
        <Asked key={question.question} question={question}>
          {question.state === 'asked' && <TakeBack sheet={sheet} question={question} />}
        </Asked>
      ))}
      <AskOrganisation key={item.id} sheet={sheet} item={item} />
    </section>
  );
}

function Reference({
  reference,
  file,
  open,
  onOpen,
}: Pick<QuestionsHereProps, 'open' | 'onOpen'> & {
  readonly reference: EvidenceReference;
  readonly file: EvidenceView | undefined;
}) {
  if (file === undefined)
    return (
      <span className={styles.missing}>
        <b>{reference.ref}</b> not received
      </span>
    );
  const pages = pagesOf(reference);
  return (
    <FileChip file={file} on={open?.sha256 === file.sha256} onPress={() => onOpen(file, reference.firstPage)}>
      {titleOf(file)}
      {pages !== '' && `, ${pages}`}
    </FileChip>
  );
}

/** Until it is sent. Its words go back to where they were written, unless others stand there. */
function TakeBack({ sheet, question }: { readonly sheet: SheetView; readonly question: MyQuestion }) {
  const { submission } = sheet;
  const announce = useAnnounce();
  const kept = useKeptWords({ kind: 'question', submission, item: question.item });
  const withdraw = useAct('questions.withdraw', () => {
    if (textOf(kept).trim() === '') kept.write({ words: question.words });
    announce('Taken back. The organisation does not get it.');
  });
  return (
    <>
      <Button
        look="link"
        small
        isPending={withdraw.isPending}
        onPress={() => withdraw.mutate({ submission, question: question.question, reason: '' })}
      >
        Take back
      </Button>
      {withdraw.isError && <b role="alert"> {sentenceOf(withdraw.error)}</b>}
    </>
  );
}

/** A quiet way to ask, and the form while one does; a question that was begun stands open. */
function AskOrganisation({ sheet, item }: Pick<QuestionsHereProps, 'sheet' | 'item'>) {
  const { submission } = sheet;
  const announce = useAnnounce();
  const kept = useKeptWords({ kind: 'question', submission, item: item.id });
  const asking = useAskingForm(item.id, kept);
  const ask = useAct('questions.ask', () => {
    kept.forget();
    asking.done();
    announce('Asked. The administrator sends it to the organisation without your name.');
  });
  useShortcut({ keys: 'Alt+Q', does: 'Ask the organisation about this standard' }, () =>
    asking.open ? document.getElementById('question')?.focus() : asking.begin(),
  );
  if (!asking.open)
    return (
      <button type="button" className={styles.link} onClick={asking.begin}>
        {asking.begun ? 'Go on with your question to the organisation' : 'Ask the organisation'}
      </button>
    );
  return (
    <AskForm
      name="question"
      label={`Question to the organisation about ${nameOf(item)}`}
      hint="The administrator sends it with others of the panel, without your name, and everyone who assesses this submission reads the reply. It can be disclosed."
      does="Ask the organisation"
      error={ask.error}
      pending={ask.isPending}
      onAsk={(words) => ask.mutate({ submission, item: item.id, words })}
      {...asking.form}
    />
  );
}
