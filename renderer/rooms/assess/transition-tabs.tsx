import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Score } from '../../../shared/domain/score.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { Tick } from '../../components/tick.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import styles from './score-pane.module.css';

interface TransitionTabsProps {
  readonly items: readonly Item[];
  readonly scores: ReadonlyMap<ItemId, Score>;
  readonly item: Item;
  readonly onGo: (item: ItemId) => void;
}

/** The transitions that this standard is asked for, each an item of its own; nothing where it is asked once. */
export function TransitionTabs({ items, scores, item, onGo }: TransitionTabsProps) {
  if (item.transition === undefined) return null;
  const siblings = items.filter((one) => one.standard.number === item.standard.number);
  return (
    <nav className={styles.transitions} aria-label="Transitions">
      {siblings.map((one) => (
        <button
          key={one.id}
          type="button"
          aria-current={one.id === item.id ? 'true' : undefined}
          onClick={() => onGo(one.id)}
        >
          {one.transition?.name}
          {scores.get(one.id)?.outcome !== undefined && (
            <>
              {' '}
              <Tick size={12} />
              <VisuallyHidden>, scored</VisuallyHidden>
            </>
          )}
        </button>
      ))}
    </nav>
  );
}
