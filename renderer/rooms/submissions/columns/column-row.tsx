import { memo, type ReactNode } from 'react';
import { columnLetters, type RehearsedColumn } from '../../../../shared/domain/wide-table.ts';
import { count } from '../../../../shared/domain/words.ts';
import { classes } from '../../../components/classes.ts';
import { type Choice, fieldName, isPart, itemName } from './choices.ts';
import styles from './columns.module.css';

interface ColumnRowProps {
  readonly column: RehearsedColumn;
  readonly choice: Choice;
  /** The options of both lists, made once for all rows. */
  readonly fields: ReactNode;
  readonly items: ReactNode;
  readonly errors: readonly string[];
  readonly onChoose: (column: number, choice: Choice) => void;
}

/** A column, what stands in it, and the choice of what it is. */
export const ColumnRow = memo(function ColumnRow(props: ColumnRowProps) {
  const { column: one, choice, fields, items, errors, onChoose } = props;
  const { column, heading, samples, filled } = one;
  const letters = columnLetters(column);
  const called = `column ${letters}, ${heading === '' ? 'without a heading' : heading}`;
  const told = errors.length === 0 ? undefined : `${fieldName(column)}-error`;
  return (
    <li className={classes(styles.row, errors.length > 0 && styles.wrong)}>
      <div className={styles.heading}>
        <b>{letters}</b>
        <span>{heading || 'Without a heading'}</span>
      </div>
      <div className={styles.samples}>
        {samples.map((sample) => (
          <span key={sample}>{sample}</span>
        ))}
        {filled === 0 ? <span>Empty in every row</span> : <small>{count(filled, 'row')}</small>}
      </div>
      <div className={styles.choice}>
        <select
          id={fieldName(column)}
          aria-label={`What ${called} is`}
          aria-describedby={told}
          aria-invalid={told === undefined ? undefined : true}
          value={choice.what}
          onChange={({ target }) => onChoose(column, { what: target.value, item: choice.item })}
        >
          {fields}
        </select>
        {isPart(choice.what) && (
          <select
            id={itemName(column)}
            aria-label={`Standard of ${called}`}
            aria-describedby={told}
            value={choice.item}
            onChange={({ target }) => onChoose(column, { what: choice.what, item: target.value })}
          >
            {items}
          </select>
        )}
        {told !== undefined && (
          <span id={told} className={styles.error}>
            {errors.join(' ')}
          </span>
        )}
      </div>
    </li>
  );
});
