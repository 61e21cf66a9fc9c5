import type {
  AgreedView,
  AssessorScore,
  ModeratedItem,
  ModerationView,
} from '../../../shared/contract/moderation.ts';
import {
  Day,
  Hash,
  ItemId,
  PersonId,
  type RoundId,
  type SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import { Citation, Outcome } from '../../../shared/domain/score.ts';
import { itemsOf } from '../../../shared/domain/standard-set.ts';
import { requireForAward } from '../calibration/service.ts';
import { decisionOf } from '../decision/service.ts';
import { adoptedSet, type DeskContext, personHere, rolesOf, roundHead, roundHere } from '../desk/context.ts';
import { citedEnclosed } from '../evidence/service.ts';
import { currentVersion, evidenceOf, replyFilesOf, responsesOf } from '../intake/service.ts';
import {
  apartFrom,
  barredFrom,
  liveAssignments,
  namesOf,
  notCounted,
  requireTakesPart,
} from '../people/service.ts';
import { refuse } from '../refused.ts';
import { confirmationsOf, owedBy } from '../scoring/service.ts';
import { earlierVersions } from './earlier-versions.ts';

/** A sheet that counts now: submitted, neither recalled nor returned, nor ruled out by a chair. */
export interface LiveSheet {
  readonly person: PersonId;
  readonly entry: Hash;
  readonly enteredBy: string | null;
  readonly version: VersionId | undefined;
}

export async function liveSheets(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<readonly LiveSheet[]> {
  const rows = await desk.store.db
    .selectFrom('sheet')
    .select(['person', 'entry', 'entered_by', 'version'])
    .where('round', '=', round)
    .where('submission', '=', submission)
    .where('state', '=', 'submitted')
    .orderBy('person')
    .execute();
  const out = notCounted(desk, round, submission);
  return rows
    .filter(({ person }) => !out.has(person))
    .map((row) => ({
      person: PersonId.parse(row.person),
      entry: Hash.parse(row.entry),
      enteredBy: row.entered_by,
      version: row.version === null ? undefined : VersionId.parse(row.version),
    }));
}

/** What the panel has agreed of a submission, by item, with the entries that say so. */
export async function agreedOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  sheets: readonly LiveSheet[],
): Promise<ReadonlyMap<ItemId, AgreedView & { readonly entry: Hash }>> {
  const rows = await desk.store.db
    .selectFrom('agreed')
    .selectAll()
    .where('round', '=', round)
    .where('submission', '=', submission)
    .execute();
  const current = new Set<string>(sheets.map(({ entry }) => entry));
  return new Map(
    rows.map((row) => {
      const entry = Hash.parse(row.entry);
      const basis = desk.ledger.entry(entry)?.basis ?? [];
      return [
        ItemId.parse(row.item),
        {
          outcome: Outcome.parse(JSON.parse(row.outcome)),
          reason: row.reason ?? '',
          condition: row.condition ?? '',
          conditionBy: row.condition_by === null ? undefined : Day.parse(row.condition_by),
          learningPoint: row.learning_point ?? '',
          conflict: row.conflict === 1,
          basisMoved: basis.length !== current.size || basis.some((hash) => !current.has(hash)),
          entry,
        },
      ];
    }),
  );
}

/**
 * Throws the refusal 'blind-until-moderation' for anyone who assesses the submission and has not submitted: whatever
 * else they are, the strictest rule applies.
 */
export function requireOwnSheet(desk: DeskContext, round: RoundId, submission: SubmissionId): void {
  if (owedBy(desk, round, personHere(desk)).has(submission))
    throw refuse('blind-until-moderation', 'You assess this submission. Submit your own sheet first.');
}

/**
 * Throws 'blind-until-moderation' as `requireOwnSheet` does. Throws 'moderation-not-open' before it opens, in the same words for everybody.
 */
export async function requireOpenTo(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<void> {
  const me = personHere(desk);
  requireTakesPart(desk, round, me, submission);
  requireForAward(desk, round, submission);
  requireOwnSheet(desk, round, submission);
  const roles = rolesOf(desk, round, me);
  const [assignments, moderation] = await Promise.all([
    liveAssignments(desk, round),
    desk.store.db
      .selectFrom('moderation')
      .select('state')
      .where('round', '=', round)
      .where('submission', '=', submission)
      .executeTakeFirst(),
  ]);
  const assesses = assignments.some((each) => each.submission === submission && each.person === me);
  if (!assesses && roles.every((role) => role === 'assessor')) {
    throw refuse('not-found', 'That submission is not held on this computer.');
  }
  if (moderation === undefined) {
    throw refuse(
      'moderation-not-open',
      'Moderation of this submission has not opened. Until then nobody sees the sheets.',
    );
  }
}

export async function showModeration(desk: DeskContext, submission: SubmissionId): Promise<ModerationView> {
  const round = roundHere(desk);
  await requireOpenTo(desk, round, submission);
  const [head, set, version, sheets, names, moderation] = await Promise.all([
    roundHead(desk),
    adoptedSet(desk, round),
    currentVersion(desk, round, submission),
    liveSheets(desk, round, submission),
    namesOf(desk, round),
    desk.store.db
      .selectFrom('moderation')
      .select(['state', 'present', 'entry'])
      .where('round', '=', round)
      .where('submission', '=', submission)
      .executeTakeFirstOrThrow(),
  ]);
  const [behind, scores, agreed, responses, evidence, replyFiles, decision] = await Promise.all([
    earlierVersions(desk, round, submission, version.version, sheets),
    scoresOf(desk, round, submission, new Set(sheets.map(({ person }) => person))),
    agreedOf(desk, round, submission, sheets),
    responsesOf(desk, round, submission, version.version),
    evidenceOf(desk, round, submission, version.version),
    replyFilesOf(desk, round, submission),
    decisionOf(desk, round, submission),
  ]);
  const ratings = new Map(responses.map(({ item, selfRating }) => [item, selfRating]));
  const me = personHere(desk);
  const chairs = rolesOf(desk, round, me).some((role) => role === 'chair' || role === 'deputy');
  const mayRule = !barredFrom(desk, round, me).has(submission);
  const confirmed = confirmationsOf(desk, round);
  const nameOf = (person: string) => names.get(person) ?? person;
  return {
    round: head,
    submission,
    organisation: version.organisation,
    name: version.name,
    versionNumber: version.number,
    receivedAt: version.receivedAt,
    set,
    transitions: [...version.transitions],
    state: moderation.state,
    present: PersonId.array().parse(JSON.parse(moderation.present)),
    assessors: sheets.map(({ person, enteredBy, entry, version: scored }) => ({
      id: person,
      name: nameOf(person),
      mayConfirm:
        enteredBy !== null &&
        enteredBy !== me &&
        !confirmed.has(entry) &&
        ((chairs && mayRule) || person === me),
      ...(enteredBy === null ? {} : { enteredBy: nameOf(enteredBy) }),
      ...confirmedBy(confirmed.get(entry)?.by, nameOf),
      behind: scored === undefined ? undefined : behind.get(scored),
    })),
    notCounted: [...notCounted(desk, round, submission)].map(([person, reason]) => ({
      id: PersonId.parse(person),
      name: names.get(person) ?? person,
      reason,
    })),
    notTakingPart: absences(desk, round, submission, Hash.parse(moderation.entry), names),
    mayRule,
    items: itemsOf(set, version.transitions).map(
      ({ id }): ModeratedItem => ({
        item: id,
        selfRating: ratings.get(id) ?? { kind: 'none' },
        scores: scores.get(id) ?? [],
        agreed: withoutEntry(agreed.get(id)),
      }),
    ),
    responses,
    evidence,
    replyFiles,
    enclosed: await citedEnclosed(
      desk,
      [...evidence, ...replyFiles],
      [...scores.values()].flat().flatMap(({ citations }) => citations),
    ),
    decision,
  };
}

/** As the record of the moderation has it, and whoever was found to take no part since. */
function absences(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  entry: Hash,
  names: ReadonlyMap<string, string>,
): ModerationView['notTakingPart'] {
  const opened = desk.ledger.entry(entry);
  const recorded =
    opened?.act === 'moderation-opened' ||
    opened?.act === 'moderation-closed' ||
    opened?.act === 'moderation-reopened'
      ? (opened.facts.absent ?? [])
      : [];
  const people = [...new Set([...recorded, ...apartFrom(desk, round, submission)])];
  return { people: people.length, names: people.flatMap((person) => names.get(person) ?? []) };
}

function confirmedBy(by: PersonId | undefined, nameOf: (person: string) => string): { confirmedBy?: string } {
  return by === undefined ? {} : { confirmedBy: nameOf(by) };
}

function withoutEntry(agreed: (AgreedView & { readonly entry: Hash }) | undefined): AgreedView | undefined {
  if (agreed === undefined) return undefined;
  const { entry: _entry, ...view } = agreed;
  return view;
}

async function scoresOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  people: ReadonlySet<string>,
): Promise<ReadonlyMap<string, AssessorScore[]>> {
  const rows = await desk.store.db
    .selectFrom('sheet_score')
    .selectAll()
    .where('round', '=', round)
    .where('submission', '=', submission)
    .orderBy('person')
    .execute();
  const byItem = Map.groupBy(
    rows.filter(({ person }) => people.has(person)),
    (row) => row.item,
  );
  return new Map(
    [...byItem].map(([item, together]) => [
      item,
      together.map((row) => ({
        person: PersonId.parse(row.person),
        outcome: Outcome.parse(JSON.parse(row.outcome)),
        note: row.note ?? '',
        feedback: row.feedback ?? '',
        citations: Citation.array().parse(JSON.parse(row.citations)),
      })),
    ]),
  );
}
