import { type DraftOf, type DraftView, DraftWords } from '../../../shared/contract/drafts.ts';
import {
  ClarificationId,
  Instant,
  ItemId,
  type PersonId,
  QuestionId,
  type RoundId,
  StandardNumber,
  SubmissionId,
} from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, requireNotMoved, roundHere } from '../desk/context.ts';
import type { Handlers } from '../refused.ts';
import type { DraftWordsTable } from '../store/draft-rows.ts';
import { requirePanel, requireSends } from './queries.ts';

type Methods = 'drafts.keep' | 'drafts.read';

/** Questions and answers while they are written or made ready to go: kept on this desk until they are on the record. */
export const draftsService = (desk: DeskContext): Handlers<Methods> => ({
  'drafts.keep': ({ of, words }) => {
    requireNotMoved(desk);
    const [round, me] = [roundHere(desk), personHere(desk)];
    if (of.kind === 'question') requirePanel(desk, round, of.submission);
    if (of.kind === 'sending') requireSends(desk, round, of.submission);
    const savedAt = desk.now();
    const key = { round, person: me, ...placeOf(of) };
    if (Object.values(words).every((each) => each.trim() === '')) desk.store.remove('draft_words', key);
    else desk.store.put('draft_words', { ...key, words: JSON.stringify(words), saved_at: savedAt });
    desk.draftCopy.saved();
    return { savedAt };
  },
  'drafts.read': () =>
    desk.store
      .prepare<[string, string], DraftWordsTable>(
        'SELECT * FROM draft_words WHERE round = ? AND person = ? ORDER BY kind, submission, about',
      )
      .all(roundHere(desk), personHere(desk))
      .map(
        (row): DraftView => ({
          of: draftOf(row),
          words: DraftWords.parse(JSON.parse(row.words)),
          savedAt: Instant.parse(row.saved_at),
        }),
      ),
});

/** Once its words are on the record. Inside the transaction that puts them there. */
export function forgetDraft(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
  person: PersonId,
  of: DraftOf,
): void {
  store.remove('draft_words', { round, person, ...placeOf(of) });
}

function placeOf(of: DraftOf): Pick<DraftWordsTable, 'kind' | 'submission' | 'about'> {
  switch (of.kind) {
    case 'question':
      return { kind: of.kind, submission: of.submission, about: of.item };
    case 'sending':
      return { kind: of.kind, submission: of.submission, about: of.question };
    case 'clarification':
      return { kind: of.kind, submission: '', about: of.standard };
    case 'answer':
      return { kind: of.kind, submission: '', about: of.clarification };
  }
}

function draftOf({ kind, submission, about }: DraftWordsTable): DraftOf {
  switch (kind) {
    case 'question':
      return { kind, submission: SubmissionId.parse(submission), item: ItemId.parse(about) };
    case 'sending':
      return { kind, submission: SubmissionId.parse(submission), question: QuestionId.parse(about) };
    case 'clarification':
      return { kind, standard: StandardNumber.parse(about) };
    case 'answer':
      return { kind, clarification: ClarificationId.parse(about) };
  }
}
