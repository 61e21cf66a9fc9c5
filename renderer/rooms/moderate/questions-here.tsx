import type { ModeratedQuestion } from '../../../shared/contract/moderated-questions.ts';
import type { ReplyView } from '../../../shared/contract/questions.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { isTakenBack, mayChangeInWords } from '../../../shared/domain/question-words.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';
import { count } from '../../../shared/domain/words.ts';
import { useKeptWords } from '../../app/kept-words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useAnnounce } from '../../components/announce.tsx';
import { AskForm } from '../../components/asking/ask-form.tsx';
import { Asked } from '../../components/asking/asked.tsx';
import { fileOfReply, Reply } from '../../components/asking/reply.tsx';
import { useAskingForm } from '../../components/asking/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { sentenceOf } from '../../components/states.tsx';
import { nameOf, pagesOf, titleOf } from '../assess/names.ts';
import type { Citing } from './cited-evidence.tsx';
import styles from './item-pane.module.css';
import type { Moderated } from './moderated.ts';

interface QuestionsHereProps {
  readonly moderated: Moderated;
  readonly item: Item;
  readonly onCite: (citing: Citing) => void;
}

/** What the panel asked the organisation about a standard, who asked it for whoever may know, and what came back. */
export function QuestionsHere({ writes, ...props }: QuestionsHereProps & { readonly writes: boolean }) {
  const { moderated, item } = props;
  const { asked, replies, failed, mayChangeScores } = useQuestions(moderated, item.id);
  const { submission } = moderated.view;
  const announce = useAnnounce();
  const kept = useKeptWords({ kind: 'question', submission, item: item.id });
  const asking = useAskingForm(item.id, kept);
  const ask = useAct('questions.ask', () => {
    kept.forget();
    asking.done();
    announce('Asked. The administrator sends it to the organisation without your name.');
  });
  useShortcut(
    { keys: 'Alt+Q', does: 'Ask the organisation about this standard' },
    () => (asking.open ? document.getElementById('question')?.focus() : asking.begin()),
    writes,
  );
  return (
    <Disclosure
      summary={<>Questions and replies{countsInWords(asked, replies)}</>}
      open={asking.open || replies.length > 0}
    >
      <div className={styles.answer}>
        {failed !== undefined && <p role="alert">{failed}</p>}
        {asked.length + replies.length === 0 && <p className={styles.soft}>Nobody asked about this.</p>}
        <Replies {...props} replies={replies} mayChangeScores={mayChangeScores} />
        {asked.map((question) => (
          <Asked key={question.question} question={question} by={question.askedBy} />
        ))}
        {writes && !asking.open && (
          <div>
            <Button look="link" small onPress={asking.begin}>
              {asking.begun ? 'Go on with your question to the organisation' : 'Ask the organisation'}
            </Button>
          </div>
        )}
        {writes && asking.open && (
          <AskForm
            name="question"
            label={`Question to the organisation about ${nameOf(item)}`}
            hint="The administrator sends it without your name, and everyone who assesses this submission reads the reply. It can be disclosed."
            does="Ask the organisation"
            error={ask.error}
            pending={ask.isPending}
            onAsk={(words) => ask.mutate({ submission, item: item.id, words })}
            {...asking.form}
          />
        )}
      </div>
    </Disclosure>
  );
}

/** The same for a shared screen: what was asked and what came back, and never who asked. */
export function QuestionsShown(props: QuestionsHereProps) {
  const { asked, replies, mayChangeScores } = useQuestions(props.moderated, props.item.id);
  const waiting = asked.filter(({ state }) => state === 'asked' || state === 'passed-on');
  if (waiting.length + replies.length === 0) return null;
  return (
    <Disclosure summary={<>Questions and replies{countsInWords(waiting, replies)}</>} open>
      <div className={styles.answer}>
        <Replies {...props} replies={replies} mayChangeScores={mayChangeScores} />
        {waiting.map((question) => (
          <Asked key={question.question} question={question} />
        ))}
      </div>
    </Disclosure>
  );
}

interface Questions extends OutputOf<'questions.moderated'> {
  readonly failed: string | undefined;
}

function useQuestions({ view: { submission } }: Moderated, item: ItemId): Questions {
  const read = useCall('questions.moderated', { submission });
  return {
    asked: read.data?.asked.filter((each) => each.item === item && !isTakenBack(each)) ?? [],
    replies: read.data?.replies.filter((each) => each.item === item) ?? [],
    mayChangeScores: read.data?.mayChangeScores ?? true,
    failed: read.isError ? sentenceOf(read.error) : undefined,
  };
}

function Replies({
  moderated,
  item,
  onCite,
  replies,
  mayChangeScores,
}: QuestionsHereProps & { readonly replies: readonly ReplyView[]; readonly mayChangeScores: boolean }) {
  if (replies.length === 0) return null;
  return (
    <>
      <p className={styles.soft}>{mayChangeInWords(mayChangeScores)}</p>
      {replies.map((reply) => (
        <Reply
          key={`${reply.batch} ${reply.number}`}
          reply={reply}
          reference={(reference) => (
            <Reference
              moderated={moderated}
              item={item}
              reply={reply}
              reference={reference}
              onCite={onCite}
            />
          )}
        />
      ))}
    </>
  );
}

interface ReferenceProps extends QuestionsHereProps {
  readonly reply: ReplyView;
  readonly reference: EvidenceReference;
}

function Reference({ moderated, item, reply, reference, onCite }: ReferenceProps) {
  const file = fileOfReply(reply, reference, moderated.view);
  if (file === undefined) return <span className={styles.soft}>{reference.ref}, not received</span>;
  const pages = pagesOf(reference);
  return (
    <button
      type="button"
      className={styles.place}
      onClick={() => onCite({ item: item.id, evidence: file.sha256, page: reference.firstPage })}
    >
      {reference.ref} {titleOf(file)}
      {pages !== '' && `, ${pages}`}
    </button>
  );
}

/** ": 1 waits, 2 replies". */
function countsInWords(asked: readonly ModeratedQuestion[], replies: readonly ReplyView[]): string {
  const waiting = asked.filter(({ state }) => state === 'asked' || state === 'passed-on').length;
  const parts = [
    ...(waiting === 0 ? [] : [`${waiting} ${waiting === 1 ? 'waits' : 'wait'}`]),
    ...(replies.length === 0 ? [] : [count(replies.length, 'reply', 'replies')]),
  ];
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}
