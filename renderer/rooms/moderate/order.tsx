import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import styles from './moderate.module.css';
import type { Moderated } from './moderated.ts';

export type OrderName = 'differences' | 'standard';

export interface Group {
  readonly heading: string;
  readonly items: readonly ItemAgreement[];
}

/** The rows of the table under their headings: by how far the sheets lie apart, or as the set has them. */
export function groupsOf(
  { items, agreement }: Moderated,
  order: OrderName,
  mandatoryOnly: boolean,
): readonly Group[] {
  const groups = order === 'differences' ? agreement.groups : bySection(items, agreement.byDisagreement);
  return mandatoryOnly ? onlyMandatory(groups) : groups;
}

/** In the order of the set. */
export function bySection(items: readonly Item[], compared: readonly ItemAgreement[]): readonly Group[] {
  const byId = new Map(compared.map((each) => [each.item.id, each]));
  return grouped(
    items.flatMap(({ id }) => byId.get(id) ?? []),
    ({ item }) => `${item.section.number} ${item.section.title}`,
  );
}

/** Under the headings, each where it first comes. */
export function grouped(
  items: readonly ItemAgreement[],
  headingOf: (each: ItemAgreement) => string,
): readonly Group[] {
  return [...Map.groupBy(items, headingOf)].map(([heading, together]) => ({ heading, items: together }));
}

export function onlyMandatory(groups: readonly Group[]): readonly Group[] {
  return groups
    .map(({ heading, items }) => ({
      heading,
      items: items.filter(({ item }) => item.standard.mandatory),
    }))
    .filter((group) => group.items.length > 0);
}

/** The next one below that is not settled, and from the top again; undefined when all are. */
export function nextToSettle(
  shown: readonly ItemAgreement[],
  after: ItemId | undefined,
): ItemAgreement | undefined {
  const here = shown.findIndex(({ item }) => item.id === after);
  return [...shown.slice(here + 1), ...shown.slice(0, here + 1)].find(
    (each) => !each.settled && each.item.id !== after,
  );
}

interface OrderProps<Name extends string> {
  readonly orders: readonly (readonly [Name, string])[];
  readonly order: Name;
  readonly onOrder: (order: Name) => void;
  readonly mandatoryOnly: boolean;
  readonly onMandatoryOnly: (only: boolean) => void;
}

export const ORDERS: readonly (readonly [OrderName, string])[] = [
  ['differences', 'Differences first'],
  ['standard', 'By standard'],
];

export function Order<Name extends string>(props: OrderProps<Name>) {
  const { orders, order, onOrder, mandatoryOnly, onMandatoryOnly } = props;
  return (
    <>
      {orders.map(([name, words]) => (
        <button
          key={name}
          type="button"
          className={styles.chip}
          aria-pressed={order === name}
          onClick={() => onOrder(name)}
        >
          {words}
        </button>
      ))}
      <span className={styles.gap} />
      <button
        type="button"
        className={styles.chip}
        aria-pressed={mandatoryOnly}
        onClick={() => onMandatoryOnly(!mandatoryOnly)}
      >
        Mandatory only
      </button>
    </>
  );
}
