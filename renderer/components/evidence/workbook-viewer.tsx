import { useMemo, useState } from 'react';
import type { Body, Grid, Reading } from '../../../shared/domain/reading.ts';
import { count } from '../../../shared/domain/words.ts';
import { classes } from '../classes.ts';
import { FileHead } from './file-head.tsx';
import styles from './grid.module.css';
import { gridTextOf } from './grid-text.ts';
import { LeafReader } from './leaf-reader.tsx';
import leafStyles from './leaves.module.css';
import { SheetGrid } from './sheet-grid.tsx';
import type { ViewerProps } from './viewing.ts';

interface WorkbookViewerProps extends ViewerProps {
  readonly read: Reading;
  readonly body: Extract<Body, { kind: 'workbook' }>;
}

/** A workbook or a table: sheets as grids of the values that were last kept; what is hidden is said, and shown on demand. */
export default function WorkbookViewer({ read, body, ...props }: WorkbookViewerProps) {
  const { sheets } = body;
  const [showHidden, setShowHidden] = useState(false);
  const texts = useMemo(() => sheets.map(gridTextOf), [sheets]);
  const leaves = useMemo(
    () => texts.map((text, index) => ({ label: sheets[index]?.name ?? '', text })),
    [sheets, texts],
  );
  const hidden = sheets.filter((sheet) => sheet.hidden).length;
  return (
    <LeafReader
      {...props}
      leaves={leaves}
      unit="sheet"
      restWords="Cite the sheet"
      head={<FileHead file={props.file} reading={read} onEnclosed={props.onEnclosed} />}
      tabs={(page, onGo) => (
        <div className={styles.tabs}>
          <nav aria-label="Sheets">
            {sheets.map(
              (sheet, index) =>
                (!sheet.hidden || showHidden || index + 1 === page) && (
                  <button
                    key={sheet.name}
                    type="button"
                    className={styles.tab}
                    aria-current={index + 1 === page ? 'true' : undefined}
                    onClick={() => onGo(index + 1)}
                  >
                    {sheet.name}
                    {sheet.hidden && <small> hidden</small>}
                  </button>
                ),
            )}
          </nav>
          {hidden > 0 && (
            <button
              type="button"
              className={leafStyles.open}
              aria-pressed={showHidden}
              onClick={() => setShowHidden(!showHidden)}
            >
              {showHidden ? 'Put hidden sheets away' : `Show ${count(hidden, 'hidden sheet')}`}
            </button>
          )}
        </div>
      )}
      draw={({ page, ref, ...drawing }) => {
        const sheet = sheets[page - 1];
        const text = texts[page - 1];
        if (sheet === undefined || text === undefined) return null;
        return <OneSheet key={page} {...drawing} handle={ref} grid={sheet} text={text} />;
      }}
    />
  );
}

type OneSheetProps = Omit<React.ComponentProps<typeof SheetGrid>, 'showHidden'>;

function OneSheet(props: OneSheetProps) {
  const { grid, hit, text } = props;
  const [shown, setShown] = useState(false);
  const rows = grid.rows.filter((row) => row.hidden).length;
  const columns = hiddenColumnsIn(grid).length;
  const hiddenHit = hit !== undefined && isHiddenAt(props, hit.start);
  const wanted = shown || hiddenHit;
  const parts = [
    rows === 0 ? [] : [count(rows, 'row')],
    columns === 0 ? [] : [count(columns, 'column')],
  ].flat();
  return (
    <div className={styles.sheet}>
      {(parts.length > 0 || grid.cut) && (
        <p className={leafStyles.note}>
          {parts.length > 0 && (
            <>
              {parts.join(' and ')} of this sheet {rows + columns === 1 ? 'is' : 'are'} hidden.{' '}
              <button type="button" className={leafStyles.open} onClick={() => setShown(!wanted)}>
                {wanted ? 'Hide again' : 'Show'}
              </button>{' '}
            </>
          )}
          {grid.cut && 'The sheet is larger than can be shown here: its later rows or columns are left out.'}
        </p>
      )}
      {grid.rows.length === 0 ? (
        <p className={classes(leafStyles.note)}>This sheet is empty.</p>
      ) : (
        <SheetGrid {...props} text={text} showHidden={wanted} />
      )}
    </div>
  );
}

/** Of the columns that are hidden, those with something in them. */
function hiddenColumnsIn(grid: Grid): readonly number[] {
  const used = new Set(grid.rows.flatMap((row) => row.cells.map((cell) => cell.column)));
  return grid.hiddenColumns.filter((column) => used.has(column));
}

function isHiddenAt({ grid, text }: OneSheetProps, start: number): boolean {
  const at = text.cells.findLastIndex((cells) => (cells[0]?.start ?? Number.POSITIVE_INFINITY) <= start);
  const row = grid.rows[at];
  const cell = text.cells[at]?.findLastIndex((stretch) => stretch.start <= start) ?? -1;
  const column = row?.cells[cell]?.column;
  return row?.hidden === true || (column !== undefined && grid.hiddenColumns.includes(column));
}
