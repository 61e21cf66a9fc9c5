import { type ReactNode, useId, useMemo, useState } from 'react';
import { csvCell } from '../../shared/domain/publication.ts';
import { count } from '../../shared/domain/words.ts';
import { useAct } from '../app/queries.ts';
import { useAnnounce } from './announce.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { SaveExport } from './save-export.tsx';
import styles from './table.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  /** What is copied, found by the filter, and shown unless `cell` draws it. */
  readonly text: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
  /** What rows are put in order by; the text where it is absent. `undefined` comes last. */
  readonly by?: (row: Row) => string | number | undefined;
  readonly align?: 'end';
  /** Names the row: a heading cell, for screen readers. */
  readonly heads?: boolean;
  /** Holds buttons: its head is for screen readers, and it is not copied. */
  readonly acts?: boolean;
  /** Left out where there is little room. */
  readonly minor?: boolean;
}

interface TableProps<Row> {
  /** Names the table for a screen reader, and what is counted: "submissions". */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** In the line above the table, at its left. */
  readonly tools?: ReactNode;
  readonly rowLook?: (row: Row) => 'quiet' | undefined;
}

interface Order {
  readonly key: string;
  readonly down: boolean;
}

/** Rows to sort, filter and copy. Plain table markup, so that every reader knows its way. */
export function Table<Row>({ label, rows, columns, rowKey, tools, rowLook }: TableProps<Row>) {
  const [order, setOrder] = useState<Order>();
  const [words, setWords] = useState('');
  const announce = useAnnounce();
  const filterId = useId();
  const save = useAct('tables.save');

  const shown = useMemo(
    () => sorted(filtered(rows, columns, words), columns, order),
    [rows, columns, words, order],
  );

  const told = columns.filter(({ acts }) => acts !== true);
  const head = told.map((column) => column.head);

  const copy = async () => {
    const lines = [head, ...shown.map((row) => told.map((column) => column.text(row)))];
    await navigator.clipboard.writeText(
      lines
        .map((cells) => cells.map((cell) => csvCell(cell.replace(/[\t\r\n]+/g, ' '))).join('\t'))
        .join('\n'),
    );
    announce(`Copied ${count(shown.length, 'row')}.`);
  };

  return (
    <div className={styles.whole}>
      <div className={styles.tools}>
        {tools}
        <span className={styles.grow} />
        {rows.length > 6 && (
          <>
            <label htmlFor={filterId}>Filter</label>
            <input
              id={filterId}
              type="search"
              className={styles.filter}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            {words !== '' && (
              <output>
                {shown.length} of {rows.length}
              </output>
            )}
          </>
        )}
        <Button look="link" onPress={() => void copy()}>
          Copy table
        </Button>
        <SaveExport
          look="link"
          label="Save as spreadsheet"
          make={() =>
            save.mutateAsync({ name: label, head, rows: shown.map((row) => told.map(cellOf(row))) })
          }
        />
      </div>
      <section className={styles.scroll} aria-label={label}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => {
                if (column.acts === true)
                  return (
                    <th key={column.key} scope="col" className={classes(column.minor && styles.minor)}>
                      <VisuallyHidden>{column.head}</VisuallyHidden>
                    </th>
                  );
                const here = order?.key === column.key ? order : undefined;
                return (
                  <th
                    key={column.key}
                    scope="col"
                    className={classes(column.align === 'end' && styles.end, column.minor && styles.minor)}
                    aria-sort={here === undefined ? undefined : here.down ? 'descending' : 'ascending'}
                  >
                    <button type="button" onClick={() => setOrder(nextOrder(column.key, here))}>
                      {column.head}
                      <span aria-hidden="true" className={styles.arrow}>
                        {here === undefined ? '' : here.down ? ' ▼' : ' ▲'}
                      </span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)} className={rowLook?.(row) === 'quiet' ? styles.quiet : undefined}>
                {columns.map((column) => {
                  const content = column.cell === undefined ? column.text(row) : column.cell(row);
                  const look = classes(column.align === 'end' && styles.end, column.minor && styles.minor);
                  return column.heads === true ? (
                    <th key={column.key} scope="row" className={look}>
                      {content}
                    </th>
                  ) : (
                    <td key={column.key} className={look}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** A figure goes into a spreadsheet as one, so that it can be added up there. */
function cellOf<Row>(row: Row): (column: Column<Row>) => string | number {
  return ({ text, align }) => {
    const words = text(row);
    return align === 'end' && /^-?\d{1,15}(\.\d+)?$/.test(words) ? Number(words) : words;
  };
}

/** Up, then down, then as it came. */
function nextOrder(key: string, here: Order | undefined): Order | undefined {
  if (here === undefined) return { key, down: false };
  return here.down ? undefined : { key, down: true };
}

function filtered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], words: string): readonly Row[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns.map((column) => column.text(row).toLowerCase()).join('\n');
    return wanted.every((word) => text.includes(word));
  });
}

const names = new Intl.Collator('en-GB', { numeric: true });

function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | undefined,
): readonly Row[] {
  const column = columns.find(({ key }) => key === order?.key);
  if (order === undefined || column === undefined) return rows;
  const by = column.by ?? column.text;
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
    const way = typeof a === 'number' && typeof b === 'number' ? a - b : names.compare(String(a), String(b));
    return order.down ? -way : way;
  });
}
