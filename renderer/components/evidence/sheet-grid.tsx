import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type Ref,
  useEffect,
  useEffectEvent,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { quoteOf } from '../../../shared/domain/citation.ts';
import type { Grid } from '../../../shared/domain/reading.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { classes } from '../classes.ts';
import { VisuallyHidden } from '../visually-hidden.tsx';
import { CiteBubble } from './cite-bubble.tsx';
import styles from './grid.module.css';
import { columnName, columnWidths, type GridText, runsOn } from './grid-text.ts';
import type { Drawing } from './leaf-reader.tsx';
import { markedIn } from './marked.ts';
import { Pieces, stretchOf } from './pieces.tsx';
import { selectedRange } from './selection.ts';
import type { TextHandle } from './text-view.tsx';
import { useLostFocus } from './use-lost-focus.ts';

interface SheetGridProps extends Omit<Drawing, 'ref' | 'page'> {
  readonly handle: Ref<TextHandle>;
  readonly grid: Grid;
  readonly text: GridText;
  readonly showHidden: boolean;
}

/** A table whose cells are gone through by arrow keys: https://www.w3.org/WAI/ARIA/apg/patterns/grid/ */
const asGrid = { role: 'grid', tabIndex: 0 } as const;

/** More frozen rows or columns than these would leave nothing to scroll. */
const mostFrozen = 6;
const mostFrozenColumns = 3;
/** Of the column of row numbers, in em. */
const numbersWide = 3.4;

/** A sheet: rows and columns in sight alone are drawn, headings stay, arrow keys go from cell to cell, and the cell can be cited. */
export function SheetGrid(props: SheetGridProps) {
  const { handle, grid, text, showHidden, takesFocus, size, marks, hits, hit, onCiteMarked, onReady } = props;
  const id = useId();
  const pane = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  useLostFocus(table, takesFocus);
  const rows = useMemo(
    () => grid.rows.map((row, at) => ({ ...row, at })).filter((row) => showHidden || !row.hidden),
    [grid, showHidden],
  );
  const columns = useMemo(() => {
    const last = Math.max(1, ...grid.rows.map((row) => row.cells.at(-1)?.column ?? 1));
    const hidden = new Set(showHidden ? [] : grid.hiddenColumns);
    return Array.from({ length: last }, (_, index) => index + 1).filter((column) => !hidden.has(column));
  }, [grid, showHidden]);
  const widths = useMemo(() => columnWidths(grid, columns), [grid, columns]);
  const letters = size - 2;
  const pixels = useMemo(
    () => widths.map((width) => Math.round((width * 0.56 + 1.2) * letters)),
    [widths, letters],
  );
  const kept = columns.filter((column) => column <= Math.min(mostFrozenColumns, grid.frozen.columns)).length;
  const keptWide = Math.round(numbersWide * letters) + sum(pixels.slice(0, kept));
  const marked = useMemo(() => markedIn(text.text, marks), [text, marks]);
  const frozen = rows.findIndex((row) => row.number > Math.min(mostFrozen, grid.frozen.rows));
  const headings = frozen < 0 ? 0 : frozen;
  const [at, setAt] = useState({ row: 0, column: 0 });

  const virtual = useVirtualizer({
    count: rows.length - headings,
    getScrollElement: () => pane.current,
    estimateSize: () => Math.round(size * 1.75),
    overscan: 6,
  });

  const across = useVirtualizer({
    horizontal: true,
    count: columns.length - kept,
    getScrollElement: () => pane.current,
    estimateSize: (index) => pixels[index + kept] ?? 0,
    paddingStart: keptWide,
    scrollPaddingStart: keptWide,
    overscan: 3,
  });
  const measure = useEffectEvent(() => across.measure());
  // biome-ignore lint/correctness/useExhaustiveDependencies: other widths are other places
  useLayoutEffect(() => measure(), [pixels]);
  const inSight = across.getVirtualItems();
  const before = (inSight[0]?.start ?? keptWide) - keptWide;
  const after = Math.max(0, across.getTotalSize() - (inSight.at(-1)?.end ?? keptWide));
  const drawn = [
    ...columns.slice(0, kept).map((_, place) => ({ place, track: place + 2 })),
    ...inSight.map(({ index }, track) => ({ place: index + kept, track: track + kept + 3 })),
  ];
  const template = [
    `${Math.round(numbersWide * letters)}px`,
    ...pixels.slice(0, kept).map((wide) => `${wide}px`),
    `${before}px`,
    ...inSight.map(({ index }) => `${pixels[index + kept] ?? 0}px`),
    `${after}px`,
  ].join(' ');
  /** Where a cell of a column stands; one that is frozen stays there. */
  const placed = ({ place, track }: (typeof drawn)[number]): React.CSSProperties =>
    place < kept
      ? { gridColumn: track, left: Math.round(numbersWide * letters) + sum(pixels.slice(0, place)) }
      : { gridColumn: track };

  const show = (stretch: Stretch) => {
    const line = text.cells.findLastIndex(
      (cells) => (cells[0]?.start ?? Number.POSITIVE_INFINITY) <= stretch.start,
    );
    const row = rows.findIndex((one) => one.at === line);
    const cell = text.cells[line]?.findLastIndex((one) => one.start <= stretch.start) ?? -1;
    const column = columns.indexOf(rows[row]?.cells[cell]?.column ?? -1);
    if (row < 0 || column < 0) return;
    goTo(row, column);
  };
  const goTo = (row: number, column: number) => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column)),
    };
    setAt(next);
    if (next.row >= headings) virtual.scrollToIndex(next.row - headings, { align: 'auto' });
    if (next.column >= kept) across.scrollToIndex(next.column - kept, { align: 'auto' });
    // Whoever goes to a frozen column goes back to what stands beside it.
    else pane.current?.scrollTo({ left: 0 });
    requestAnimationFrame(() =>
      document
        .getElementById(cellId(next.row, next.column))
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  };
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`;

  useImperativeHandle(handle, () => ({
    passage: () => {
      const range = selectedRange(pane.current);
      const chosen =
        range === undefined || pane.current === null ? undefined : stretchOf(pane.current, range);
      const row = rows[at.row];
      const cell = row?.cells.findIndex(({ column }) => column === columns[at.column]) ?? -1;
      const here =
        document.activeElement === table.current && row !== undefined
          ? text.cells[row.at]?.[cell]
          : undefined;
      const stretch = chosen ?? here;
      const quote = stretch && quoteOf(text.text, stretch);
      return quote && { ...quote, boxes: [] };
    },
    show,
  }));
  const ready = useEffectEvent(onReady);
  useEffect(() => ready(), []);

  const drawRow = (index: number, lift?: { readonly item: number; readonly start: number }) => {
    const row = rows[index];
    if (row === undefined) return null;
    const byColumn = new Map(row.cells.map((cell, cellAt) => [cell.column, { cell, cellAt }]));
    return (
      <tr
        key={row.number}
        ref={lift === undefined ? undefined : virtual.measureElement}
        data-index={lift?.item}
        aria-rowindex={row.number + 1}
        className={classes(styles.row, row.hidden && styles.hidden, lift !== undefined && styles.lifted)}
        style={{
          gridTemplateColumns: template,
          ...(lift === undefined ? {} : { transform: `translateY(${lift.start}px)` }),
        }}
      >
        <th scope="row" className={styles.number}>
          {row.number}
        </th>
        {drawn.map((one) => {
          const { place } = one;
          const column = columns[place] ?? 0;
          const found = byColumn.get(column);
          const part = found && text.cells[row.at]?.[found.cellAt];
          return (
            <td
              key={column}
              id={cellId(index, place)}
              aria-colindex={column + 1}
              style={placed(one)}
              className={classes(
                styles.cell,
                place < kept && styles.kept,
                found !== undefined &&
                  runsOn(found.cell, place, columns, widths, byColumn) &&
                  styles.spilling,
                found?.cell.number === true && styles.figure,
                grid.hiddenColumns.includes(column) && styles.hidden,
                found?.cell.comment !== undefined && styles.commented,
                at.row === index && at.column === place && styles.here,
              )}
              title={found?.cell.comment}
              onPointerDown={() => setAt({ row: index, column: place })}
            >
              {part && (
                <Pieces
                  text={text.text}
                  part={part}
                  marked={within(marked, part)}
                  hits={within(hits, part)}
                  hit={hit}
                />
              )}
            </td>
          );
        })}
      </tr>
    );
  };

  const here = rows[at.row]?.cells.find(({ column }) => column === columns[at.column]);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const ctrl = event.ctrlKey;
    if (event.key === 'ArrowDown') goTo(at.row + 1, at.column);
    else if (event.key === 'ArrowUp') goTo(at.row - 1, at.column);
    else if (event.key === 'ArrowRight') goTo(at.row, at.column + 1);
    else if (event.key === 'ArrowLeft') goTo(at.row, at.column - 1);
    else if (event.key === 'PageDown') goTo(at.row + 15, at.column);
    else if (event.key === 'PageUp') goTo(at.row - 15, at.column);
    else if (event.key === 'Home') goTo(ctrl ? 0 : at.row, 0);
    else if (event.key === 'End') goTo(ctrl ? rows.length - 1 : at.row, columns.length - 1);
    else return;
    event.preventDefault();
  };
  const moving = { 'aria-activedescendant': cellId(at.row, at.column), onKeyDown };
  return (
    <div className={styles.holder} style={{ fontSize: letters }}>
      <div ref={pane} className={styles.scroller} style={{ scrollPaddingLeft: keptWide }}>
        <table
          ref={table}
          {...asGrid}
          {...moving}
          aria-label={`Sheet ${grid.name}`}
          aria-rowcount={(grid.rows.at(-1)?.number ?? 0) + 1}
          aria-colcount={columns.length + 1}
          className={styles.grid}
          data-pane=""
        >
          <thead className={styles.head}>
            <tr aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: template }}>
              <th scope="col" className={styles.number}>
                <VisuallyHidden>Row</VisuallyHidden>
              </th>
              {drawn.map((one) => {
                const column = columns[one.place] ?? 0;
                return (
                  <th
                    key={column}
                    scope="col"
                    aria-colindex={column + 1}
                    style={placed(one)}
                    className={classes(styles.letter, one.place < kept && styles.kept)}
                  >
                    {columnName(column)}
                  </th>
                );
              })}
            </tr>
            {Array.from({ length: headings }, (_, index) => drawRow(index))}
          </thead>
          <tbody className={styles.rows} style={{ height: virtual.getTotalSize() }}>
            {virtual
              .getVirtualItems()
              .map((item) => drawRow(item.index + headings, { item: item.index, start: item.start }))}
          </tbody>
        </table>
        {onCiteMarked !== undefined && <CiteBubble pane={pane} onCite={onCiteMarked} />}
      </div>
      {here?.comment !== undefined && (
        <p className={styles.comment}>
          <b>
            Comment on {columnName(here.column)}
            {rows[at.row]?.number}
          </b>{' '}
          {here.comment}
        </p>
      )}
    </div>
  );
}

function within<Piece extends Stretch>(all: readonly Piece[], part: Stretch): readonly Piece[] {
  return all.length === 0 ? none : all.filter(({ start, end }) => end > part.start && start < part.end);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const none: readonly never[] = [];
