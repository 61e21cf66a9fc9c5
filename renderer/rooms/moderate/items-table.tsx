import type { KeyboardEvent, ReactNode } from 'react';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { type Level, shortOf } from '../../../shared/domain/standard-set.ts';
import { classes } from '../../components/classes.ts';
import { LevelTag } from '../../components/tag.tsx';
import styles from './moderate.module.css';
import type { Group } from './order.tsx';

/** One that stands after the assessors'. */
export interface ItemColumn {
  readonly head: string;
  readonly cell: (item: ItemId) => ReactNode;
}

interface ItemsTableProps {
  /** In the order of what each item was given; `short` as one would call them, which heads their column. */
  readonly assessors: readonly { readonly id: PersonId; readonly name: string; readonly short: string }[];
  readonly scale: readonly Level[];
  readonly groups: readonly Group[];
  readonly more?: readonly ItemColumn[];
  readonly selected: ItemId | undefined;
  /** `opened` when it was pressed, not only passed through with the arrow keys. */
  readonly onSelect: (item: ItemId, opened: boolean) => void;
}

/** As many stand beside the standards at the designed size; more are reached sideways. */
const COLUMNS = 6;

/** Standards by assessors. One row is in the order of the Tab key; the arrow keys go through them. */
export function ItemsTable(props: ItemsTableProps) {
  const { assessors, scale, groups, more = [], selected, onSelect } = props;
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
    <section
      className={classes(styles.scroll, assessors.length + more.length > COLUMNS && styles.many)}
      aria-label="Standards by assessors"
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>
              <span className={styles.unseen}>Number</span>
            </th>
            <th scope="col">Standard</th>
            {assessors.map(({ id, name, short }) => (
              <th key={id} scope="col" className={styles.score} title={name}>
                {short}
              </th>
            ))}
            {more.map(({ head }) => (
              <th key={head} scope="col" className={styles.score}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.heading}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={2 + assessors.length + more.length}>
                {group.heading}
              </th>
            </tr>
            {group.items.map((each) => (
              <ItemRow
                key={each.item.id}
                assessors={assessors}
                scale={scale}
                more={more}
                agreement={each}
                on={each.item.id === selected}
                inTabOrder={each.item.id === inTabOrder}
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

interface ItemRowProps extends Pick<ItemsTableProps, 'assessors' | 'scale' | 'onSelect'> {
  readonly more: readonly ItemColumn[];
  readonly agreement: ItemAgreement;
  readonly on: boolean;
  readonly inTabOrder: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>, id: ItemId) => void;
}

function ItemRow(props: ItemRowProps) {
  const { assessors, scale, more, agreement, on, inTabOrder, onSelect, onKeyDown } = props;
  const { item, given, crosses } = agreement;
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
      {given.map(({ person, outcome }, at) => (
        <td key={person} className={styles.score} data-of={assessors[at]?.short}>
          <LevelTag scale={scale} outcome={outcome} empty="No score" />
        </td>
      ))}
      {more.map(({ head, cell }) => (
        <td key={head} className={styles.score} data-of={head}>
          {cell(item.id)}
        </td>
      ))}
    </tr>
  );
}
