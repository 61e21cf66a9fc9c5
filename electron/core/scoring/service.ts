import type {
  Hash,
  Instant,
  PersonId,
  RoundId,
  SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import { type Score, type SelfRating, sameOutcome } from '../../../shared/domain/score.ts';
import { lookAgainFirst, missingFromSheet, progressOf } from '../../../shared/domain/sheet.ts';
import { type Item, itemsOf, levelOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { calibrations } from '../calibration/service.ts';
import { adoptedSet, type DeskContext, personHere, requireNotMoved, roundHere } from '../desk/context.ts';
import { type CurrentVersion, currentVersion, responsesOf } from '../intake/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { confirmSheet } from './confirm.ts';
import { asKept, putBack } from './kept.ts';
import { keepLooked, keepRepliesSeen, lookAgain } from './look-again.ts';
import { keepPlaces } from './places.ts';
import { draftOutcome, draftScores, mySubmissions, openSheet, requireAssigned } from './queries.ts';
import { moderationOpened, recordedScores } from './recorded.ts';
import { sheetState } from './state.ts';

export { blindTo, hiddenSheetEntries, owedBy } from './blind.ts';
export { KeptDrafts, keptScores, putBack, whyClosed } from './kept.ts';
export { touchedBetween } from './look-again.ts';
export { draftScores, mySubmissions, requireAssigned } from './queries.ts';
export { confirmationsOf, moderationOpened, recordedScores } from './recorded.ts';
export { keepSent, ownSheets } from './sent.ts';

type Methods =
  | 'sheets.mine'
  | 'sheets.open'
  | 'scores.save'
  | 'sheets.mark'
  | 'sheets.lookedAt'
  | 'sheets.check'
  | 'sheets.submit'
  | 'sheets.recall'
  | 'sheets.confirm';

/** Scores, from the first draft to the sheet on the record. */
export const scoringService = (desk: DeskContext): Handlers<Methods> => ({
  'sheets.mine': () => mySubmissions(desk),
  'sheets.open': ({ submission }) => openSheet(desk, submission),
  'scores.save': ({ submission, score }) => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    requireAssigned(desk, round, submission, me);
    if (sheetState(desk, round, submission, me).state === 'submitted') {
      return refuse('already-done', 'The sheet is submitted. Recall it to change a score.');
    }
    const savedAt = saveDraft(desk, round, submission, me, score);
    return { savedAt };
  },
  'sheets.mark': ({ submission, item, places = [] }) => {
    const [round, me] = [roundHere(desk), personHere(desk)];
    requireAssigned(desk, round, submission, me);
    desk.store.transaction(() => {
      beginSheet(desk, round, submission, me);
      desk.store
        .prepare<[string, string, string], never>(
          'UPDATE draft_sheet SET last_item = ? WHERE submission = ? AND person = ?',
        )
        .run(item, submission, me);
      if (places.length > 0) keepPlaces(desk, submission, me, places);
    });
    return {};
  },
  'sheets.lookedAt': ({ submission, item }) => {
    requireNotMoved(desk);
    const [round, me] = [roundHere(desk), personHere(desk)];
    requireAssigned(desk, round, submission, me);
    desk.store.transaction(() => {
      beginSheet(desk, round, submission, me);
      keepLooked(desk, round, submission, me, item);
    });
    desk.changed('sheets');
    return {};
  },
  'sheets.check': async ({ submission }) => {
    const sheet = await readSheet(desk, submission);
    const { scored, of } = progressOf(sheet.items, sheet.scores);
    return { missing: sheet.missing.map(({ item, sentence }) => ({ item, sentence })), scored, items: of };
  },
  'sheets.submit': async ({ submission }) => {
    requireNotMoved(desk);
    const me = personHere(desk);
    const sheet = await readSheet(desk, submission);
    if (sheetState(desk, sheet.round, submission, me).state === 'submitted') {
      return refuse('already-done', 'The sheet is submitted already.');
    }
    if (sheet.missing.length > 0) {
      return refuse(
        'sheet-incomplete',
        'The sheet is not complete. Give what is missing, then submit it.',
        sheet.missing.map(({ item }) => ({ kind: 'item', at: item })),
      );
    }
    return submitSheet(desk, sheet, me);
  },
  'sheets.recall': async ({ submission, reason }) => {
    requireNotMoved(desk);
    const [round, me] = [roundHere(desk), personHere(desk)];
    requireAssigned(desk, round, submission, me);
    if (sheetState(desk, round, submission, me).state !== 'submitted') {
      return refuse('already-done', 'The sheet is not submitted, so there is nothing to recall.');
    }
    if (moderationOpened(desk, round, submission)) {
      return refuse(
        'moderation-open',
        calibrations(desk, round).has(submission)
          ? 'The calibration sheets are being compared, so yours stays as it is. Tell the chair what you would change.'
          : 'Moderation has opened, so the sheet stays as it is. Tell the chair what you would change.',
      );
    }
    const recorded = recordedScores(desk, round, submission, me);
    desk.store.transaction(() => {
      // A sheet that was scored elsewhere, or entered for them, has no draft here to go on with.
      if (recorded !== undefined && draftScores(desk, submission, me).length === 0)
        putBack(
          desk,
          me,
          asKept(recorded, submission, me, desk.now()),
          recorded.scores.map(({ item }) => ({ submission, item })),
        );
      desk.ledger.append('sheet-recalled', { facts: { round, submission, person: me }, text: { reason } });
    });
    desk.changed('sheets', 'round', 'moderation');
    return {};
  },
  'sheets.confirm': (wanted) => confirmSheet(desk, wanted),
});

/** A sheet as it stands, with what it lacks. */
export interface ReadSheet {
  readonly round: RoundId;
  readonly submission: SubmissionId;
  readonly version: VersionId;
  readonly set: StandardSet;
  readonly items: readonly Item[];
  readonly scores: ReadonlyMap<Score['item'], Score>;
  readonly missing: ReturnType<typeof missingFromSheet>;
}

async function readSheet(desk: DeskContext, submission: SubmissionId): Promise<ReadSheet> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  requireAssigned(desk, round, submission, me);
  const scores = draftScores(desk, submission, me).map(({ score }) => score);
  const sheet = await sheetFrom(desk, round, submission, scores);
  const again = await lookAgain(desk, round, submission, me, sheet.version, sheet.set);
  const asked = new Set<string>(sheet.items.map(({ id }) => id));
  return {
    ...sheet,
    missing: [
      ...sheet.missing,
      ...again.filter(({ item }) => asked.has(item)).map(({ item }) => lookAgainFirst(item)),
    ],
  };
}

/** What scores come to as a sheet for a version of the submission, the current one unless said, and what it would lack. */
export async function sheetFrom(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  given: readonly Score[],
  scored?: Pick<CurrentVersion, 'version' | 'transitions'>,
): Promise<ReadSheet> {
  const [set, current] = await Promise.all([
    adoptedSet(desk, round),
    scored ?? currentVersion(desk, round, submission),
  ]);
  const responses = await responsesOf(desk, round, submission, current.version);
  const items = itemsOf(set, current.transitions);
  const scores = new Map(given.map((score) => [score.item, score]));
  const ratings = new Map<Score['item'], SelfRating>(
    responses.map(({ item, selfRating }) => [item, selfRating]),
  );
  const missing = missingFromSheet(set, items, scores, ratings);
  return { round, submission, version: current.version, set, items, scores, missing };
}

/** Puts a whole sheet on the record. Levels off the scale are refused: nothing that was typed is changed. */
export function submitSheet(
  desk: Pick<DeskContext, 'ledger' | 'changed'>,
  sheet: ReadSheet,
  person: PersonId,
): { entry: Hash; submittedAt: Instant } {
  const { round, submission, version, set, items } = sheet;
  const scores = items.flatMap(({ id }) => {
    const score = sheet.scores.get(id);
    return score?.outcome === undefined ? [] : [{ ...score, outcome: score.outcome }];
  });
  const off = scores.find(
    ({ outcome }) => outcome.kind === 'level' && levelOf(set, outcome.level) === undefined,
  );
  if (off !== undefined) {
    throw refuse(
      'wrong-input',
      `${off.item} has a level that is not on the scale. Choose one of the scale.`,
      [{ kind: 'item', at: off.item }],
    );
  }
  const entry = desk.ledger.append('sheet-submitted', {
    facts: {
      round,
      submission,
      person,
      version,
      scores: scores.map(({ item, outcome, citations }) => ({
        item,
        outcome,
        citations: citations.map(({ id, evidence, page, meaning }) => ({
          id,
          evidence,
          ...(page === undefined ? {} : { page }),
          meaning,
        })),
      })),
    },
    text: {
      words: Object.fromEntries(scores.map(({ item, note, feedback }) => [item, { note, feedback }])),
      passages: Object.fromEntries(
        scores.flatMap(({ citations }) =>
          citations.map(({ id, quote, prefix, suffix, boxes, note }) => [
            id,
            { quote, prefix, suffix, boxes, note },
          ]),
        ),
      ),
    },
  });
  desk.changed('sheets', 'moderation', 'round');
  return { entry: entry.hash, submittedAt: entry.at };
}

/** The first save of a sheet remembers what it began with, so that what comes later can say "look again". */
function beginSheet(desk: DeskContext, round: RoundId, submission: SubmissionId, person: PersonId): void {
  const begun = desk.store
    .prepare<[string, string], { one: 1 }>(
      'SELECT 1 AS one FROM draft_sheet WHERE submission = ? AND person = ?',
    )
    .get(submission, person);
  if (begun !== undefined) return;
  desk.store
    .prepare<[string, string, string], never>(
      `INSERT INTO draft_sheet (submission, person, version)
       SELECT submission, ?, version FROM submission_version WHERE round = ? AND submission = ?
       ORDER BY number DESC, version LIMIT 1`,
    )
    .run(person, round, submission);
  keepRepliesSeen(desk, round, submission, person);
}

/** On disk when it returns. The whole item each time, so that no order of saves can mix two states of it. */
export function saveDraft(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
  score: Score,
): Instant {
  requireNotMoved(desk);
  const savedAt = desk.now();
  desk.store.transaction(() => {
    beginSheet(desk, round, submission, person);
    if (!sameOutcome(draftOutcome(desk, submission, person, score.item), score.outcome))
      keepLooked(desk, round, submission, person, score.item);
    desk.store
      .prepare<[string, string, string, string | null, string, string, string, string], never>(
        `INSERT INTO draft_score (submission, person, item, outcome, note, feedback, citations, saved_at, revision)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
         ON CONFLICT (submission, person, item) DO UPDATE SET outcome = excluded.outcome, note = excluded.note,
           feedback = excluded.feedback, citations = excluded.citations, saved_at = excluded.saved_at,
           revision = revision + 1`,
      )
      .run(
        submission,
        person,
        score.item,
        score.outcome === undefined ? null : JSON.stringify(score.outcome),
        score.note,
        score.feedback,
        JSON.stringify(score.citations),
        savedAt,
      );
    desk.store.afterCommit(() => desk.draftCopy.saved());
  });
  return savedAt;
}
