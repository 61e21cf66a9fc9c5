import type { CalibrationView } from '../../../shared/contract/calibration.ts';
import {
  agreementOf,
  byDisagreementOf,
  type ItemAgreement,
  rangeInWords,
  type Sheet,
} from '../../../shared/domain/agreement.ts';
import { levelsFrom, standingInWords } from '../../../shared/domain/calibration.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { type Item, itemsOf } from '../../../shared/domain/standard-set.ts';
import { sheetsOf, shortNamesOf } from '../moderate/moderated.ts';
import { bySection, type Group, grouped, onlyMandatory } from '../moderate/order.tsx';

export type Assessor = CalibrationView['assessors'][number] & {
  /** Heads their column: "You", "Ana", "Ben, late". */
  readonly short: string;
};

/** The calibration sheets with what the rules make of them. */
export interface Compared {
  readonly view: CalibrationView;
  /** Whoever looks first, where a sheet of theirs is among them. */
  readonly assessors: readonly Assessor[];
  readonly items: readonly Item[];
  /** The greatest disagreement first. */
  readonly compared: readonly ItemAgreement[];
  /** Items on which every sheet of the panel says the same, the late ones aside. */
  readonly alike: number;
  /** Levels above the panel on each item, below 0 where stricter; none for whoever has no sheet here. */
  readonly own: ReadonlyMap<ItemId, number | undefined> | undefined;
}

export function comparedOf(view: CalibrationView): Compared {
  const called = shortNamesOf(view.assessors);
  const assessors = view.assessors
    .map((each) => ({ ...each, short: shortOf(each, called.get(each.id) ?? each.name) }))
    .toSorted((one, other) => Number(other.you) - Number(one.you));
  const sheets = sheetsOf({ assessors, items: view.items });
  const items = itemsOf(view.set, view.transitions);
  const [mine, ...rest] = sheets;
  const others = rest.filter((_, at) => assessors[at + 1]?.late === false);
  const compare = (given: readonly Sheet[]) => agreementOf(view.set, view.transitions, given, new Map());
  return {
    view,
    assessors,
    items,
    // No total is reached or missed here, as it would be with one submission's agreed scores: what a mandatory standard
    // asks stays the same.
    compared: compare(sheets)
      .byDisagreement.map((each) => ({
        ...each,
        crosses: each.crosses.filter(({ gate }) => gate === 'mandatory'),
      }))
      .toSorted(byDisagreementOf),
    alike: compare(sheets.filter((_, at) => assessors[at]?.late === false)).alike,
    own:
      assessors[0]?.you !== true
        ? undefined
        : new Map(
            items.map(({ id }) => [
              id,
              levelsFrom(
                mine?.outcomes.get(id),
                others.map(({ outcomes }) => outcomes.get(id)),
              ),
            ]),
          ),
  };
}

function shortOf({ you, late }: CalibrationView['assessors'][number], name: string): string {
  return `${you ? 'You' : name}${late ? ', late' : ''}`;
}

/** `own`: by how far one's own level lies from the panel. */
export type ComparedOrder = 'differences' | 'own' | 'standard';

/** Rows of the table under their headings. Nothing is decided here: what decides a requirement only would. */
export function comparedGroups(
  { compared, items, own }: Compared,
  order: ComparedOrder,
  mandatoryOnly: boolean,
): readonly Group[] {
  const groups =
    order === 'standard'
      ? bySection(items, compared)
      : order === 'own'
        ? byOwn(compared, own ?? new Map())
        : grouped(compared, (each) =>
            each.crosses.length > 0 ? 'Would decide a requirement' : rangeInWords(each),
          );
  return mandatoryOnly ? onlyMandatory(groups) : groups;
}

function byOwn(
  items: readonly ItemAgreement[],
  own: ReadonlyMap<ItemId, number | undefined>,
): readonly Group[] {
  const away = ({ item }: ItemAgreement) => own.get(item.id);
  /** The furthest first, stricter before more generous, what is not compared last. */
  const rank = (each: ItemAgreement) => {
    const levels = away(each);
    return levels === undefined ? 1 : -2 * Math.abs(levels) - (levels < 0 ? 1 : 0);
  };
  return grouped(
    items.toSorted((one, other) => rank(one) - rank(other)),
    (each) => standingInWords(away(each)),
  );
}
