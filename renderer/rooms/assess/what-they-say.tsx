import type { EvidenceView, ResponseView } from '../../../shared/contract/intake.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';
import { FileChip } from './file-chip.tsx';
import { pagesOf, titleOf } from './names.ts';
import styles from './score-pane.module.css';

interface WhatTheySayProps {
  readonly set: StandardSet;
  readonly response: ResponseView | undefined;
  readonly evidence: readonly EvidenceView[];
  /** The file that is open beside. */
  readonly open: EvidenceView | undefined;
  readonly onOpen: (file: EvidenceView, page?: number) => void;
}

/** The organisation's own words for this item, and the evidence that it points to. */
export function WhatTheySay({ response, evidence, open, onOpen }: WhatTheySayProps) {
  if (response === undefined) return <p className={styles.none}>They gave no answer to this standard.</p>;
  const { account, reason, action, references } = response;
  return (
    <>
      {account.trim() !== '' && <p className={styles.account}>{account}</p>}
      {reason.trim() !== '' && (
        <p className={styles.account}>
          <b>Why it does not apply: </b>
          {reason}
        </p>
      )}
      {account.trim() === '' && reason.trim() === '' && <p className={styles.none}>They gave no account.</p>}
      {action.trim() !== '' && (
        <p className={styles.account}>
          <b>Since last year: </b>
          {action}
        </p>
      )}
      {references.length === 0 ? (
        <p className={styles.none}>They point to no evidence for this.</p>
      ) : (
        <div className={styles.refs}>
          {references.map((reference) => (
            <Reference
              key={`${reference.ref} ${reference.pages}`}
              reference={reference}
              file={fileOf(reference, evidence)}
              open={open}
              onOpen={onOpen}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** The file of a reference; undefined where it was not received. */
export function fileOf(
  reference: EvidenceReference,
  evidence: readonly EvidenceView[],
): EvidenceView | undefined {
  return evidence.find((file) => file.ref.toLowerCase() === reference.ref.toLowerCase());
}

interface ReferenceProps extends Pick<WhatTheySayProps, 'open' | 'onOpen'> {
  readonly reference: EvidenceReference;
  readonly file: EvidenceView | undefined;
}

function Reference({ reference, file, open, onOpen }: ReferenceProps) {
  const pages = pagesOf(reference);
  if (file === undefined)
    return (
      <span className={styles.missing}>
        <b>{reference.ref}</b> not received
      </span>
    );
  return (
    <FileChip file={file} on={open?.sha256 === file.sha256} onPress={() => onOpen(file, reference.firstPage)}>
      {titleOf(file)}
      {pages !== '' && `, ${pages}`}
    </FileChip>
  );
}
