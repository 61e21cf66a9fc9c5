import { useEffect, useRef } from 'react';
import { dayInLondon, dayInWords } from '../../../../shared/domain/dates.ts';
import type { RehearsedTable } from '../../../../shared/domain/wide-table.ts';
import { count } from '../../../../shared/domain/words.ts';
import { Button } from '../../../components/button.tsx';
import { Disclosure } from '../../../components/disclosure.tsx';
import styles from './columns.module.css';

/** By what each table of many organisations was read, with the way to change it. */
export function ReadBy({
  tables,
  isShown,
  onChange,
}: {
  readonly tables: readonly RehearsedTable[];
  readonly isShown: boolean;
  readonly onChange: (path: string) => void;
}) {
  const first = useRef<HTMLDivElement>(null);
  // What had the focus has gone with the step before.
  useEffect(() => {
    if (isShown && document.activeElement === document.body) first.current?.focus();
  }, [isShown]);
  return tables.map(({ path, name, rows, keptAt, problems }, at) => (
    <div key={path} ref={at === 0 ? first : undefined} tabIndex={-1} className={styles.readBy}>
      <p>
        <b>{name}</b>, {count(rows, 'row')}.{' '}
        {keptAt !== undefined && `Read by the mapping of ${dayInWords(dayInLondon(keptAt))}.`}{' '}
        <Button
          look="link"
          onPress={() => onChange(path)}
          aria-label={`Change what the columns of ${name} are`}
        >
          Change
        </Button>
      </p>
      {problems.length > 0 && (
        <Disclosure summary={`${count(problems.length, 'note')} about the table`}>
          <ul>
            {problems.map(({ sentence, place }) => (
              <li key={`${place.at} ${sentence}`}>{sentence}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  ));
}
