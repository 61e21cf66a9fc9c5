import { useState } from 'react';
import type { ModeratedItem } from '../../../shared/contract/moderation.ts';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { Outcome } from '../../../shared/domain/score.ts';

/** What is being written of an item before the panel agrees it. */
export interface Draft {
  readonly outcome: Outcome | undefined;
  readonly reason: string;
  readonly condition: string;
  /** As typed: a day, or not yet one. */
  readonly conditionBy: string;
  readonly learningPoint: string;
}

export interface Drafts {
  of(agreement: ItemAgreement, item: ModeratedItem | undefined): Draft;
  write(item: ItemId, draft: Draft): void;
  /** Once it is on the record. */
  forget(item: ItemId): void;
  has(item: ItemId): boolean;
}

type Kept = ReadonlyMap<ItemId, Draft>;

/** Kept by the window while it is open, so that leaving a standard, or the room, loses no words. */
const kept = new Map<SubmissionId, Kept>();

export function useDrafts(submission: SubmissionId): Drafts {
  const [, draw] = useState(0);
  const drafts = () => kept.get(submission) ?? new Map<ItemId, Draft>();
  const keep = (next: Kept) => {
    kept.set(submission, next);
    draw((turn) => turn + 1);
  };
  return {
    of: (agreement, item) => drafts().get(agreement.item.id) ?? firstDraft(agreement, item),
    write: (item, draft) => keep(new Map([...drafts(), [item, draft]])),
    forget: (item) => keep(new Map([...drafts()].filter(([id]) => id !== item))),
    has: (item) => drafts().has(item),
  };
}

/** What was agreed before; else what every sheet says, where they all say the same. */
function firstDraft({ alike, given }: ItemAgreement, item: ModeratedItem | undefined): Draft {
  const agreed = item?.agreed;
  return {
    outcome: agreed?.outcome ?? (alike ? given[0]?.outcome : undefined),
    reason: agreed?.reason ?? '',
    condition: agreed?.condition ?? '',
    conditionBy: agreed?.conditionBy ?? '',
    learningPoint: agreed?.learningPoint ?? '',
  };
}
