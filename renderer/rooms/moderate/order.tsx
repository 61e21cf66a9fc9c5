import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
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
  const byId = new Map(agreement.byDisagreement.map((each) => [each.item.id, each]));
  const inSetOrder = items.flatMap(({ id }) => byId.get(id) ?? []);
  const groups: readonly Group[] =
    order === 'differences'
      ? agreement.groups
      : [...Map.groupBy(inSetOrder, ({ item }) => `${item.section.number} ${item.section.title}`)].map(
          ([heading, together]) => ({ heading, items: together }),
        );
  return groups
    .map(({ heading, items: together }) => ({
      heading,
      items: mandatoryOnly ? together.filter(({ item }) => item.standard.mandatory) : together,
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

interface OrderProps {
  readonly order: OrderName;
  readonly onOrder: (order: OrderName) => void;
  readonly mandatoryOnly: boolean;
  readonly onMandatoryOnly: (only: boolean) => void;
}

const orders: readonly (readonly [OrderName, string])[] = [
  ['differences', 'Differences first'],
  ['standard', 'By standard'],
];

export function Order({ order, onOrder, mandatoryOnly, onMandatoryOnly }: OrderProps) {
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
