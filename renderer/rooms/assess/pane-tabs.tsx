import styles from './sheet-room.module.css';

export type Pane = 'score' | 'evidence';

interface PaneTabsProps {
  readonly tab: Pane;
  readonly onTab: (tab: Pane) => void;
}

/** The two panes as tabs, where there is room for one. */
export function PaneTabs({ tab, onTab }: PaneTabsProps) {
  return (
    <div className={styles.tabs} role="tablist" aria-label="Panes">
      {(['score', 'evidence'] as const).map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={tab === name}
          aria-controls={`pane-${name}`}
          onClick={() => onTab(name)}
        >
          {name === 'score' ? 'Standard and score' : 'Evidence'}
        </button>
      ))}
    </div>
  );
}
