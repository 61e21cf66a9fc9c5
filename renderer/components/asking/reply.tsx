import type { ReactNode } from 'react';
import type { EvidenceView, ReplyFile } from '../../../shared/contract/intake.ts';
import type { ReplyView } from '../../../shared/contract/questions.ts';
import { replyInWords } from '../../../shared/domain/question-words.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';
import { Tag } from '../tag.tsx';
import styles from './asking.module.css';

interface ReplyProps {
  readonly reply: ReplyView;
  /** It came after the standard was scored, and was not looked at since. */
  readonly fresh?: boolean;
  /** One reference of it, as the room shows and opens files. */
  readonly reference: (reference: EvidenceReference) => ReactNode;
}

/** What the organisation answered to a question, apart from its own account. Names nobody who asked. */
export function Reply({ reply, fresh = false, reference }: ReplyProps) {
  return (
    <article className={styles.reply}>
      <p className={styles.soft}>
        {fresh && (
          <>
            <Tag look="adjusted">New</Tag>{' '}
          </>
        )}
        {replyInWords(reply)}
      </p>
      <p className={styles.question}>{reply.question}</p>
      {reply.answered ? (
        <p className={styles.words}>{reply.answer}</p>
      ) : (
        <p className={styles.soft}>They left it empty.</p>
      )}
      {reply.references.length > 0 && (
        <div className={styles.refs}>
          {reply.references.map((each) => (
            <span key={`${each.ref} ${each.pages}`}>{reference(each)}</span>
          ))}
        </div>
      )}
    </article>
  );
}

/** The file of a reply's reference: one that came with it, or else one of the submission; undefined where none was received. */
export function fileOfReply(
  { batch }: Pick<ReplyView, 'batch'>,
  { ref }: EvidenceReference,
  view: { readonly evidence: readonly EvidenceView[]; readonly replyFiles: readonly ReplyFile[] },
): EvidenceView | undefined {
  const named = (file: EvidenceView) => file.ref.toLowerCase() === ref.toLowerCase();
  return view.replyFiles.find((file) => file.batch === batch && named(file)) ?? view.evidence.find(named);
}
