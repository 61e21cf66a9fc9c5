import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { dayInLondon, dayInWords } from '../../../../shared/domain/dates.ts';
import type { RatingMeaning, RehearsedColumn, RehearsedTable } from '../../../../shared/domain/wide-table.ts';
import { count, list } from '../../../../shared/domain/words.ts';
import { useAct } from '../../../app/queries.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorSummary, type Problem, problemsOf } from '../../../components/error-summary.tsx';
import { Row } from '../../../components/page.tsx';
import {
  type Choice,
  choiceOf,
  chosenMapping,
  fieldName,
  fieldOf,
  groupsOf,
  itemName,
  NOT_RECOGNISED,
  unfinished,
} from './choices.ts';
import { ColumnRow } from './column-row.tsx';
import styles from './columns.module.css';
import { fieldOptions, itemOptions } from './field-options.tsx';
import { RatingWords } from './rating-words.tsx';

interface MapColumnsProps {
  readonly rehearsal: string;
  readonly table: RehearsedTable;
  /** It is being read again by what was said. */
  readonly isReading: boolean;
  readonly onMapped: () => void;
  /** It is some organisation's evidence. */
  readonly onNoTable: () => void;
  readonly onLeave: () => void;
  /** "Choose other files" */
  readonly leave: string;
}

/** Which column of a table of many organisations is what: said once, and kept for every table with its headings. */
export function MapColumns({
  rehearsal,
  table,
  isReading,
  onMapped,
  onNoTable,
  onLeave,
  leave,
}: MapColumnsProps) {
  const map = useAct('import.map');
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(
    () => new Map(table.columns.map(({ column, field }) => [column, choiceOf(field)])),
  );
  const [meanings, setMeanings] = useState<ReadonlyMap<string, RatingMeaning | null>>(
    () => new Map(table.ratings.map(({ words, means }) => [words, means])),
  );
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choiceAt = ({ column, field }: RehearsedColumn) => choices.get(column) ?? choiceOf(field);
  const onChoose = useCallback((column: number, choice: Choice) => {
    setChoices((all) => new Map(all).set(column, choice));
  }, []);
  const [fields, items] = useMemo(() => [fieldOptions(table), itemOptions(table)], [table]);
  const groups = useMemo(() => groupsOf(table), [table]);
  const strange = groups.find(({ title }) => title === NOT_RECOGNISED)?.columns;
  const errors = useMemo(() => errorsByColumn(table, problems), [table, problems]);
  const used = table.columns.filter((column) => fieldOf(choiceAt(column)) !== null).length;

  const use = () => {
    const half = unfinished(table.columns, choiceAt);
    setProblems(half);
    if (half.length > 0) return;
    const mapping = chosenMapping(table, choiceAt, meanings);
    map.mutate(
      { rehearsal, table: table.path, mapping },
      {
        onSuccess: (answer) => {
          setProblems(
            answer.problems.map(({ column, sentence }) =>
              column === undefined ? { sentence } : { sentence, field: fieldName(column) },
            ),
          );
          if (answer.problems.length === 0) onMapped();
        },
      },
    );
  };

  return (
    <>
      <ErrorSummary problems={[...problemsOf(map.error), ...problems]} />
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          Which column is what
        </h2>
        <p>
          ‘{table.name}’ is a table with {count(table.rows, 'row')}, one for each organisation. Say what its
          columns are: it is kept, and the next table with the same headings is read by it. Nothing is written
          yet.
        </p>
        <Since table={table} />
        {strange !== undefined && (
          <p>
            <Button look="link" onPress={() => focusFirst(strange)}>
              {strange.length === 1
                ? '1 column was not recognised'
                : `${strange.length} columns were not recognised`}
            </Button>
          </p>
        )}
      </div>
      <RatingWords
        table={table}
        meanings={meanings}
        onChoose={(words, means) => setMeanings(new Map(meanings).set(words, means))}
      />
      {groups.map(({ title, columns }, at) => (
        <section key={title} aria-labelledby={`columns-${at}`}>
          <h3 id={`columns-${at}`} className={styles.groupHead}>
            {title} <span>{count(columns.length, 'column')}</span>
          </h3>
          <ul className={styles.rows}>
            {columns.map((column) => (
              <ColumnRow
                key={column.column}
                column={column}
                choice={choiceAt(column)}
                fields={fields}
                items={items}
                errors={errors.get(column.column) ?? NONE}
                onChoose={onChoose}
              />
            ))}
          </ul>
        </section>
      ))}
      <div className={styles.foot}>
        <Row>
          <Button onPress={use} isPending={map.isPending || isReading}>
            Use this mapping
          </Button>
          <Button look="link" onPress={onNoTable} isDisabled={isReading}>
            It is evidence, no such table
          </Button>
          <Button look="link" onPress={onLeave}>
            {leave}
          </Button>
          <span className={styles.soft}>
            {used} of {count(table.columns.length, 'column')} used. What stands in the others is left out.
          </span>
        </Row>
      </div>
    </>
  );
}

/** What has changed since the headings were mapped before. */
function Since({ table: { keptAt, columns, gone } }: { readonly table: RehearsedTable }) {
  const fresh = columns.filter(({ isNew }) => isNew).length;
  if (keptAt === undefined || fresh + gone.length === 0) return null;
  return (
    <p className={styles.since}>
      The headings have changed since they were mapped on {dayInWords(dayInLondon(keptAt))}.
      {fresh > 0 && ` ${count(fresh, 'column')} ${fresh === 1 ? 'is' : 'are'} new.`}
      {gone.length > 0 &&
        ` No longer there: ${list(gone.map((words) => (words === '' ? 'one without a heading' : `‘${words}’`)))}.`}
    </p>
  );
}

function focusFirst([first]: readonly RehearsedColumn[]): void {
  if (first !== undefined) document.getElementById(fieldName(first.column))?.focus();
}

const NONE: readonly string[] = [];

function errorsByColumn({ columns }: RehearsedTable, problems: readonly Problem[]) {
  return new Map(
    columns.flatMap(({ column }) => {
      const said = problems
        .filter(({ field }) => field === fieldName(column) || field === itemName(column))
        .map(({ sentence }) => sentence);
      return said.length === 0 ? [] : [[column, said] as const];
    }),
  );
}
