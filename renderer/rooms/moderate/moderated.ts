import type { ModeratedItem, ModerationView } from '../../../shared/contract/moderation.ts';
import { type Agreement, agreementOf, likelyOutcomes, type Sheet } from '../../../shared/domain/agreement.ts';
import { type AgreedItem, type Judgement, judge } from '../../../shared/domain/award-rule.ts';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import type { Outcome } from '../../../shared/domain/score.ts';
import { type Item, itemsOf, type Level, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { nameOf } from '../assess/names.ts';

/** A submission's moderation with what the rules make of it. */
export interface Moderated {
  readonly view: ModerationView;
  readonly set: StandardSet;
  readonly items: readonly Item[];
  readonly byItem: ReadonlyMap<ItemId, ModeratedItem>;
  readonly agreement: Agreement;
  /** By the agreed scores alone: blocked until each of them is there. */
  readonly judgement: Judgement;
  /** With what is not agreed yet at its likely outcome: where the submission stands as things are. */
  readonly standing: Judgement;
  /** Short names of the assessors, as one would call them. */
  readonly shortNames: ReadonlyMap<PersonId, string>;
}

export function moderatedOf(view: ModerationView): Moderated {
  const { set, transitions, assessors } = view;
  const items = itemsOf(set, transitions);
  const sheets = sheetsOf(view);
  const agreed = new Map(
    view.items.flatMap(({ item, agreed: one }): readonly (readonly [ItemId, AgreedItem])[] =>
      one === undefined ? [] : [[item, agreedItemOf(one)]],
    ),
  );
  const likely = new Map(
    [...likelyOutcomes(items, sheets, agreed)].map(([item, outcome]): readonly [ItemId, AgreedItem] => [
      item,
      { outcome, condition: agreed.get(item)?.condition },
    ]),
  );
  return {
    view,
    set,
    items,
    byItem: new Map(view.items.map((each) => [each.item, each])),
    agreement: agreementOf(set, transitions, sheets, agreed),
    judgement: judge(set, transitions, agreed),
    standing: judge(set, transitions, likely),
    shortNames: shortNamesOf(assessors),
  };
}

/** What each assessor gave, as the rules compare it, in the order of the assessors. */
export function sheetsOf({ assessors, items }: Given): readonly Sheet[] {
  return assessors.map(({ id }) => ({
    person: id,
    outcomes: new Map(
      items.flatMap(({ item, scores }) => {
        const score = scores.find(({ person }) => person === id);
        return score === undefined ? [] : [[item, score.outcome] as const];
      }),
    ),
  }));
}

interface Given {
  readonly assessors: readonly { readonly id: PersonId }[];
  readonly items: readonly {
    readonly item: ItemId;
    readonly scores: readonly { readonly person: PersonId; readonly outcome: Outcome }[];
  }[];
}

function agreedItemOf({ outcome, condition, conditionBy }: NonNullable<ModeratedItem['agreed']>): AgreedItem {
  return conditionBy === undefined
    ? { outcome }
    : { outcome, condition: { by: conditionBy, words: condition } };
}

/** First names; the whole name where two would be called the same. */
export function shortNamesOf(
  people: readonly { readonly id: PersonId; readonly name: string }[],
): ReadonlyMap<PersonId, string> {
  const first = (name: string) =>
    name.split(/\s+/).find((word) => !/^(Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx)\.?$/.test(word)) ?? name;
  return new Map(
    people.map(({ id, name }) => {
      const alone = people.filter((other) => first(other.name) === first(name)).length === 1;
      return [id, alone ? first(name) : name];
    }),
  );
}

/** "Partly met", "Does not apply", "Cannot judge". */
export function outcomeName(scale: readonly Level[], outcome: Outcome): string {
  switch (outcome.kind) {
    case 'level':
      return scale.find(({ value }) => value === outcome.level)?.name ?? `Level ${outcome.level}`;
    case 'not-applicable':
      return 'Does not apply';
    case 'cannot-judge':
      return 'Cannot judge';
  }
}

/** "3.3, return to practice". */
export function itemName({ items }: Moderated, id: ItemId): string {
  const item = items.find((each) => each.id === id);
  return item === undefined ? id : nameOf(item);
}
