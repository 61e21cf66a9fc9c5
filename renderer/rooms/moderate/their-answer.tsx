import type { ItemId } from '../../../shared/domain/ids.ts';
import type { EvidenceReference } from '../../../shared/domain/submission.ts';
import { pagesOf, titleOf } from '../assess/names.ts';
import type { Citing } from './cited-evidence.tsx';
import styles from './item-pane.module.css';
import type { Moderated } from './moderated.ts';

interface TheirAnswerProps {
  readonly moderated: Moderated;
  readonly item: ItemId;
  readonly onCite: (citing: Citing) => void;
}

/** The organisation's own words for this standard, and the evidence that they point to. */
export function TheirAnswer({ moderated, item, onCite }: TheirAnswerProps) {
  const { responses } = moderated.view;
  const response = responses.find((each) => each.item === item);
  if (response === undefined) return <p className={styles.soft}>They gave no answer to this standard.</p>;
  const { account, reason, action, references } = response;
  return (
    <div className={styles.answer}>
      {account.trim() !== '' && <p className={styles.words}>{account}</p>}
      {reason.trim() !== '' && (
        <p className={styles.words}>
          <b>Why it does not apply: </b>
          {reason}
        </p>
      )}
      {account.trim() === '' && reason.trim() === '' && <p className={styles.soft}>They gave no account.</p>}
      {action.trim() !== '' && (
        <p className={styles.words}>
          <b>Since last year: </b>
          {action}
        </p>
      )}
      {references.length === 0 ? (
        <p className={styles.soft}>They point to no evidence for this.</p>
      ) : (
        <ul className={styles.refs}>
          {references.map((reference) => (
            <li key={`${reference.ref} ${reference.pages}`}>
              <Reference moderated={moderated} item={item} reference={reference} onCite={onCite} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Reference({
  moderated,
  item,
  reference,
  onCite,
}: TheirAnswerProps & { readonly reference: EvidenceReference }) {
  const file = moderated.view.evidence.find(({ ref }) => ref.toLowerCase() === reference.ref.toLowerCase());
  if (file === undefined) return <span className={styles.soft}>{reference.ref}, not received</span>;
  const pages = pagesOf(reference);
  return (
    <button
      type="button"
      className={styles.place}
      onClick={() => onCite({ item, evidence: file.sha256, page: reference.firstPage })}
    >
      {reference.ref} {titleOf(file)}
      {pages !== '' && `, ${pages}`}
    </button>
  );
}
