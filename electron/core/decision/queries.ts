import { z } from 'zod';
import type { DecisionView } from '../../../shared/contract/moderation.ts';
import { Day, Hash, ItemId, type RoundId, type SubmissionId } from '../../../shared/domain/ids.ts';
import { ProposedOutcome } from '../../../shared/domain/standard-set.ts';
import type { DeskContext } from '../desk/context.ts';
import { liveSheets } from '../moderation/service.ts';

const Conditions = z.array(z.object({ id: z.string(), item: ItemId, by: Day, words: z.string() }));

/** The decision on a submission as it stands, with which of its conditions are met; undefined before there is one. */
export async function decisionOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<DecisionView | undefined> {
  const [row, met] = await Promise.all([
    desk.store.db
      .selectFrom('decision')
      .selectAll()
      .where('round', '=', round)
      .where('submission', '=', submission)
      .executeTakeFirst(),
    desk.store.db
      .selectFrom('condition_met')
      .select(['condition', 'met_on'])
      .where('round', '=', round)
      .where('submission', '=', submission)
      .execute(),
  ]);
  if (row === undefined) return undefined;
  const metOn = new Map(met.map((each) => [each.condition, Day.parse(each.met_on)]));
  return {
    outcome: ProposedOutcome.parse(row.outcome),
    proposed: ProposedOutcome.parse(row.proposed),
    reason: row.reason ?? '',
    decidedOn: Day.parse(row.decided_on),
    validFrom: row.valid_from === null ? undefined : Day.parse(row.valid_from),
    validTo: row.valid_to === null ? undefined : Day.parse(row.valid_to),
    conditions: Conditions.parse(JSON.parse(row.conditions)).map((condition) => ({
      ...condition,
      metOn: metOn.get(condition.id),
    })),
    learningPoints: z.string().array().parse(JSON.parse(row.learning_points)),
    conflict: row.conflict === 1,
    basisMoved: !(await standsOn(desk, round, submission, Hash.parse(row.entry))),
  };
}

/** Whether every sheet and agreed score that the decision names is still what counts, and there are no others. */
async function standsOn(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  entry: Hash,
): Promise<boolean> {
  const basis = new Set<string>(desk.ledger.entry(entry)?.basis ?? []);
  const [sheets, agreed] = await Promise.all([
    liveSheets(desk, round, submission),
    desk.store.db
      .selectFrom('agreed')
      .select('entry')
      .where('round', '=', round)
      .where('submission', '=', submission)
      .execute(),
  ]);
  const now: readonly string[] = [...sheets, ...agreed].map((each) => each.entry);
  return now.length === basis.size && now.every((hash) => basis.has(hash));
}
