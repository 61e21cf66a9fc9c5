import { z } from 'zod';
import {
  BatchId,
  Day,
  Hash,
  Instant,
  ItemId,
  OrganisationId,
  SubmissionId,
  TransitionId,
  VersionId,
} from '../domain/ids.ts';
import { ReplyAnswer } from '../domain/replies.ts';
import { SelfRating } from '../domain/score.ts';
import { EvidenceReference, Gap } from '../domain/submission.ts';
import { FileChange, ItemChange } from '../domain/version-changes.ts';
import { RehearsedTable, WideMapping } from '../domain/wide-table.ts';
import { call } from './call.ts';
import { Export } from './desk.ts';
import { Place } from './refusal.ts';

export const ProblemView = z.object({
  /** A gap can be accepted and chased; a refusal stops this organisation; a note is only said. */
  severity: z.enum(['refusal', 'gap', 'note']),
  sentence: z.string(),
  place: Place,
});
export type ProblemView = z.infer<typeof ProblemView>;

export const RehearsedOrganisation = z.object({
  /** Names this row of the rehearsal, also where no organisation could be made out. */
  key: z.string(),
  organisation: OrganisationId.optional(),
  name: z.string(),
  verdict: z.enum(['ready', 'has-problems', 'refused']),
  problems: z.array(ProblemView),
  versionNumber: z.int().optional(),
  /** What it says other than the version before it. */
  changes: z
    .object({
      since: z.int(),
      items: z.array(ItemChange),
      files: z.array(FileChange),
      /** What the form says around its answers: "the contact". */
      about: z.array(z.string()),
    })
    .optional(),
  late: z.boolean(),
  /** Files that lie in the workbook and that its Evidence sheet does not name; each can be declined. */
  offered: z.array(z.object({ ref: z.string(), name: z.string(), path: z.string(), bytes: z.int() })),
  items: z.int(),
  evidenceFiles: z.int(),
  bytes: z.int(),
});
export type RehearsedOrganisation = z.infer<typeof RehearsedOrganisation>;

/** Answers to questions, as a workbook of them came back. */
export const RehearsedReplyView = z.object({
  key: z.string(),
  name: z.string(),
  /** Absent where it is not known to what it replies. */
  submission: SubmissionId.optional(),
  batch: BatchId.optional(),
  sentOn: Day.optional(),
  answerBy: Day.optional(),
  verdict: z.enum(['ready', 'has-problems', 'refused']),
  problems: z.array(ProblemView),
  /** What would be written; none where it is refused. */
  answers: z.array(ReplyAnswer),
  /** When the reply came that this one would replace. */
  replaces: Instant.optional(),
  late: z.boolean(),
  /** Files that lie in the workbook and that its Evidence sheet does not name; each can be declined. */
  offered: z.array(z.object({ ref: z.string(), name: z.string(), path: z.string(), bytes: z.int() })),
  evidenceFiles: z.int(),
  bytes: z.int(),
});
export type RehearsedReplyView = z.infer<typeof RehearsedReplyView>;

export const RehearsalView = z.object({
  id: z.string(),
  organisations: z.array(RehearsedOrganisation),
  replies: z.array(RehearsedReplyView),
  /** Tables with a row per organisation: map those that need it with `import.map`, and rehearse again. */
  tables: z.array(RehearsedTable),
  /** Files that belong to no organisation, as they were picked. */
  unplaced: z.array(z.string()),
  /** E-mails that may be an organisation's, by who sent them: rehearse again with those that are. */
  mails: z.array(
    z.object({ path: z.string(), organisation: OrganisationId, name: z.string(), sentence: z.string() }),
  ),
});
export type RehearsalView = z.infer<typeof RehearsalView>;

export const SubmissionRow = z.object({
  organisation: OrganisationId,
  name: z.string(),
  submission: SubmissionId.optional(),
  version: z.int().optional(),
  receivedAt: Instant.optional(),
  late: z.boolean(),
  evidenceFiles: z.int(),
  gaps: z.int(),
  assessors: z.int(),
});
export type SubmissionRow = z.infer<typeof SubmissionRow>;

export const EvidenceView = z.object({
  ref: z.string(),
  sha256: Hash,
  bytes: z.int(),
  name: z.string(),
  shows: z.string(),
  namesRemoved: z.enum(['yes', 'no', 'not-said']),
  /** What the bytes are, from our own sniffing: how it can be read here. */
  kind: z.enum(['pdf', 'image', 'text', 'other']),
  /** What it is in a few words: "Word document", "PDF". */
  what: z.string(),
  /** By name it would be something else: said, never silently trusted. */
  mismatch: z.string().optional(),
  /** Set where it lies inside other files: their names, the outermost first; `ref` is then that of the outermost. */
  inside: z.array(z.string()).optional(),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

/** A file that came with a reply to questions; its reference is the reply's own, and may be one of the submission's too. */
export const ReplyFile = EvidenceView.extend({ batch: BatchId });
export type ReplyFile = z.infer<typeof ReplyFile>;

export const ResponseView = z.object({
  item: ItemId,
  selfRating: SelfRating,
  account: z.string(),
  reason: z.string(),
  action: z.string(),
  references: z.array(EvidenceReference),
});
export type ResponseView = z.infer<typeof ResponseView>;

export const SubmissionView = z.object({
  submission: SubmissionId,
  organisation: OrganisationId,
  name: z.string(),
  version: VersionId,
  number: z.int(),
  receivedAt: Instant,
  late: z.boolean(),
  lateReason: z.string(),
  covers: z.string(),
  contact: z.object({ name: z.string(), role: z.string(), email: z.string() }),
  declaredBy: z.string(),
  transitions: z.array(TransitionId),
  professions: z.array(z.string()),
  responses: z.array(ResponseView),
  evidence: z.array(EvidenceView),
  gaps: z.array(Gap),
  conflict: z.boolean(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

/** One of a rehearsal that is to be written. */
const ChosenToWrite = z.object({
  key: z.string(),
  acceptGaps: z.boolean(),
  lateReason: z.string().max(2000),
  /** References of offered files that are not taken in. */
  decline: z.array(z.string().max(20)).max(1000).default([]),
});

export const intakeCalls = [
  call({
    name: 'submissions.list',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({}),
    output: z.array(SubmissionRow),
  }),
  call({
    name: 'submissions.show',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({ submission: SubmissionId }),
    output: SubmissionView,
  }),
  call({
    name: 'import.rehearse',
    may: ['administrator'],
    /** `job` names the work for progress events and `jobs.stop`. */
    input: z.object({
      staged: z.array(z.string()).min(1),
      job: z.string(),
      /** E-mails by the path that they were picked as, each with whose it was confirmed to be. */
      mails: z
        .array(z.object({ path: z.string().max(4000), organisation: OrganisationId }))
        .max(1000)
        .default([]),
      /** Spreadsheets by the path that they were picked as that are evidence and no tables of many organisations. */
      noTables: z.array(z.string().max(4000)).max(1000).default([]),
    }),
    output: RehearsalView,
  }),
  /** Keeps what the columns of a rehearsed table are, for the round and every table with its headings; or says why not. */
  call({
    name: 'import.map',
    may: ['administrator'],
    input: z.object({
      rehearsal: z.string(),
      /** The table's path. */
      table: z.string().max(4000),
      mapping: WideMapping,
    }),
    output: z.object({
      /** When it was kept; absent where it has problems. */
      keptAt: Instant.optional(),
      /** Each at a column of the table, or of the whole. */
      problems: z.array(z.object({ column: z.int().optional(), sentence: z.string() })),
    }),
  }),
  /** Writes each chosen organisation's version, and each chosen reply, whole or not at all. */
  call({
    name: 'import.accept',
    may: ['administrator'],
    input: z.object({
      rehearsal: z.string(),
      job: z.string(),
      organisations: z.array(ChosenToWrite).default([]),
      replies: z.array(ChosenToWrite).default([]),
    }),
    output: z.object({
      written: z.array(
        z.object({
          key: z.string(),
          submission: SubmissionId,
          version: z.int(),
          gaps: z.int(),
          evidenceFiles: z.int(),
        }),
      ),
      replies: z.array(
        z.object({
          key: z.string(),
          submission: SubmissionId,
          batch: BatchId,
          answered: z.int(),
          questions: z.int(),
          evidenceFiles: z.int(),
          /** An earlier reply to the same questions gave way. */
          replaced: z.boolean(),
        }),
      ),
      notWritten: z.array(z.object({ key: z.string(), sentence: z.string() })),
    }),
  }),
  call({
    name: 'template.make',
    may: ['administrator'],
    input: z.object({ organisation: OrganisationId.optional() }),
    output: Export,
  }),
] as const;
