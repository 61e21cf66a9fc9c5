import { bytesInWords } from '../../../shared/domain/words.ts';
import { Checkbox } from '../../components/field.tsx';
import type { Rehearsed } from './rehearsed.tsx';
import styles from './submissions.module.css';

/** Files that lie in the workbook itself: each is taken in as evidence, or left where it is. */
export function OfferedFiles({
  of: { name, offered },
  declined,
  onTake,
}: {
  readonly of: Rehearsed;
  readonly declined: ReadonlySet<string>;
  readonly onTake: (ref: string, on: boolean) => void;
}) {
  if (offered.length === 0) return null;
  return (
    <fieldset className={styles.insides}>
      <legend>Lies in the workbook of {name}</legend>
      <p className={styles.soft}>What you leave out is not taken in and not chased.</p>
      {offered.map(({ ref, name: file, bytes }) => (
        <Checkbox key={ref} isSelected={!declined.has(ref)} onChange={(on) => onTake(ref, on)}>
          {`Take in ‘${file}’ as ${ref} (${bytesInWords(bytes)})`}
        </Checkbox>
      ))}
    </fieldset>
  );
}
