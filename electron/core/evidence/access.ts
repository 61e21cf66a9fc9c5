import type { EvidencePlace } from '../../../shared/contract/evidence.ts';
import { BatchId, type Hash, OrganisationId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type DeskContext, personHere, rolesOf, roundHere } from '../desk/context.ts';
import { notTakingPart, submissionsOf } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { UPWARDS } from './filing.ts';

/** Which submissions' evidence this person may look at: undefined for all of the round. */
export type Reach = ReadonlySet<string> | undefined;

/** Whoever only assesses reaches what is assigned to them; the other roles, the round. */
export async function reachOf(desk: DeskContext): Promise<Reach> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const roles = rolesOf(desk, round, me);
  const apart: ReadonlySet<string> = notTakingPart(desk, round, me);
  if (roles.some((role) => role !== 'assessor')) {
    // The administrator's desk is the round's own store: what comes in is looked through there, whosever it is.
    if (apart.size === 0 || roles.includes('administrator')) return undefined;
    return new Set([...submissionsOf(desk, round).keys()].filter((submission) => !apart.has(submission)));
  }
  const rows = desk.store
    .prepare<[string, string], { submission: string }>(
      'SELECT submission FROM assignment WHERE round = ? AND person = ? AND ended = 0',
    )
    .all(round, me);
  return new Set(rows.map(({ submission }) => submission).filter((submission) => !apart.has(submission)));
}

export const within = (reach: Reach, submission: string): boolean =>
  reach === undefined || reach.has(submission);

/** Throws the refusal 'not-found', in the same words whether the file exists or not. */
export async function requireFile(desk: DeskContext, sha256: Hash): Promise<void> {
  const reach = await reachOf(desk);
  const rows = desk.store
    .prepare<[string, string], { submission: string }>(
      `${UPWARDS} SELECT DISTINCT i.submission FROM up CROSS JOIN evidence_item i
         ON i.sha256 = up.sha256 AND +i.round = ?`,
    )
    .all(sha256, roundHere(desk));
  if (desk.reader.locate(sha256) === undefined || !rows.some(({ submission }) => within(reach, submission)))
    throw refuse('not-found', 'That file is not held on this computer.');
}

interface PlaceRow {
  readonly submission: string;
  readonly organisation: string;
  readonly organisation_name: string | null;
  readonly ref: string;
  readonly name: string | null;
  /** Of a reply's file, what it replies to. */
  readonly batch?: string | null;
}

const CURRENT = `NOT EXISTS (SELECT 1 FROM submission_version o WHERE o.round = v.round AND o.submission = v.submission
  AND (o.number > v.number OR o.number = v.number AND o.version < v.version))`;

const placeOf = (row: PlaceRow): EvidencePlace => ({
  submission: SubmissionId.parse(row.submission),
  organisation: OrganisationId.parse(row.organisation),
  organisationName: row.organisation_name ?? row.organisation,
  ref: row.ref,
  name: row.name ?? 'Name removed',
  ...(typeof row.batch === 'string' ? { batch: BatchId.parse(row.batch) } : {}),
});

const byReference = new Intl.Collator('en-GB', { numeric: true });
const inOrder = (one: EvidencePlace, other: EvidencePlace) =>
  byReference.compare(one.organisationName, other.organisationName) ||
  byReference.compare(one.ref, other.ref);

export interface Placed {
  readonly places: EvidencePlace[];
  /** The file's own name, where it lies inside the one that the places name. */
  readonly enclosed: string | undefined;
}

/**
 * Where a file stands in current versions, and in replies about them, that are within reach. The order of the joins is given, and the file comes
 * before the round: without figures SQLite would look through all of the round.
 */
export function placesOfFile(
  desk: Pick<DeskContext, 'store'>,
  round: string,
  sha256: string,
  reach: Reach,
): Placed {
  const rows = desk.store
    .prepare<[string, string, string], PlaceRow & { readonly own: 0 | 1 }>(
      `${UPWARDS} SELECT p.submission, p.ref, i.name, nullif(p.version, v.version) AS batch, v.organisation, g.name AS organisation_name,
         p.sha256 = ? AS own
       FROM up CROSS JOIN evidence_place p ON p.sha256 = up.sha256 AND +p.round = ?
         CROSS JOIN submission_version v ON v.round = p.round AND v.submission = p.submission AND ${CURRENT}
         CROSS JOIN evidence_item i
           ON i.round = v.round AND i.submission = v.submission AND i.version = p.version AND i.ref = p.ref
         LEFT JOIN organisation g ON g.round = v.round AND g.organisation = v.organisation`,
    )
    .all(sha256, sha256, round);
  const reached = rows.filter(({ submission }) => within(reach, submission));
  const name = reached.some(({ own }) => own === 1)
    ? undefined
    : desk.store
        .prepare<[string], { name: string }>('SELECT name FROM evidence_enclosed WHERE sha256 = ? LIMIT 1')
        .get(sha256)?.name;
  return { places: reached.map(placeOf).toSorted(inOrder), enclosed: name };
}

/** A submission as a place of its own, for what it says itself. */
export function placeOfSubmission(
  desk: Pick<DeskContext, 'store'>,
  round: string,
  submission: string,
): EvidencePlace | undefined {
  const row = desk.store
    .prepare<[string, string], PlaceRow>(
      `SELECT v.submission, v.organisation, g.name AS organisation_name, '' AS ref, '' AS name
       FROM submission_version v LEFT JOIN organisation g ON g.round = v.round AND g.organisation = v.organisation
       WHERE v.round = ? AND v.submission = ? AND ${CURRENT}`,
    )
    .get(round, submission);
  return row && placeOf(row);
}
