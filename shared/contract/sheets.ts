import { z } from 'zod';
import { BatchId, Hash, Instant, ItemId, OrganisationId, SubmissionId, VersionId } from '../domain/ids.ts';
import { Score } from '../domain/score.ts';
import { StandardSet } from '../domain/standard-set.ts';
import { ChangedPart, ItemChange } from '../domain/version-changes.ts';
import { call } from './call.ts';
import { RoundHead } from './desk.ts';
import { EvidenceView, ReplyFile, ResponseView } from './intake.ts';

export const SheetState = z.enum(['draft', 'submitted', 'recalled', 'returned']);
export type SheetState = z.infer<typeof SheetState>;

export const MySubmission = z.object({
  submission: SubmissionId,
  organisation: OrganisationId,
  name: z.string(),
  state: SheetState,
  scored: z.int(),
  items: z.int(),
  /** Of the last save or of the submission of the sheet. */
  at: Instant.optional(),
  nextUnscored: ItemId.optional(),
  evidenceFiles: z.int(),
  /** How many scored items a newer version or a reply touches, that were not looked at since. */
  lookAgain: z.int(),
  /** Of those, how many a newer version touches, and how many a reply: one can be both. */
  changed: z.int(),
  replied: z.int(),
  /** One's own questions to the organisation: those that wait for a reply, and those that one came to. */
  questions: z.object({ waiting: z.int(), answered: z.int() }),
  /** The version that counts now. */
  version: z.object({ number: z.int(), receivedAt: Instant }),
  /** Of a submitted sheet, the number of the version that it scored. */
  scoredVersion: z.int().optional(),
  /** Who entered the sheet for them, while they have not said that it is theirs. */
  toConfirm: z.string().optional(),
  /** It is submitted here, and in no file yet that was made for the administrator. */
  toSend: z.boolean(),
  /** Of a calibration submission, which is scored first: whether one's own sheet is in, and what others gave can be seen. */
  calibration: z.enum(['to-score', 'scored', 'opened']).optional(),
});
export type MySubmission = z.infer<typeof MySubmission>;

/** A scored item that a newer version touches, or a reply that came since, and the version that it was scored in. */
export const LookAgain = ItemChange.extend({
  since: z.int(),
  /** None where nothing but a reply came. */
  parts: z.array(ChangedPart),
  /** Answers that came since, in the order in which they came. */
  replies: z.array(z.object({ batch: BatchId, number: z.int() })),
});
export type LookAgain = z.infer<typeof LookAgain>;

/** Where an assessor was in a file when reading it for an item. */
export const ReadingPlace = z.object({
  item: ItemId,
  evidence: Hash,
  /** In the second of two files side by side. */
  beside: z.boolean(),
  /** A page, sheet or slide, from 1, and how far down it: 0 to 1. */
  page: z.int().min(1),
  part: z.number().min(0).max(1),
  /** By how much the reader turned the pages, in degrees. */
  turn: z.literal([0, 90, 180, 270]),
});
export type ReadingPlace = z.infer<typeof ReadingPlace>;

/** All that the assess room shows of one submission: nothing of anybody else's scores. */
export const SheetView = z.object({
  round: RoundHead,
  submission: SubmissionId,
  organisation: OrganisationId,
  name: z.string(),
  version: VersionId,
  versionNumber: z.int(),
  receivedAt: Instant,
  covers: z.string(),
  transitions: z.array(z.string()),
  professions: z.array(z.string()),
  set: StandardSet,
  items: z.array(ItemId),
  responses: z.array(ResponseView),
  evidence: z.array(EvidenceView),
  /** What came with replies to questions. */
  replyFiles: z.array(ReplyFile),
  /** Files of earlier versions that the one that counts no longer has: what is cited in them stays. */
  earlierFiles: z.array(z.object({ ref: z.string(), sha256: Hash, name: z.string(), version: z.int() })),
  /** Files inside the evidence that the sheet cites, as far as they were taken out on this desk. */
  enclosed: z.array(EvidenceView),
  scores: z.array(Score),
  lookAgain: z.array(LookAgain),
  /** Of a submitted sheet, the number of the version that it scored. */
  scoredVersion: z.int().optional(),
  state: SheetState,
  savedAt: Instant.optional(),
  submittedAt: Instant.optional(),
  /** Where the assessor was, to return to. */
  lastItem: ItemId.optional(),
  /** Likewise in its files, the last one last. */
  places: z.array(ReadingPlace),
  moderationOpen: z.boolean(),
  /** Who entered the sheet for them, while they have not said that it is theirs. */
  toConfirm: z.string().optional(),
});
export type SheetView = z.infer<typeof SheetView>;

export const MissingScore = z.object({
  item: ItemId,
  /** What is missing, in a sentence: "No level is given." */
  sentence: z.string(),
});
export type MissingScore = z.infer<typeof MissingScore>;

export const sheetCalls = [
  call({ name: 'sheets.mine', may: ['assessor'], input: z.object({}), output: z.array(MySubmission) }),
  call({
    name: 'sheets.open',
    may: ['assessor'],
    input: z.object({ submission: SubmissionId }),
    output: SheetView,
  }),
  /** On disk when it answers. The whole item each time, so that no order of saves can mix two states. */
  call({
    name: 'scores.save',
    may: ['assessor'],
    input: z.object({ submission: SubmissionId, score: Score }),
    output: z.object({ savedAt: Instant }),
  }),
  /** Where the assessor is, to return to; losing it loses nothing. */
  call({
    name: 'sheets.mark',
    may: ['assessor'],
    input: z.object({
      submission: SubmissionId,
      item: ItemId,
      places: z.array(ReadingPlace).max(50).optional(),
    }),
    output: z.object({}),
  }),
  /** What a newer version says of the item was looked at; its score stays. */
  call({
    name: 'sheets.lookedAt',
    may: ['assessor'],
    input: z.object({ submission: SubmissionId, item: ItemId }),
    output: z.object({}),
  }),
  call({
    name: 'sheets.check',
    may: ['assessor'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({ missing: z.array(MissingScore), scored: z.int(), items: z.int() }),
  }),
  call({
    name: 'sheets.submit',
    may: ['assessor'],
    input: z.object({ submission: SubmissionId }),
    output: z.object({ entry: Hash, submittedAt: Instant }),
  }),
  /** Until moderation opens. The scores are a draft again. */
  call({
    name: 'sheets.recall',
    may: ['assessor'],
    input: z.object({ submission: SubmissionId, reason: z.string().max(2000) }),
    output: z.object({}),
  }),
] as const;
