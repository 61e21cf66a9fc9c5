import { type ReactNode, useState } from 'react';
import { classes } from '../classes.ts';
import { Drawing, type DrawingName, IconButton } from './icon-button.tsx';
import { nextStep, type Zoom } from './page-layout.ts';
import styles from './tools.module.css';

interface ToolsProps {
  /** More tools than have room in words: where the row is narrow, those with a drawing are drawings. */
  readonly many?: boolean;
  readonly children: ReactNode;
}

/** The row of tools above a file; what it holds differs by kind. */
export function Tools({ many = false, children }: ToolsProps) {
  return (
    <div className={classes(styles.tools, many && styles.many)} role="toolbar" aria-label="Evidence tools">
      {children}
    </div>
  );
}

/** Words of a tool that give way to its drawing where the row is narrow; they are heard all the same. */
export function Sparing({ children }: { readonly children: ReactNode }) {
  return <span className={styles.sparing}>{children}</span>;
}

/** Stands for the words that gave way, and only then. */
export function Standing({ of }: { readonly of: DrawingName }) {
  return (
    <span className={styles.standing}>
      <Drawing of={of} />
    </span>
  );
}

export function ToolGap() {
  return <span className={styles.grow} />;
}

interface ToolButtonProps {
  readonly on?: boolean;
  readonly strong?: boolean;
  /** Stands for the words where many tools have little room. */
  readonly icon?: DrawingName;
  readonly title?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

export function ToolButton({ on, strong = false, icon, title, onPress, children }: ToolButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.tool, strong && styles.strong)}
      aria-pressed={on}
      title={title ?? (typeof children === 'string' ? children : undefined)}
      // A press must not take the selection in the page away.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {icon === undefined ? (
        children
      ) : (
        <>
          <Standing of={icon} />
          <Sparing>{children}</Sparing>
        </>
      )}
    </button>
  );
}

interface PageBoxProps {
  readonly page: number;
  readonly pages: number;
  /** What is counted, where it is not pages. */
  readonly what?: string | undefined;
  /** What the page calls itself, "iv", where that is not its number. */
  readonly label?: string | undefined;
  readonly onGo: (page: number) => void;
}

/** The page that is read, to overwrite: Enter goes there, Escape or leaving puts it back. */
export function PageBox({ page, pages, what = 'page', label, onGo }: PageBoxProps) {
  const [typed, setTyped] = useState<string>();
  const go = () => {
    const wanted = Number.parseInt(typed ?? '', 10);
    setTyped(undefined);
    if (wanted >= 1) onGo(Math.min(pages, wanted));
  };
  return (
    <span className={styles.pageBox}>
      <input
        inputMode="numeric"
        aria-label={`${what.charAt(0).toUpperCase()}${what.slice(1)}, of ${pages}`}
        value={typed ?? page}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
        onBlur={() => setTyped(undefined)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
          if (event.key === 'Escape') setTyped(undefined);
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            onGo(Math.min(pages, Math.max(1, page + (event.key === 'ArrowDown' ? 1 : -1))));
          }
        }}
      />
      <span className={styles.of}>
        of {pages}
        {label !== undefined && label !== '' && `, named ${label}`}
      </span>
    </span>
  );
}

interface ZoomToolProps {
  readonly zoom: Zoom;
  /** What it comes to, 1 being actual size. */
  readonly at: number;
  readonly onZoom: (zoom: Zoom) => void;
}

const fixed = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export function ZoomTool({ zoom, at, onZoom }: ZoomToolProps) {
  const shown = typeof zoom === 'number' ? String(zoom) : zoom;
  const percent = (value: number) => (value === 1 ? 'Actual size' : `${Math.round(100 * value)}%`);
  return (
    <span className={styles.zoom}>
      <IconButton icon="minus" label="Zoom out" onPress={() => onZoom(nextStep(at, -1))} />
      <select
        aria-label="Zoom"
        value={shown}
        onChange={({ target }) =>
          onZoom(target.value === 'width' || target.value === 'page' ? target.value : Number(target.value))
        }
      >
        <option value="width">Fit width</option>
        <option value="page">Fit page</option>
        {typeof zoom === 'number' && !fixed.includes(zoom) && <option value={shown}>{percent(zoom)}</option>}
        {fixed.map((value) => (
          <option key={value} value={value}>
            {percent(value)}
          </option>
        ))}
      </select>
      <IconButton icon="plus" label="Zoom in" onPress={() => onZoom(nextStep(at, 1))} />
    </span>
  );
}
