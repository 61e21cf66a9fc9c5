import { randomUUID } from 'node:crypto';
import type { DraftInShort, DraftsOfSubmission, DraftsRehearsal } from '../../../shared/contract/copies.ts';
import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { compareDrafts, type KeptScore } from '../../../shared/domain/draft-copy.ts';
import type { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { levelOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { rowsIn } from '../desk/backup.ts';
import { adoptedSet, type DeskContext, personHere, requireNotMoved, roundHere } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { openDraftCopy } from '../exchange/service.ts';
import { refuse } from '../refused.ts';
import { draftScores, KeptDrafts, keptScores, putBack, whyClosed } from '../scoring/service.ts';
import { codeOf } from '../store/refusal.ts';
import { copyFiles, copyPlace } from './place.ts';

/** Drafts taken back from a copy: looked through first, then just what was chosen. */

interface Looked {
  readonly id: string;
  readonly kept: KeptDrafts;
  /** When each score that differs had been saved here, by submission and item. */
  readonly here: ReadonlyMap<string, string | undefined>;
}

export interface TakingBack {
  rehearse(wanted: Omit<ParsedInputOf<'copies.rehearse'>, 'job'>, job: Job): Promise<DraftsRehearsal>;
  take(wanted: ParsedInputOf<'copies.takeBack'>): Promise<{ readonly taken: number }>;
}

export function takingBack(desk: DeskContext): TakingBack {
  let looked: Looked | undefined;
  return {
    async rehearse({ from, words }, job) {
      requireNotMoved(desk);
      const file = fileOf(desk, from);
      const { contents, local } = await desk.draftCopy.inTurn(() => opened(desk, file, words, job));
      const me = personHere(desk);
      if (contents.from !== me)
        throw refuse('pack-unusable', 'This copy holds somebody else’s drafts. Choose one of your own.');
      const kept = KeptDrafts.parse(rowsIn(local));
      const set = await adoptedSet(desk, roundHere(desk));
      const submissions = [...keptScores(kept)].map(([submission, copy]) =>
        compared(desk, set, submission, copy),
      );
      const id = randomUUID();
      const here = new Map(
        submissions.flatMap(({ submission, differs }) =>
          differs.map((each) => [nameOf(submission, each.item), each.here?.savedAt] as const),
        ),
      );
      looked = { id, kept, here };
      return {
        id,
        madeAt: contents.madeAt,
        madeHere: contents.writer === desk.key.writer,
        submissions: submissions.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB')),
      };
    },
    async take({ rehearsal, scores }) {
      requireNotMoved(desk);
      if (looked?.id !== rehearsal)
        throw refuse('rehearsal-over', 'The copy is no longer open. Look at it again.');
      const { kept, here } = looked;
      // Where the copy’s place can be reached, what is replaced stays in the copy before the next one.
      await desk.draftCopy.bringUpToDate();
      const [round, me] = [roundHere(desk), personHere(desk)];
      desk.store.transaction(() => {
        for (const { submission, item } of scores) {
          const closed = whyClosed(desk, round, submission, me);
          if (closed !== undefined) throw refuse('not-allowed', closed, [{ kind: 'item', at: item }]);
          const name = nameOf(submission, item);
          const now = draftScores(desk, submission, me).find(({ score }) => score.item === item)?.savedAt;
          if (!here.has(name) || here.get(name) !== now)
            throw refuse('rehearsal-over', `${item} has changed here since. Look at the copy again.`, [
              { kind: 'item', at: item },
            ]);
        }
        putBack(desk, me, kept, scores);
      });
      looked = undefined;
      desk.changed('sheets');
      return { taken: scores.length };
    },
  };
}

const nameOf = (submission: SubmissionId, item: ItemId) => `${submission} ${item}`;

function fileOf(
  desk: DeskContext,
  from: ParsedInputOf<'copies.rehearse'>['from'],
): { readonly name: string; readonly file: string } {
  if (from.kind === 'file') {
    const { path, file } = desk.handover.staged(from.staged);
    return { name: path, file };
  }
  const place = copyPlace(desk);
  if (place === undefined)
    throw refuse('not-found', 'No copy of your drafts is kept here. Choose the file of one.');
  const { name, last, earlier } = copyFiles(desk, place.folder);
  return { name, file: from.kind === 'last' ? last : earlier };
}

async function opened(
  desk: DeskContext,
  file: { readonly name: string; readonly file: string },
  words: string | undefined,
  job: Job,
) {
  try {
    return await openDraftCopy(desk, file, words, job);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw refuse(
      'not-found',
      'There is no such copy in the folder just now. Check that its drive is connected, or choose the file of one.',
    );
  }
}

function compared(
  desk: DeskContext,
  set: StandardSet,
  submission: SubmissionId,
  copy: readonly KeptScore[],
): DraftsOfSubmission {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const { differs, same, onlyHere } = compareDrafts(draftScores(desk, submission, me), copy);
  const closed = whyClosed(desk, round, submission, me);
  return {
    submission,
    name: organisationOf(desk, submission) ?? 'A submission that is not on this computer',
    ...(closed === undefined ? {} : { closed }),
    differs: differs.map(({ item, here, copy: theirs, newer }) => ({
      item,
      ...(here === undefined ? {} : { here: inShort(set, here) }),
      copy: inShort(set, theirs),
      newer,
    })),
    same,
    onlyHere,
  };
}

function organisationOf(desk: DeskContext, submission: SubmissionId): string | undefined {
  return (
    desk.store
      .prepare<[string, string], { name: string | null }>(
        `SELECT o.name FROM submission_version v JOIN organisation o
           ON o.round = v.round AND o.organisation = v.organisation
         WHERE v.round = ? AND v.submission = ? ORDER BY v.number DESC LIMIT 1`,
      )
      .get(roundHere(desk), submission)?.name ?? undefined
  );
}

function inShort(set: StandardSet, { score, savedAt }: KeptScore): DraftInShort {
  const { outcome, note, feedback, citations } = score;
  return { outcome: outcomeWords(set, outcome), note, feedback, citations: citations.length, savedAt };
}

function outcomeWords(set: StandardSet, outcome: KeptScore['score']['outcome']): string {
  switch (outcome?.kind) {
    case undefined:
      return 'No level yet';
    case 'not-applicable':
      return 'Does not apply';
    case 'cannot-judge':
      return 'Cannot judge';
    case 'level':
      return levelOf(set, outcome.level)?.name ?? `Level ${outcome.level}`;
  }
}
