import { Hash, type PersonId, Role, type RoundId } from '../../../shared/domain/ids.ts';
import { comparedOn } from '../calibration/service.ts';
import { type DeskContext, rolesOf } from '../desk/context.ts';
import { keptBack } from '../evidence/service.ts';
import { EVERYONE } from '../ledger/acts/questions.ts';
import { RECOVERY } from '../ledger/authority.ts';
import type { EntryFilter, EntryMeta } from '../ledger/travel.ts';
import { notTakingPart, submissionsOf } from '../people/service.ts';
import { blindTo, owedBy } from '../scoring/service.ts';
import type { HeldEntry } from './computers.ts';

/** What goes into a pack: which entries, and whose evidence. */
export interface PackContents {
  readonly filter: EntryFilter;
  readonly evidence: readonly { readonly sha256: Hash; readonly bytes: number }[];
  /** Files that would be in it, were they not kept back for what is in them. */
  readonly keptBack: number;
  /** Files that would be in it, did the other desk not hold them. */
  readonly heldThere: number;
}

/** What belongs to a submission by the first word of its key, and stays with whoever takes part in it. */
const OF_SUBMISSION: ReadonlySet<EntryMeta['subject_kind']> = new Set([
  'version',
  'sheet',
  'confirmation',
  'moderation',
  'agreed',
  'proposal',
  'counting',
  'ruling',
  'question',
  'batch',
  'reply',
  'calibration',
  'calibration-opening',
]);
/** What the register and the list follow from: whoever takes no part gets it without its words. */
const OUTCOMES: ReadonlySet<EntryMeta['subject_kind']> = new Set(['decision', 'condition', 'award']);
/** For chairs, deputies and administrators, and for whom they are about. */
const TIES: ReadonlySet<EntryMeta['subject_kind']> = new Set(['interest', 'settlement', 'partnership']);
/** What an assessor asks the chair and is told alone: whoever only looks on may assess as well. */
const TO_CHAIR: ReadonlySet<EntryMeta['subject_kind']> = new Set(['clarification', 'clarification-given']);

/**
 * All of the round, for a chair's, an observer's or a second administrator's desk; but nobody's sheet, for a submission
 * that they assess themselves and have not submitted their own for, nor that such sheets are compared, and nobody's open question where they are still
 * blind; nothing of a submission that they take no part in, unless they administer the round; and nobody's interests
 * or questions to the chair, for who only looks on.
 */
export function wholeRound(
  desk: DeskContext,
  round: RoundId,
  to: PersonId,
  holds: ReadonlySet<Hash>,
): PackContents {
  const [owed, blind, roles] = [owedBy(desk, round, to), blindTo(desk, round, to), rolesOf(desk, round, to)];
  const settles = roles.some((role) => role === 'administrator' || role === 'chair' || role === 'deputy');
  const apart: ReadonlySet<string> = roles.includes('administrator')
    ? new Set()
    : notTakingPart(desk, round, to);
  const include = ({ subject_kind: kind, subject_key: key, person: author }: EntryMeta) => {
    const [first = '', second] = (key ?? '').split(' ');
    if (author === to) return 'whole';
    if (apart.has(first) && OF_SUBMISSION.has(kind)) return 'nothing';
    if (apart.has(first) && OUTCOMES.has(kind)) return 'header';
    if (TIES.has(kind) && !settles && first !== to) return 'nothing';
    if (TO_CHAIR.has(kind) && !settles && first !== to && first !== EVERYONE) return 'nothing';
    if (second === to) return 'whole';
    if (kind === 'sheet' || kind === 'confirmation' || kind === 'counting' || kind === 'calibration-opening')
      return owed.has(first) ? 'nothing' : 'whole';
    if (kind === 'question' || kind === 'batch') return blind.has(first) ? 'nothing' : 'whole';
    return 'whole';
  };
  const others =
    apart.size === 0
      ? undefined
      : new Set([...submissionsOf(desk, round).keys()].filter((submission) => !apart.has(submission)));
  return { filter: { round, include }, ...evidenceOfRound(desk, round, others, holds) };
}

/**
 * All that this desk holds of the round, for keeping, files that are kept back too. It opens where nobody is blind, so
 * what its maker may not know yet is not in it.
 */
export function archived(desk: DeskContext, round: RoundId, me: PersonId): PackContents {
  const hidden = blindTo(desk, round, me);
  const include = (entry: EntryMeta) => (othersHidden(entry, hidden, me) ? 'nothing' : 'whole');
  const files = filesOfRound(desk, round, undefined);
  return { filter: { round, include }, evidence: files, keptBack: 0, heldThere: 0 };
}

/** What this person put on the record, under any of their keys, to go back to the administrator. */
export function ownActs(round: RoundId, me: PersonId): PackContents {
  return {
    filter: { round, include: ({ person }) => (person === me ? 'whole' : 'nothing') },
    evidence: [],
    keptBack: 0,
    heldThere: 0,
  };
}

/** Acts that everyone in the round may know. */
const COMMON: ReadonlySet<EntryMeta['subject_kind']> = new Set(['round', 'dates', 'standards']);

/**
 * What an assessor needs and nothing else: the round, the standards, whoever runs it, the organisations by name, to
 * declare interests in, and the submissions assigned to them that they take part in, with what was replied to questions;
 * once their own sheet is in, also that moderation has opened. No sheet, assignment, question or interest but their own,
 * nobody else's name. Only of the calibration submission, once it is compared and their own sheet is in, also the sheets
 * that are compared, notes and all, since a level teaches nothing without its reason, with as much of who gave them as
 * makes those sheets valid: the names come with the opening.
 */
export function forAssessor(
  desk: DeskContext,
  round: RoundId,
  person: PersonId,
  holds: ReadonlySet<Hash>,
): PackContents {
  const apart: ReadonlySet<string> = notTakingPart(desk, round, person);
  const submissions = new Set(
    desk.store
      .prepare<[string, string], { submission: string }>(
        'SELECT submission FROM assignment WHERE round = ? AND person = ? AND ended = 0',
      )
      .all(round, person)
      .map((row) => row.submission)
      .filter((submission) => !apart.has(submission)),
  );
  const organisations = new Set(
    desk.store
      .prepare<[string], { submission: string; organisation: string }>(
        'SELECT DISTINCT submission, organisation FROM submission_version WHERE round = ?',
      )
      .all(round)
      .filter((row) => submissions.has(row.submission))
      .map((row) => row.organisation),
  );
  const people = new Set<string>([person, RECOVERY, ...whoRuns(desk, round)]);
  const owed = owedBy(desk, round, person);
  const compared = comparedOn(
    desk,
    round,
    [...submissions].filter((submission) => !owed.has(submission)),
  );
  const include = ({ hash, subject_kind: kind, subject_key: key }: EntryMeta) => {
    if (kind === null || key === null) return 'nothing';
    if (COMMON.has(kind)) return 'whole';
    const [first = '', second = ''] = key.split(' ');
    switch (kind) {
      case 'person':
        if (people.has(key)) return 'whole';
        return compared.people.has(key) ? 'header' : 'nothing';
      case 'writer':
        return people.has(first) || compared.people.has(first) ? 'whole' : 'nothing';
      case 'organisation':
        // Whoever has not been given a submission needs no contact in it.
        return organisations.has(key) ? 'whole' : 'header';
      case 'interest':
      case 'settlement':
        return first === person ? 'whole' : 'nothing';
      case 'version':
        return submissions.has(first) ? 'whole' : 'nothing';
      case 'reply':
        return submissions.has(first) ? 'whole' : 'nothing';
      case 'clarification':
        return first === person ? 'whole' : 'nothing';
      case 'clarification-given':
        return first === EVERYONE || first === person ? 'whole' : 'nothing';
      case 'question':
        return second === person ? 'whole' : 'nothing';
      case 'assignment':
        // Also that one has ended, and of what they no longer take part in.
        return second === person || (compared.submissions.has(first) && compared.people.has(second))
          ? 'whole'
          : 'nothing';
      case 'sheet':
        if (compared.sheets.has(hash)) return 'whole';
        return second === person && submissions.has(first) ? 'whole' : 'nothing';
      case 'confirmation':
        return second === person && submissions.has(first) ? 'whole' : 'nothing';
      case 'calibration':
        return submissions.has(key) ? 'whole' : 'nothing';
      case 'moderation':
      case 'calibration-opening':
        return submissions.has(key) && !owed.has(key) ? 'whole' : 'nothing';
      default:
        return 'nothing';
    }
  };
  return { filter: { round, include }, ...evidenceOfRound(desk, round, submissions, holds) };
}

/**
 * Administrators, chairs and deputies, whoever was one ever: the people whose acts an assessor's desk has to be able to
 * judge. Whoever was stood down may have appointed whoever is there now.
 */
function whoRuns(desk: DeskContext, round: RoundId): ReadonlySet<string> {
  const rows = desk.store
    .prepare<[string], { person: string; roles: string }>(
      `SELECT subject_key AS person, json_extract(header, '$.facts.roles') AS roles FROM entry
        WHERE act = 'person-appointed' AND round = ?`,
    )
    .all(round);
  return new Set(
    rows
      .filter((row) =>
        Role.array()
          .parse(JSON.parse(row.roles))
          .some((role) => role === 'administrator' || role === 'chair' || role === 'deputy'),
      )
      .map(({ person }) => person),
  );
}

function evidenceOfRound(
  desk: DeskContext,
  round: RoundId,
  submissions: ReadonlySet<string> | undefined,
  holds: ReadonlySet<Hash>,
): Pick<PackContents, 'evidence' | 'keptBack' | 'heldThere'> {
  const files = filesOfRound(desk, round, submissions);
  const back = keptBack(desk, round);
  const allowed = files.filter(({ sha256 }) => !back.has(sha256));
  const evidence = allowed.filter(({ sha256 }) => !holds.has(sha256));
  return {
    evidence,
    keptBack: files.length - allowed.length,
    heldThere: allowed.length - evidence.length,
  };
}

/** Evidence of the round, or of these submissions, that lies here; each file once. */
function filesOfRound(
  desk: DeskContext,
  round: RoundId,
  submissions: ReadonlySet<string> | undefined,
): PackContents['evidence'] {
  const rows = desk.store
    .prepare<[string], { submission: string; sha256: string; bytes: number }>(
      'SELECT DISTINCT submission, sha256, bytes FROM evidence_item WHERE round = ? ORDER BY sha256',
    )
    .all(round);
  const wanted = rows
    .filter((row) => submissions === undefined || submissions.has(row.submission))
    .map((row) => ({ sha256: Hash.parse(row.sha256), bytes: row.bytes }))
    .filter(({ sha256 }) => desk.store.evidence.has(sha256));
  return [...new Map(wanted.map((file) => [file.sha256, file])).values()];
}

/**
 * The round's entries that lie here, and whether with all their words, to be told to whoever might send them again. Of
 * others' sheets and questions that this person may not know of, nothing is told.
 */
export function entriesHeld(desk: DeskContext, round: RoundId, me: PersonId): HeldEntry[] {
  const hidden = blindTo(desk, round, me);
  return desk.store
    .prepare<[string], Pick<EntryMeta, 'hash' | 'subject_kind' | 'subject_key'> & { whole: 0 | 1 }>(
      `SELECT e.hash, e.subject_kind, e.subject_key,
              t.hash IS NOT NULL OR json_extract(e.header, '$.textHash') IS NULL AS whole
         FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash WHERE e.round = ? ORDER BY e.hash`,
    )
    .all(round)
    .filter((entry) => !othersHidden(entry, hidden, me))
    .map(({ hash, whole }) => ({ hash: Hash.parse(hash), whole: whole === 1 }));
}

/** Whether it is of somebody else's sheet or question on a submission of which this person may not know yet. */
function othersHidden(
  { subject_kind: kind, subject_key: key }: Pick<EntryMeta, 'subject_kind' | 'subject_key'>,
  hidden: ReadonlySet<string>,
  me: PersonId,
): boolean {
  const [submission = '', person] = (key ?? '').split(' ');
  return kind !== null && BLIND.has(kind) && person !== me && hidden.has(submission);
}

/** What tells of an assessor's work on a submission. */
const BLIND: ReadonlySet<EntryMeta['subject_kind']> = new Set([
  'sheet',
  'confirmation',
  'counting',
  'question',
  'batch',
  'calibration-opening',
]);

/** The round's evidence that lies here, to be told to whoever might send it again. */
export function evidenceHeld(desk: DeskContext, round: RoundId): Hash[] {
  return desk.store
    .prepare<[string], { sha256: string }>(
      'SELECT DISTINCT sha256 FROM evidence_item WHERE round = ? ORDER BY sha256',
    )
    .all(round)
    .map(({ sha256 }) => Hash.parse(sha256))
    .filter((sha256) => desk.store.evidence.has(sha256));
}
