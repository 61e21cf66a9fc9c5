import { createHash } from 'node:crypto';
import type { Desk } from '../../electron/core/desk/desk.ts';
import { submissionIn } from '../../electron/core/intake/service.ts';
import { appoint, assign } from '../../electron/core/people/service.ts';
import { openRound, registerOrganisation } from '../../electron/core/round/service.ts';
import {
  type Hash,
  Instant,
  OrganisationId,
  PersonId,
  type Role,
  RoundId,
  type SubmissionId,
  VersionId,
} from '../../shared/domain/ids.ts';
import type { Outcome, Score } from '../../shared/domain/score.ts';
import { itemsOf, StandardSet } from '../../shared/domain/standard-set.ts';

/** How much of everything; the same size and seed make the same round, to the last word. */
export interface RoundSize {
  readonly organisations: number;
  readonly standards: number;
  readonly assessors: number;
  /** Assessors of each submission. */
  readonly perSubmission: number;
  /** Evidence files of each submission. */
  readonly files: number;
  readonly seed?: number;
}

export interface MadePerson {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface MadeSubmission {
  readonly organisation: OrganisationId;
  readonly submission: SubmissionId;
  readonly name: string;
  readonly assessors: readonly PersonId[];
}

export interface MadeRound {
  readonly id: RoundId;
  readonly size: RoundSize;
  readonly set: StandardSet;
  readonly administrator: MadePerson;
  /** Everybody else: the chair, then the assessors. */
  readonly people: readonly MadePerson[];
  readonly submissions: readonly MadeSubmission[];
}

export const CLOSES_AT = Instant.parse('2026-03-31T16:00:00.000Z');

/** Numbers from 0 to below 1, alike on every machine: mulberry32. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A plan of the round; nothing is written anywhere. `roles` says what somebody is beside what they are anyway. */
export function makeRound(size: RoundSize, roles: Readonly<Record<string, readonly Role[]>> = {}): MadeRound {
  const id = RoundId.parse('made-2026');
  const person = (name: string, role: Role): MadePerson => ({
    id: PersonId.parse(name),
    name: `Person ${name}`,
    roles: [...new Set([role, ...(roles[name] ?? [])])],
  });
  const assessors = Array.from({ length: size.assessors }, (_, at) => person(`a${at + 1}`, 'assessor'));
  const submissions = Array.from({ length: size.organisations }, (_, at): MadeSubmission => {
    const organisation = OrganisationId.parse(`o${at + 1}`);
    const first = at * size.perSubmission;
    return {
      organisation,
      submission: submissionIn(id, organisation),
      name: `Made-up Trust ${String(at + 1).padStart(5, '0')} (fictional)`,
      assessors: Array.from({ length: size.perSubmission }, (_, each) =>
        personAt(assessors, (first + each) % size.assessors),
      ),
    };
  });
  return {
    id,
    size,
    set: setOf(size.standards),
    administrator: person('admin', 'administrator'),
    people: [person('chair', 'chair'), ...assessors],
    submissions,
  };
}

function personAt(people: readonly MadePerson[], at: number): PersonId {
  const found = people[at];
  if (found === undefined) throw new Error('A round needs assessors for its submissions.');
  return found.id;
}

/** Standards in five sections, one in five mandatory, on the usual scale and rule. */
export function setOf(standards: number): StandardSet {
  const each = Math.ceil(standards / 5);
  return StandardSet.parse({
    format: 'award-panel/standard-set/1',
    id: 'made',
    version: 1,
    title: 'Made standards (sample)',
    sample: true,
    source: 'Made by the generator of rounds',
    sections: Array.from({ length: Math.ceil(standards / each) }, (_, section) => ({
      number: String(section + 1),
      title: `Section ${section + 1}`,
      standards: Array.from({ length: Math.min(each, standards - section * each) }, (_, at) => ({
        number: `${section + 1}.${at + 1}`,
        wording: `The organisation does what ${section + 1}.${at + 1} says, for everyone, all year.`,
        mandatory: at === 0,
        weight: 1,
        lineage: { kind: 'as-national' },
        byTransition: false,
      })),
    })),
    transitions: [{ id: 'newly-registered', name: 'Newly registered' }],
    scale: [
      { value: 0, name: 'Not met', descriptor: 'Nothing shows it.' },
      { value: 1, name: 'Partly met', descriptor: 'Some of it shows.' },
      { value: 2, name: 'Met', descriptor: 'All of it shows.' },
    ],
    rule: {
      mandatoryLevel: 2,
      overallThreshold: 8000,
      transitionsCountAs: 'lowest',
      outcomes: {
        allPassed: 'awarded',
        failedWithConditions: 'awarded-when-conditions-are-met',
        failed: 'not-awarded',
      },
    },
    reason: { below: 2, whenDifferentFromSelfRating: true },
    validity: { kind: 'years', years: 2 },
    listedWithOpenConditions: false,
  });
}

interface StoredFile {
  readonly sha256: Hash;
  readonly bytes: number;
  /** Under which it came; of one that came without, its reference and what its bytes are. */
  readonly name: string;
}

/** Bytes, or with the name under which they came. */
export type MadeFile = Buffer | { readonly bytes: Buffer; readonly name: string };

/** Bytes of one small evidence file, unlike every other's. */
export function textFile(organisation: string, file: number): Buffer {
  return Buffer.from(`Evidence E${file} of ${organisation}. It is made up, and says so.\n`);
}

/**
 * Opens the round on the administrator's desk and puts all of it on the record, the evidence in the store; or only as
 * far as its organisations are registered. `fileOf` makes an evidence file's bytes; small text files where it is not
 * given.
 */
export async function layRound(
  desk: Desk,
  round: MadeRound,
  fileOf: (organisation: string, file: number) => MadeFile | Promise<MadeFile> = textFile,
  until: 'registered' | 'assigned' = 'assigned',
): Promise<void> {
  const { context } = desk;
  openRound(context, {
    id: round.id,
    year: 2026,
    title: '2026 round (made)',
    closesAt: CLOSES_AT,
    set: round.set,
    administrator: { id: round.administrator.id, name: round.administrator.name, email: '' },
  });
  const stored = new Map<string, readonly StoredFile[]>();
  const known = new Map<Buffer, Omit<StoredFile, 'name'>>();
  for (const { organisation } of round.submissions) {
    const files: StoredFile[] = [];
    for (let file = 1; file <= round.size.files; file++) {
      const made = await fileOf(organisation, file);
      const { bytes, name } = Buffer.isBuffer(made) ? { bytes: made, name: nameOf(made, file) } : made;
      // The same buffer is the same file: a large round can be made of few.
      const put = known.get(bytes) ?? (await context.store.evidence.put(piece(bytes)));
      known.set(bytes, put);
      files.push({ ...put, name });
    }
    stored.set(organisation, files);
  }
  context.store.transaction(() => {
    appoint(
      context,
      round.id,
      [round.administrator, ...round.people].map(({ id, name, roles }) => ({
        id,
        name,
        roles,
        email: `${id}@example.org`,
        profession: 'Physiotherapist',
      })),
    );
    for (const { organisation, name } of round.submissions) {
      registerOrganisation(context, {
        id: organisation,
        name,
        fictional: true,
        contactName: 'The preceptorship lead',
        contactEmail: `lead@${organisation}.example.org`,
      });
    }
    if (until === 'registered') return;
    for (const submission of round.submissions)
      receive(desk, round, submission, stored.get(submission.organisation) ?? []);
    assign(
      context,
      round.id,
      round.submissions.flatMap(({ submission, assessors }) =>
        assessors.map((person) => ({ submission, person })),
      ),
    );
  });
}

function nameOf(bytes: Buffer, file: number): string {
  return `E${file}.${bytes.subarray(0, 4).toString('latin1') === '%PDF' ? 'pdf' : 'txt'}`;
}

async function* piece(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** A version of a submission, as an import would write it. */
function receive(
  desk: Desk,
  round: MadeRound,
  { organisation, submission }: MadeSubmission,
  files: readonly StoredFile[],
): void {
  const items = itemsOf(round.set, ['newly-registered']);
  const refs = files.map((file, at) => ({ ref: `E${at + 1}`, ...file }));
  const [first] = refs;
  desk.context.ledger.append('submission-received', {
    facts: {
      round: round.id,
      submission,
      organisation,
      version: VersionId.parse(`v1-${organisation}`),
      number: 1,
      receivedAt: Instant.parse('2026-03-20T10:00:00.000Z'),
      late: false,
      set: { id: round.set.id, version: round.set.version },
      transitions: round.set.transitions.map(({ id }) => id),
      professions: ['Physiotherapists'],
      responses: items.map(({ id }) => ({
        item: id,
        selfRating: { kind: 'level', level: 2 },
        references: first === undefined ? [] : [{ ref: first.ref, pages: 'p. 1', firstPage: 1 }],
      })),
      evidence: refs.map(({ ref, sha256, bytes }) => ({ ref, sha256, bytes, namesRemoved: 'yes' as const })),
    },
    text: {
      accounts: Object.fromEntries(
        items.map(({ id }) => [id, { account: `We do what ${id} says.`, reason: '', action: '' }]),
      ),
      evidence: Object.fromEntries(refs.map(({ ref, name }) => [ref, { name, shows: 'How we do it' }])),
      covers: 'All sites',
      contact: { name: 'The lead', role: 'Lead', email: `lead@${organisation}.example.org` },
      declaredBy: 'A director',
      gaps: [],
      lateReason: '',
    },
  });
}

/** A whole sheet's scores: a third of them below the top, each with its reason, by the seed and the names. */
export function scoresOf(round: MadeRound, submission: SubmissionId, person: PersonId): readonly Score[] {
  const named = createHash('sha256')
    .update(`${round.size.seed ?? 1} ${submission} ${person}`)
    .digest();
  const next = numbers(named.readUInt32LE());
  return itemsOf(round.set, ['newly-registered']).map(({ id }): Score => {
    const at = next();
    const outcome: Outcome = { kind: 'level', level: at < 0.08 ? 0 : at < 0.33 ? 1 : 2 };
    return {
      item: id,
      outcome,
      note: `${id}: the evidence shows ${outcome.level === 2 ? 'all' : 'some'} of it, on the pages that they name.`,
      feedback: outcome.level === 2 ? '' : 'Show how this reaches everyone.',
      citations: [],
    };
  });
}
