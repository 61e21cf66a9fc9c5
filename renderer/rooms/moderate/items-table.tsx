import type { KeyboardEvent } from 'react';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { shortOf } from '../../../shared/domain/standard-set.ts';
import { classes } from '../../components/classes.ts';
import { LevelTag, Tag } from '../../components/tag.tsx';
import styles from './moderate.module.css';
import type { Moderated } from './moderated.ts';
import type { Group } from './order.tsx';

interface ItemsTableProps {
  readonly moderated: Moderated;
  readonly groups: readonly Group[];
  readonly selected: ItemId | undefined;
  readonly hasDraft: (item: ItemId) => boolean;
  /** `opened` when it was pressed, not only passed through with the arrow keys. */
  readonly onSelect: (item: ItemId, opened: boolean) => void;
}

/** Standards by assessors. One row is in the order of the Tab key; the arrow keys go through them. */
export function ItemsTable({ moderated, groups, selected, hasDraft, onSelect }: ItemsTableProps) {
  const { view, shortNames } = moderated;
  const ids = groups.flatMap(({ items }) => items.map(({ item }) => item.id));
  const inTabOrder = selected !== undefined && ids.includes(selected) ? selected : ids[0];

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, id: ItemId) => {
    const to = ids[placeFor(event.key, ids.indexOf(id), ids.length)];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onSelect(to, false);
    event.currentTarget
      .closest('table')
      ?.querySelector<HTMLButtonElement>(`button[data-item="${CSS.escape(to)}"]`)
      ?.focus();
  };

  return (
    <section className={styles.scroll} aria-label="Standards by assessors">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              <span className={styles.unseen}>Number</span>
            </th>
            <th scope="col">Standard</th>
            {view.assessors.map(({ id, name }) => (
              <th key={id} scope="col" className={styles.score} title={name}>
                {shortNames.get(id) ?? name}
              </th>
            ))}
            <th scope="col" className={styles.score}>
              Their own
            </th>
            <th scope="col" className={styles.score}>
              Agreed
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.heading}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={4 + view.assessors.length}>
                {group.heading}
              </th>
            </tr>
            {group.items.map((each) => (
              <ItemRow
                key={each.item.id}
                moderated={moderated}
                agreement={each}
                on={each.item.id === selected}
                inTabOrder={each.item.id === inTabOrder}
                drafted={hasDraft(each.item.id)}
                onSelect={onSelect}
                onKeyDown={onKeyDown}
              />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function placeFor(key: string, here: number, rows: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(here + 1, rows - 1);
    case 'ArrowUp':
      return Math.max(here - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return -1;
  }
}

interface ItemRowProps extends Pick<ItemsTableProps, 'moderated' | 'onSelect'> {
  readonly agreement: ItemAgreement;
  readonly on: boolean;
  readonly inTabOrder: boolean;
  readonly drafted: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>, id: ItemId) => void;
}

function ItemRow({ moderated, agreement, on, inTabOrder, drafted, onSelect, onKeyDown }: ItemRowProps) {
  const { set, byItem } = moderated;
  const { item, given, crosses } = agreement;
  const row = byItem.get(item.id);
  return (
    <tr className={classes(on && styles.on)}>
      <td className={styles.number}>{item.standard.number}</td>
      <th scope="row">
        <button
          type="button"
          className={styles.pick}
          data-item={item.id}
          tabIndex={inTabOrder ? 0 : -1}
          aria-current={on ? 'true' : undefined}
          onClick={() => onSelect(item.id, true)}
          onKeyDown={(event) => onKeyDown(event, item.id)}
        >
          {shortOf(item.standard)}
          {item.transition !== undefined && `, ${item.transition.name.toLowerCase()}`}
        </button>
        {crosses.map(({ sentence }) => (
          <span key={sentence} className={styles.why}>
            {sentence}
          </span>
        ))}
      </th>
      {given.map(({ person, outcome }) => (
        <td key={person} className={styles.score} data-of={moderated.shortNames.get(person)}>
          <LevelTag scale={set.scale} outcome={outcome} empty="No score" />
        </td>
      ))}
      <td className={styles.score} data-of="Their own">
        <LevelTag scale={set.scale} outcome={row?.selfRating} empty="No rating" />
      </td>
      <td className={styles.score} data-of="Agreed">
        {row?.agreed === undefined ? (
          <span className={styles.todo}>{drafted ? 'Begun' : 'To settle'}</span>
        ) : (
          <LevelTag scale={set.scale} outcome={row.agreed.outcome} />
        )}
        {row?.agreed?.conflict === true && <Tag look="not">Two versions</Tag>}
        {row?.agreed?.basisMoved === true && <Tag look="partly">Look again</Tag>}
      </td>
    </tr>
  );
}
