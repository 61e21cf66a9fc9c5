import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { LookAgain, SheetView } from '../../../shared/contract/sheets.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { useCall } from '../../app/queries.ts';
import { fileOfReply } from '../../components/asking/reply.tsx';
import { referencesOf } from './use-evidence.ts';

export interface Replies {
  /** Items with a reply that calls to be read: not scored yet, or scored before it came. */
  readonly replied: ReadonlySet<ItemId>;
  /** The files that an item's answer and the replies about it point to, each once. */
  readonly filesFor: (item: ItemId) => readonly EvidenceView[];
}

/** What the organisation replied about the submission's standards, as lists and the evidence beside them need it. */
export function useReplies(
  sheet: SheetView,
  again: readonly LookAgain[],
  scores: ReadonlyMap<ItemId, Score>,
): Replies {
  const { submission } = sheet;
  const replies = useCall('questions.about', { submission }).data?.replies ?? [];
  const unscored = replies.flatMap(({ item, answered }) =>
    answered && scores.get(item)?.outcome === undefined ? [item] : [],
  );
  const since = again.flatMap((change) => (change.replies.length > 0 ? [change.item] : []));
  return {
    replied: new Set([...unscored, ...since]),
    filesFor: (item) => [
      ...new Set([
        ...referencesOf(sheet, item).map(({ file }) => file),
        ...replies
          .filter((reply) => reply.item === item)
          .flatMap((reply) =>
            reply.references.flatMap((reference) => fileOfReply(reply, reference, sheet) ?? []),
          ),
      ]),
    ],
  };
}
