import type { RehearsedOrganisation } from '../../../shared/contract/intake.ts';
import { fileChangeInWords, partInWords } from '../../../shared/domain/version-changes.ts';
import { count, list } from '../../../shared/domain/words.ts';
import styles from './submissions.module.css';

/** What would be written says other than the version before it: by standard, by file, and around the answers. */
export function VersionChanges({
  changes,
}: {
  readonly changes: NonNullable<RehearsedOrganisation['changes']>;
}) {
  const { since, items, files, about } = changes;
  return (
    <div className={styles.problems}>
      <h3>What differs from version {since}</h3>
      <ul>
        <li>
          <b>Standards</b>
          <span>
            {items.length === 0 ? 'None is touched.' : `${count(items.length, 'standard')} touched.`}
          </span>
        </li>
        {items.map(({ item, parts }) => (
          <li key={item}>
            <b>{item}</b>
            <span>{sentence(list(parts.map(partInWords)))}</span>
          </li>
        ))}
        {files.map((file) => (
          <li key={`${file.kind} ${file.ref}`}>
            <b>Evidence</b>
            <span>{fileChangeInWords(file)}.</span>
          </li>
        ))}
        {about.length > 0 && (
          <li>
            <b>The form</b>
            <span>{sentence(list(about))}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
