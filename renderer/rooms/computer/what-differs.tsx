import type { DraftInShort, DraftsOfSubmission } from '../../../shared/contract/copies.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import type { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { Checkbox } from '../../components/field.tsx';
import { Status } from '../../components/status.tsx';
import styles from './drafts.module.css';

/** Standards by submission and item. */
export type Chosen = ReadonlyMap<string, { readonly submission: SubmissionId; readonly item: ItemId }>;
export const nameOf = (submission: SubmissionId, item: ItemId): string => `${submission} ${item}`;

interface WhatDiffersProps {
  readonly submissions: readonly DraftsOfSubmission[];
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Each standard that a copy has otherwise, what is here beside what is in the copy. */
export function WhatDiffers({ submissions, chosen, onChoose }: WhatDiffersProps) {
  if (submissions.every(({ differs }) => differs.length === 0))
    return <Status>Everything in the copy is here, just as it is there.</Status>;
  const turn = (submission: SubmissionId, item: ItemId, on: boolean) => {
    const next = new Map(chosen);
    if (on) next.set(nameOf(submission, item), { submission, item });
    else next.delete(nameOf(submission, item));
    onChoose(next);
  };
  return (
    <>
      {submissions.map((each) => (
        <section key={each.submission} className={styles.submission} aria-label={each.name}>
          <h3>{each.name}</h3>
          {each.closed !== undefined && each.differs.length > 0 && (
            <p className={styles.closed}>{each.closed}</p>
          )}
          <p className={styles.rest}>{restInWords(each)}</p>
          {each.differs.length > 0 && (
            <ul className={styles.standards}>
              {each.differs.map(({ item, here, copy, newer }) => (
                <li key={item}>
                  <Checkbox
                    isDisabled={each.closed !== undefined}
                    isSelected={chosen.has(nameOf(each.submission, item))}
                    onChange={(on) => turn(each.submission, item, on)}
                    aria-label={`Take ${item} of ${each.name} back`}
                  >
                    <b>{item}</b>
                  </Checkbox>
                  <div className={styles.sides}>
                    <Side label="Here" draft={here} newer={newer === 'here'} />
                    <Side label="In the copy" draft={copy} newer={newer === 'copy' && here !== undefined} />
                  </div>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}

function Side({
  label,
  draft,
  newer,
}: {
  readonly label: string;
  readonly draft: DraftInShort | undefined;
  readonly newer: boolean;
}) {
  return (
    <div className={styles.side}>
      <span className={styles.label}>{label}</span>
      {draft === undefined ? (
        <span>Nothing yet</span>
      ) : (
        <>
          <span>
            <b>{draft.outcome}</b>, saved {momentInWords(draft.savedAt)}
            {newer && ' (newer)'}
          </span>
          {draft.note !== '' && <span className={styles.words}>Note: {draft.note}</span>}
          {draft.feedback !== '' && <span className={styles.words}>Feedback: {draft.feedback}</span>}
          {draft.citations > 0 && <span>{count(draft.citations, 'citation')}</span>}
        </>
      )}
    </div>
  );
}

function restInWords({ differs, same, onlyHere }: DraftsOfSubmission): string {
  const parts = [
    differs.length === 0
      ? 'Nothing is otherwise in the copy'
      : `${count(differs.length, 'standard')} otherwise in the copy`,
    ...(same === 0 ? [] : [`${same} the same`]),
    ...(onlyHere === 0 ? [] : [`${onlyHere} only here, which ${onlyHere === 1 ? 'stays' : 'stay'}`]),
  ];
  return `${parts.join(', ')}.`;
}
