import { z } from 'zod';
import { Glimpse } from '../domain/glimpse.ts';
import { BatchId, Hash, Instant, ItemId, OrganisationId, SubmissionId } from '../domain/ids.ts';
import { CautionKind, Reading, UnreadableFile } from '../domain/reading.ts';
import { call } from './call.ts';

/** A file as it can be read here, or why it cannot. */
export const EvidenceReading = z.discriminatedUnion('state', [
  z.object({ state: z.literal('read'), reading: Reading }),
  z.object({ state: z.literal('unreadable'), reason: UnreadableFile, sentence: z.string() }),
]);
export type EvidenceReading = z.infer<typeof EvidenceReading>;

/** Where a file, or an account, stands: the same bytes may be evidence of several submissions. */
export const EvidencePlace = z.object({
  submission: SubmissionId,
  organisation: OrganisationId,
  organisationName: z.string(),
  /** "E4"; of an account, empty. */
  ref: z.string(),
  /** The file's name there; of an account, empty. */
  name: z.string(),
  /** Where it came with a reply to questions: which, since its reference is the reply's own. */
  batch: BatchId.optional(),
});
export type EvidencePlace = z.infer<typeof EvidencePlace>;

export const SearchSource = z.enum(['evidence', 'account', 'standard']);
export type SearchSource = z.infer<typeof SearchSource>;

/** What a search may be narrowed to: the kind of a file, or one of the other two sources. */
export const SearchKind = z.enum([
  'pdf',
  'image',
  'text',
  'document',
  'workbook',
  'slides',
  'mail',
  'archive',
  'other',
  'account',
  'standard',
]);
export type SearchKind = z.infer<typeof SearchKind>;

export const SearchHit = z.object({
  source: SearchSource,
  /** Of evidence and accounts; a standard is everybody's. */
  places: z.array(EvidencePlace),
  /** Of an account: what it answers. Of a standard: itself. */
  item: ItemId.optional(),
  sha256: Hash.optional(),
  /** Set where the file lies inside the one that `places` name: its own name. */
  enclosed: z.string().optional(),
  /** The page, sheet, slide or message. */
  leaf: z.object({ number: z.int().min(1), label: z.string() }).optional(),
  /** A stretch of the text around what was found. Marks are in UTF-16 units of it, end not included. */
  snippet: z.object({
    text: z.string(),
    marks: z.array(z.object({ start: z.int().min(0), end: z.int().min(0) })),
  }),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submission'), submission: SubmissionId }),
  /** The evidence that the submission names for the item, its account of it, and the standard itself. */
  z.object({ kind: z.literal('item'), submission: SubmissionId, item: ItemId }),
  z.object({ kind: z.literal('round') }),
]);
export type SearchScope = z.infer<typeof SearchScope>;

export const ReadingProgress = z.object({
  /** Of all files held that belong to a current version, and those inside them. */
  files: z.int(),
  read: z.int(),
  unreadable: z.int(),
  pending: z.int(),
  /** Named by a submission, but their bytes did not come to this computer; not among `files`. */
  notHeld: z.int(),
  running: z.boolean(),
});
export type ReadingProgress = z.infer<typeof ReadingProgress>;

export const CautionState = z.enum(['open', 'set-aside', 'clean-copy-asked', 'kept-back']);
export type CautionState = z.infer<typeof CautionState>;

export const CautionView = z.object({
  sha256: Hash,
  places: z.array(EvidencePlace),
  /** Set where the file lies inside the one that `places` name: its own name. */
  enclosed: z.string().optional(),
  kind: CautionKind,
  leaf: z.object({ number: z.int().min(1), label: z.string() }).optional(),
  quote: z.string(),
  sentence: z.string(),
  state: CautionState,
  /** What was decided of it last: absent while it was never anything but open. */
  settled: z.object({ reason: z.string(), by: z.string(), at: Instant, conflict: z.boolean() }).optional(),
});
export type CautionView = z.infer<typeof CautionView>;

const everyone = ['administrator', 'chair', 'deputy', 'assessor', 'observer'] as const;
const Reason = z.string().trim().min(1).max(2000);
const OneCaution = z.object({
  sha256: Hash,
  kind: CautionKind,
  /** Without it, every caution of that kind in the file. */
  leaf: z.int().min(1).optional(),
  reason: Reason,
});
const OneFile = z.object({ sha256: Hash, reason: Reason });
const Kept = z.object({ entry: Hash });

export const evidenceCalls = [
  /** Reads the file before all others where it was not read yet. */
  call({ name: 'evidence.read', may: everyone, input: z.object({ sha256: Hash }), output: EvidenceReading }),
  /** What a small picture of the file's first page shows: nothing where it cannot be read. Reads it first, as above. */
  call({ name: 'evidence.glimpse', may: everyone, input: z.object({ sha256: Hash }), output: Glimpse }),
  /** Takes a file out of the file that it lies in; from then on it is evidence like any other. */
  call({
    name: 'evidence.enclosure',
    may: everyone,
    input: z.object({ sha256: Hash, path: z.string().max(2000) }),
    output: z.object({ sha256: Hash, type: z.string(), what: z.string(), name: z.string() }),
  }),
  call({
    name: 'evidence.search',
    may: everyone,
    input: z.object({
      words: z.string().max(1000),
      scope: SearchScope,
      organisation: OrganisationId.optional(),
      kinds: z.array(SearchKind).max(20).optional(),
      limit: z.int().min(1).max(200),
      offset: z.int().min(0).max(100_000),
    }),
    output: z.object({
      hits: z.array(SearchHit),
      /** Of all hits, however many are given; counted up to 10,000. */
      total: z.int(),
      more: z.boolean(),
      order: z.enum(['as-filed', 'best-first']),
      /** What was not searched for as it was typed. */
      remark: z.string().optional(),
      /** Files that are still to be read, and so cannot be found in. */
      pending: z.int(),
    }),
  }),
  call({ name: 'evidence.progress', may: everyone, input: z.object({}), output: ReadingProgress }),
  /** Reads all that is still to be read, and answers when it is done or stopped: `jobs.stop` with 'reading'. */
  call({ name: 'evidence.readAll', may: everyone, input: z.object({}), output: ReadingProgress }),
  /** Items for which this person's own sheets cite the file. */
  call({
    name: 'evidence.citedIn',
    may: ['assessor'],
    input: z.object({ sha256: Hash }),
    output: z.array(z.object({ submission: SubmissionId, item: ItemId, citations: z.int() })),
  }),
  call({
    name: 'cautions.list',
    may: ['administrator', 'chair', 'deputy', 'observer'],
    input: z.object({
      submission: SubmissionId.optional(),
      /** Only those in this state. */
      state: CautionState.optional(),
      limit: z.int().min(1).max(500),
      offset: z.int().min(0),
    }),
    output: z.object({
      /** Of the round or the submission, whichever state is asked for. */
      open: z.int(),
      /** Of those asked for, however many are given. */
      total: z.int(),
      cautions: z.array(CautionView),
    }),
  }),
  call({ name: 'cautions.setAside', may: ['administrator'], input: OneCaution, output: Kept }),
  call({ name: 'cautions.reopen', may: ['administrator'], input: OneCaution, output: Kept }),
  call({ name: 'cautions.askCleanCopy', may: ['administrator'], input: OneFile, output: Kept }),
  /** Out of every pack from now on. */
  call({ name: 'cautions.keepBack', may: ['administrator'], input: OneFile, output: Kept }),
  /** Ends what the two before it began. */
  call({ name: 'cautions.passOn', may: ['administrator'], input: OneFile, output: Kept }),
] as const;
