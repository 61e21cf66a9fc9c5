import { z } from 'zod';
import { Hash, Instant, PersonId, Role, RoundId } from '../domain/ids.ts';
import { call } from './call.ts';

export const SampleSeat = z.enum(['administrator', 'assessor', 'chair']);
export type SampleSeat = z.infer<typeof SampleSeat>;

export const RoundHead = z.object({
  id: RoundId,
  year: z.int(),
  title: z.string(),
  /** A round on a sample set: every screen says so. */
  sample: z.boolean(),
});
export type RoundHead = z.infer<typeof RoundHead>;

export const DeskView = z.object({
  /** Undefined until a round was opened here or a round file taken in: first start. */
  person: z.object({ id: PersonId, name: z.string(), roles: z.array(Role) }).optional(),
  round: RoundHead.optional(),
  /** Set when this is one of the sample desks. */
  seat: SampleSeat.optional(),
  /** Set where nothing but an archive is open here: it can be read and checked, and not changed. */
  archive: z.boolean().optional(),
  /** When whoever sits here moved their work to another computer: scores are only read here until they take it back. */
  movedAt: Instant.optional(),
  dataFolder: z.string(),
  /**
   * Something the person should know: that the data folder lies where it should not, that two computers sign with one
   * key, or that something stands in two versions.
   */
  cautions: z.array(
    z.object({ about: z.enum(['folder', 'copied-key', 'two-versions']), sentence: z.string() }),
  ),
});
export type DeskView = z.infer<typeof DeskView>;

export const VerifyReport = z.object({
  ok: z.boolean(),
  entries: z.int(),
  evidenceFiles: z.int(),
  /** What is wrong, in sentences; empty when all is well. */
  findings: z.array(z.string()),
  /** What is worth knowing and not wrong: removed by act, not held here, kept without effect. */
  notes: z.array(z.string()),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

/** An export waits under its id until `bridge.save` takes it. */
export const Export = z.object({ id: z.string(), name: z.string(), bytes: z.int() });
export type Export = z.infer<typeof Export>;

export const deskCalls = [
  call({ name: 'desk.show', may: ['anyone'], input: z.object({}), output: DeskView }),
  /** Opens a sample desk; the first time it does the sample round's whole job to make it. */
  call({ name: 'desk.openSample', may: ['anyone'], input: z.object({ seat: SampleSeat }), output: DeskView }),
  /** Leaves the sample for this computer's own desk. */
  call({ name: 'desk.leaveSample', may: ['anyone'], input: z.object({}), output: DeskView }),
  call({ name: 'desk.verify', may: ['anyone'], input: z.object({}), output: VerifyReport }),
  /** Sealed with a passphrase, one of the person's own or six words made here, which is kept nowhere. */
  call({
    name: 'desk.backup',
    may: ['anyone'],
    input: z.object({ passphrase: z.string().min(20).max(200).optional() }),
    output: Export.extend({ passphrase: z.string() }),
  }),
  /** A backup that says that it is a move: from then on this desk changes no score, until the work is taken back. */
  call({
    name: 'desk.move',
    may: ['anyone'],
    input: z.object({ passphrase: z.string().min(20).max(200).optional() }),
    output: Export.extend({ passphrase: z.string(), movedAt: Instant }),
  }),
  /** Scores go on here, where a move never arrived. Where it did, two computers have two versions. */
  call({ name: 'desk.takeBack', may: ['anyone'], input: z.object({}), output: DeskView }),
  /**
   * Takes the records of a backup, a move or a sealed copy of drafts into this desk, which then signs with a key of its
   * own, introduced by the one that came.
   */
  call({
    name: 'desk.restore',
    may: ['nobody-yet'],
    input: z.object({ staged: z.string(), passphrase: z.string().max(200).optional() }),
    output: z.object({
      kind: z.enum(['backup', 'move', 'drafts']),
      entries: z.int(),
      evidenceFiles: z.int(),
      madeAt: Instant,
      digest: Hash,
    }),
  }),
  /** A table as it stands on the screen, sorted and filtered, as an `.xlsx` file. A number stays one; all else is text. */
  call({
    name: 'tables.save',
    may: ['anyone'],
    input: z.object({
      name: z.string().trim().min(1).max(100),
      head: z.array(z.string().max(200)).min(1).max(60),
      rows: z.array(z.array(z.union([z.string().max(10_000), z.number()])).max(60)).max(20_000),
    }),
    output: Export,
  }),
  call({ name: 'jobs.stop', may: ['anyone'], input: z.object({ job: z.string() }), output: z.object({}) }),
] as const;
