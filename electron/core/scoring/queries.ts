import type { MySubmission, SheetView } from '../../../shared/contract/sheets.ts';
import {
  Instant,
  ItemId,
  type PersonId,
  type RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { Citation, Outcome, type Score } from '../../../shared/domain/score.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { calibrations, comparisonOf } from '../calibration/service.ts';
import { adoptedSet, type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import { citedEnclosed } from '../evidence/service.ts';
import {
  type CurrentVersion,
  currentVersion,
  evidenceOf,
  replyFilesOf,
  responsesOf,
} from '../intake/service.ts';
import { notTakingPart, takesNoPart } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { earlierFilesOf, lookAgain, scoredVersionOf } from './look-again.ts';
import { ownQuestions } from './own-questions.ts';
import { placesIn } from './places.ts';
import { confirmationsOf, moderationOpened, recordedScores } from './recorded.ts';
import { toSend } from './sent.ts';
import type { SheetState } from './state.ts';
import { sheetState } from './state.ts';

interface DraftRow {
  readonly item: string;
  readonly outcome: string | null;
  readonly note: string;
  readonly feedback: string;
  readonly citations: string;
  readonly saved_at: string;
}

/** The scores as they stand on this desk, submitted or not: the drafts stay when a sheet goes. */
export function draftScores(
  desk: DeskContext,
  submission: SubmissionId,
  person: PersonId,
): readonly { readonly score: Score; readonly savedAt: Instant }[] {
  return desk.store
    .prepare<[string, string], DraftRow>(
      'SELECT item, outcome, note, feedback, citations, saved_at FROM draft_score WHERE submission = ? AND person = ?',
    )
    .all(submission, person)
    .map((row) => ({
      score: {
        item: ItemId.parse(row.item),
        ...(row.outcome === null ? {} : { outcome: Outcome.parse(JSON.parse(row.outcome)) }),
        note: row.note,
        feedback: row.feedback,
        citations: Citation.array().parse(JSON.parse(row.citations)),
      },
      savedAt: Instant.parse(row.saved_at),
    }));
}

/** What stands in the draft of one item; undefined where nothing was chosen. */
export function draftOutcome(
  desk: Pick<DeskContext, 'store'>,
  submission: SubmissionId,
  person: PersonId,
  item: ItemId,
): Outcome | undefined {
  const row = desk.store
    .prepare<[string, string, string], Pick<DraftRow, 'outcome'>>(
      'SELECT outcome FROM draft_score WHERE submission = ? AND person = ? AND item = ?',
    )
    .get(submission, person, item);
  return row?.outcome ? Outcome.parse(JSON.parse(row.outcome)) : undefined;
}

/** Submissions that this person is assigned to and has not been taken off, by name. */
async function assignedTo(
  desk: DeskContext,
  round: RoundId,
  person: PersonId,
): Promise<readonly CurrentVersion[]> {
  const rows = await desk.store.db
    .selectFrom('assignment')
    .select('submission')
    .where('round', '=', round)
    .where('person', '=', person)
    .where('ended', '=', 0)
    .execute();
  const apart: ReadonlySet<string> = notTakingPart(desk, round, person);
  const held = await Promise.all(
    rows
      .filter(({ submission }) => !apart.has(submission))
      .map((row) => currentVersionOrNone(desk, round, row.submission)),
  );
  return held
    .flatMap((version) => (version === undefined ? [] : [version]))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

async function currentVersionOrNone(
  desk: DeskContext,
  round: RoundId,
  submission: string,
): Promise<CurrentVersion | undefined> {
  const row = await desk.store.db
    .selectFrom('submission_version')
    .select('submission')
    .where('round', '=', round)
    .where('submission', '=', submission)
    .executeTakeFirst();
  // The row carries the same name that was asked for, branded.
  return row === undefined ? undefined : currentVersion(desk, round, row.submission as SubmissionId);
}

/** What this person is to score, the calibration submission first, then by name. */
export async function mySubmissions(desk: DeskContext): Promise<MySubmission[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [set, versions] = await Promise.all([adoptedSet(desk, round), assignedTo(desk, round, me)]);
  const unsent = toSend(desk, round);
  const mine = await Promise.all(
    versions.map(async (version): Promise<MySubmission> => {
      const items = itemsOf(set, version.transitions);
      const drafts = draftScores(desk, version.submission, me);
      const scores =
        drafts.length > 0
          ? drafts.map(({ score }) => score)
          : (recordedScores(desk, round, version.submission, me)?.scores ?? []);
      const done = new Set<string>(
        scores.flatMap(({ item, outcome }) => (outcome === undefined ? [] : [item])),
      );
      const { state, submittedAt } = sheetState(desk, round, version.submission, me);
      const last = drafts
        .map(({ savedAt }) => savedAt)
        .toSorted()
        .at(-1);
      const files = await desk.store.db
        .selectFrom('evidence_item')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('round', '=', round)
        .where('submission', '=', version.submission)
        .where('version', '=', version.version)
        .executeTakeFirst();
      const again = await lookAgain(desk, round, version.submission, me, version.version, set);
      const asked = new Set<string>(items.map(({ id }) => id));
      const touched = again.filter(({ item }) => asked.has(item));
      return {
        submission: version.submission,
        organisation: version.organisation,
        name: version.name,
        state,
        scored: items.filter(({ id }) => done.has(id)).length,
        items: items.length,
        at: submittedAt ?? last,
        nextUnscored: items.find(({ id }) => !done.has(id))?.id,
        evidenceFiles: files?.n ?? 0,
        lookAgain: touched.length,
        changed: touched.filter(({ parts }) => parts.length > 0).length,
        replied: touched.filter(({ replies }) => replies.length > 0).length,
        questions: ownQuestions(desk, round, version.submission, me),
        version: { number: version.number, receivedAt: version.receivedAt },
        scoredVersion: scoredVersionOf(desk, round, version.submission, me),
        toConfirm: toConfirm(desk, round, version.submission, me),
        toSend: unsent.has(version.submission),
        calibration: calibrationOf(desk, round, version.submission, state),
      };
    }),
  );
  return mine.toSorted((one, other) => first(one) - first(other));
}

const first = ({ calibration }: MySubmission) => (calibration === undefined ? 1 : 0);

function calibrationOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  state: SheetState,
): MySubmission['calibration'] {
  if (!calibrations(desk, round).has(submission)) return undefined;
  if (state !== 'submitted') return 'to-score';
  return comparisonOf(desk, round, submission) === undefined ? 'scored' : 'opened';
}

/** What the assess room shows. Throws the refusal 'not-found' where this person is not assigned, as for any other name. */
export async function openSheet(desk: DeskContext, submission: SubmissionId): Promise<SheetView> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  requireAssigned(desk, round, submission, me);
  const [head, set, current] = await Promise.all([
    roundHead(desk),
    adoptedSet(desk, round),
    currentVersion(desk, round, submission),
  ]);
  const [again, responses, evidence, replyFiles] = await Promise.all([
    lookAgain(desk, round, submission, me, current.version, set),
    responsesOf(desk, round, submission, current.version),
    evidenceOf(desk, round, submission, current.version),
    replyFilesOf(desk, round, submission),
  ]);
  const drafts = draftScores(desk, submission, me);
  const { state, submittedAt } = sheetState(desk, round, submission, me);
  // A sheet that was entered for them, or scored on another computer, has no draft here.
  const scores =
    drafts.length > 0
      ? drafts.map(({ score }) => score)
      : (recordedScores(desk, round, submission, me)?.scores ?? []);
  const mark = desk.store
    .prepare<[string, string], { last_item: string | null }>(
      'SELECT last_item FROM draft_sheet WHERE submission = ? AND person = ?',
    )
    .get(submission, me);
  return {
    round: head,
    submission,
    organisation: current.organisation,
    name: current.name,
    version: current.version,
    versionNumber: current.number,
    receivedAt: current.receivedAt,
    covers: current.covers,
    transitions: [...current.transitions],
    professions: [...current.professions],
    set,
    items: itemsOf(set, current.transitions).map(({ id }) => id),
    responses,
    evidence,
    replyFiles,
    earlierFiles: earlierFilesOf(desk, round, submission, current.version),
    enclosed: await citedEnclosed(
      desk,
      [...evidence, ...replyFiles],
      scores.flatMap(({ citations }) => citations),
    ),
    scores: [...scores],
    lookAgain: again,
    scoredVersion: scoredVersionOf(desk, round, submission, me),
    state,
    savedAt: drafts
      .map(({ savedAt }) => savedAt)
      .toSorted()
      .at(-1),
    submittedAt,
    lastItem: mark?.last_item ? ItemId.parse(mark.last_item) : undefined,
    places: placesIn(desk, submission, me),
    moderationOpen: moderationOpened(desk, round, submission),
    toConfirm: toConfirm(desk, round, submission, me),
  };
}

/** The name of whoever entered this person's sheet, while nobody has said that it is theirs. */
function toConfirm(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): string | undefined {
  const row = desk.store
    .prepare<[string, string, string], { entry: string; entered_by: string; name: string | null }>(
      `SELECT sheet.entry, sheet.entered_by, person.name FROM sheet
       LEFT JOIN person ON person.round = sheet.round AND person.person = sheet.entered_by
       WHERE sheet.round = ? AND sheet.submission = ? AND sheet.person = ? AND sheet.state = 'submitted'
         AND sheet.entered_by IS NOT NULL`,
    )
    .get(round, submission, person);
  if (row === undefined || confirmationsOf(desk, round).has(row.entry)) return undefined;
  return row.name ?? row.entered_by;
}

/** Throws the refusal 'not-found', in the same words whether the submission exists or not. */
export function requireAssigned(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): void {
  if (!isAssigned(desk, round, submission, person))
    throw refuse('not-found', 'That submission is not assigned to you on this computer.');
}

/** Whether it is theirs to score, and they take part in it. */
export function isAssigned(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  person: PersonId,
): boolean {
  const row = desk.store
    .prepare<[string, string, string], { one: 1 }>(
      'SELECT 1 AS one FROM assignment WHERE round = ? AND submission = ? AND person = ? AND ended = 0',
    )
    .get(round, submission, person);
  return row !== undefined && !takesNoPart(desk, round, person, submission);
}

export type { SheetState };
