import { z } from 'zod';
import type {
  EvidenceView,
  ResponseView,
  SubmissionRow,
  SubmissionView,
} from '../../../shared/contract/intake.ts';
import {
  Hash,
  Instant,
  ItemId,
  OrganisationId,
  type RoundId,
  SubmissionId,
  TransitionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import { SelfRating } from '../../../shared/domain/score.ts';
import { EvidenceReference, Gap } from '../../../shared/domain/submission.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { mismatch, sniffedEvidence } from '../evidence/service.ts';
import { requireTakesPart } from '../people/service.ts';
import { refuse } from '../refused.ts';

/** The version that counts now, with what most rooms need of it. */
export interface CurrentVersion {
  readonly submission: SubmissionId;
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly version: VersionId;
  readonly number: number;
  readonly receivedAt: Instant;
  readonly late: boolean;
  readonly covers: string;
  readonly transitions: readonly TransitionId[];
  readonly professions: readonly string[];
  readonly gaps: readonly Gap[];
  /** Two versions came under the same number, on desks that had not met. */
  readonly conflict: boolean;
}

const strings = (json: string): string[] => z.string().array().parse(JSON.parse(json));

/** The current version of every submission of the round, by the organisation's name. */
export async function currentVersions(desk: DeskContext, round: RoundId): Promise<readonly CurrentVersion[]> {
  return readVersions(desk, round, undefined);
}

/** Throws the refusal 'not-found' where this desk holds no such submission, which says nothing of other desks. */
export async function currentVersion(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<CurrentVersion> {
  const [found] = await readVersions(desk, round, submission);
  if (found === undefined) throw refuse('not-found', 'That submission is not held on this computer.');
  return found;
}

/** A version that may not be the current one; undefined where this desk does not hold it. */
export async function versionOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  version: string,
): Promise<CurrentVersion | undefined> {
  return (await readVersions(desk, round, submission, version))[0];
}

async function readVersions(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId | undefined,
  version?: string,
): Promise<readonly CurrentVersion[]> {
  const query = desk.store.db
    .selectFrom('submission_version')
    .leftJoin('organisation', (join) =>
      join
        .onRef('organisation.organisation', '=', 'submission_version.organisation')
        .onRef('organisation.round', '=', 'submission_version.round'),
    )
    .selectAll('submission_version')
    .select('organisation.name as organisation_name')
    .where('submission_version.round', '=', round)
    .orderBy('organisation.name')
    .orderBy('submission_version.submission')
    .orderBy('submission_version.number', 'desc')
    .orderBy('submission_version.version');
  const of = submission === undefined ? query : query.where('submission_version.submission', '=', submission);
  const rows = await (version === undefined
    ? of
    : of.where('submission_version.version', '=', version)
  ).execute();
  return [...Map.groupBy(rows, (row) => row.submission).values()].flatMap(([row, next]) => {
    if (row === undefined) return [];
    return [
      {
        submission: SubmissionId.parse(row.submission),
        organisation: OrganisationId.parse(row.organisation),
        name: row.organisation_name ?? row.organisation,
        version: VersionId.parse(row.version),
        number: row.number,
        receivedAt: Instant.parse(row.received_at),
        late: row.late === 1,
        covers: row.covers ?? '',
        transitions: TransitionId.array().parse(JSON.parse(row.transitions)),
        professions: strings(row.professions),
        gaps: row.gaps === null ? [] : Gap.array().parse(JSON.parse(row.gaps)),
        conflict: row.conflict === 1 || next?.number === row.number,
      },
    ];
  });
}

export async function responsesOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  version: VersionId,
): Promise<ResponseView[]> {
  const rows = await desk.store.db
    .selectFrom('response')
    .selectAll()
    .where('round', '=', round)
    .where('submission', '=', submission)
    .where('version', '=', version)
    .execute();
  return rows.map((row) => ({
    item: ItemId.parse(row.item),
    selfRating: SelfRating.parse(JSON.parse(row.self_rating)),
    account: row.account ?? '',
    reason: row.reason ?? '',
    action: row.action ?? '',
    references: EvidenceReference.array().parse(JSON.parse(row.refs)),
  }));
}

/** What the record says of a version's files, without looking into them. */
export async function storedEvidenceOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  version: VersionId,
): Promise<{ ref: string; sha256: Hash; name: string }[]> {
  const rows = await desk.store.db
    .selectFrom('evidence_item')
    .select(['ref', 'sha256', 'name'])
    .where('round', '=', round)
    .where('submission', '=', submission)
    .where('version', '=', version)
    .execute();
  return rows.map(({ ref, sha256, name }) => ({
    ref,
    sha256: Hash.parse(sha256),
    name: name ?? 'Name removed',
  }));
}

/** The evidence of one version, in the order of its references: E2 before E10. */
export async function evidenceOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  version: VersionId,
): Promise<EvidenceView[]> {
  const rows = await desk.store.db
    .selectFrom('evidence_item')
    .selectAll()
    .where('round', '=', round)
    .where('submission', '=', submission)
    .where('version', '=', version)
    .execute();
  const views = await Promise.all(
    rows.map(async (row): Promise<EvidenceView> => {
      const sha256 = Hash.parse(row.sha256);
      const is = await sniffedEvidence(desk.store, sha256);
      const name = row.name ?? 'Name removed';
      return {
        ref: row.ref,
        sha256,
        bytes: row.bytes,
        name,
        shows: row.shows ?? '',
        namesRemoved: z.enum(['yes', 'no', 'not-said']).parse(row.names_removed),
        kind: is.kind,
        what: is.what,
        mismatch: mismatch(name, is),
      };
    }),
  );
  return views.toSorted((one, other) => byReference.compare(one.ref, other.ref));
}

const byReference = new Intl.Collator('en-GB', { numeric: true });

export async function listSubmissions(desk: DeskContext): Promise<SubmissionRow[]> {
  const round = roundHere(desk);
  const [organisations, versions, files, assessors] = await Promise.all([
    desk.store.db
      .selectFrom('organisation')
      .select(['organisation', 'name'])
      .where('round', '=', round)
      .orderBy('name')
      .execute(),
    currentVersions(desk, round),
    desk.store.db
      .selectFrom('evidence_item')
      .select(({ fn }) => ['version', fn.countAll<number>().as('files')])
      .where('round', '=', round)
      .groupBy('version')
      .execute(),
    desk.store.db
      .selectFrom('assignment')
      .select(({ fn }) => ['submission', fn.countAll<number>().as('people')])
      .where('round', '=', round)
      .where('ended', '=', 0)
      .groupBy('submission')
      .execute(),
  ]);
  const byOrganisation = new Map<string, CurrentVersion>(
    versions.map((version) => [version.organisation, version]),
  );
  const filesOf = new Map(files.map((row) => [row.version, row.files]));
  const peopleOf = new Map(assessors.map((row) => [row.submission, row.people]));
  return organisations.map((row) => {
    const version = byOrganisation.get(row.organisation);
    return {
      organisation: OrganisationId.parse(row.organisation),
      name: row.name,
      submission: version?.submission,
      version: version?.number,
      receivedAt: version?.receivedAt,
      late: version?.late ?? false,
      evidenceFiles: version === undefined ? 0 : (filesOf.get(version.version) ?? 0),
      gaps: version?.gaps.length ?? 0,
      assessors: version === undefined ? 0 : (peopleOf.get(version.submission) ?? 0),
    };
  });
}

const Contact = z.object({ name: z.string(), role: z.string(), email: z.string() });

export async function showSubmission(desk: DeskContext, submission: SubmissionId): Promise<SubmissionView> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  if (!rolesOf(desk, round, me).includes('administrator')) requireTakesPart(desk, round, me, submission);
  const current = await currentVersion(desk, round, submission);
  const { version } = current;
  const [row, responses, evidence] = await Promise.all([
    desk.store.db
      .selectFrom('submission_version')
      .select(['contact', 'declared_by', 'late_reason'])
      .where('round', '=', round)
      .where('submission', '=', submission)
      .where('version', '=', version)
      .executeTakeFirst(),
    responsesOf(desk, round, submission, version),
    evidenceOf(desk, round, submission, version),
  ]);
  return {
    ...current,
    transitions: [...current.transitions],
    professions: [...current.professions],
    gaps: [...current.gaps],
    lateReason: row?.late_reason ?? '',
    contact: row?.contact ? Contact.parse(JSON.parse(row.contact)) : { name: '', role: '', email: '' },
    declaredBy: row?.declared_by ?? '',
    responses,
    evidence,
  };
}
