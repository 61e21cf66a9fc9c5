import { agreementOf, type Sheet } from '../../../shared/domain/agreement.ts';
import type { AgreedItem } from '../../../shared/domain/award-rule.ts';
import type { Hash, ItemId, PersonId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type Outcome, sameOutcome } from '../../../shared/domain/score.ts';
import { itemsOf, levelOf, type StandardSet } from '../../../shared/domain/standard-set.ts';
import { requireForAward } from '../calibration/service.ts';
import { adoptedSet, type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { currentVersion } from '../intake/service.ts';
import { apartFrom, namesOf, requireNoInterest } from '../people/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { listModeration } from './list.ts';
import { agreedOf, liveSheets, requireOpenTo, requireOwnSheet, showModeration } from './queries.ts';

export { agreedOf, liveSheets, requireOpenTo, requireOwnSheet } from './queries.ts';

type Methods =
  | 'moderation.list'
  | 'moderation.open'
  | 'moderation.show'
  | 'moderation.close'
  | 'moderation.reopen'
  | 'agreed.save'
  | 'agreed.saveAlike';

/** Sheets side by side, and what the panel agrees of them. First scores stay as they were, for ever. */
export const moderationService = (desk: DeskContext): Handlers<Methods> => ({
  'moderation.list': () => listModeration(desk),
  'moderation.open': async ({ submission, present }) => {
    const round = roundHere(desk);
    await currentVersion(desk, round, submission);
    requireForAward(desk, round, submission);
    requireNoInterest(desk, round, personHere(desk), submission);
    requireOwnSheet(desk, round, submission);
    const absent = apartFrom(desk, round, submission);
    const stray = present.find((person) => absent.includes(person));
    if (stray !== undefined) {
      const name = (await namesOf(desk, round)).get(stray) ?? 'One of them';
      return refuse('not-allowed', `${name} takes no part in this submission, so cannot be present.`, [
        { kind: 'person', at: stray },
      ]);
    }
    const [row, sheets] = await Promise.all([
      moderationOf(desk, round, submission),
      liveSheets(desk, round, submission),
    ]);
    if (row !== undefined) return refuse('already-done', 'Moderation of this submission is open already.');
    if (sheets.length === 0) {
      return refuse(
        'moderation-not-open',
        'No sheet has been submitted yet, so there is nothing to moderate.',
      );
    }
    const entry = desk.ledger.append('moderation-opened', {
      facts: { round, submission, present, absent: [...absent] },
      text: {},
      basis: rising(sheets.map(({ entry }) => entry)),
    });
    desk.changed('moderation', 'sheets', 'round');
    return { entry: entry.hash };
  },
  'moderation.show': ({ submission }) => showModeration(desk, submission),
  'moderation.close': async ({ submission }) => {
    const round = roundHere(desk);
    requireForAward(desk, round, submission);
    requireNoInterest(desk, round, personHere(desk), submission);
    const row = await moderationOf(desk, round, submission);
    if (row?.state !== 'open')
      return refuse('moderation-not-open', 'Moderation of this submission is not open.');
    const entry = desk.ledger.append('moderation-closed', {
      facts: { round, submission, present: row.present, absent: [...apartFrom(desk, round, submission)] },
      text: {},
    });
    desk.changed('moderation', 'round');
    return { entry: entry.hash };
  },
  'moderation.reopen': async ({ submission, reason }) => {
    const round = roundHere(desk);
    requireForAward(desk, round, submission);
    requireNoInterest(desk, round, personHere(desk), submission);
    const row = await moderationOf(desk, round, submission);
    if (row?.state !== 'closed')
      return refuse('already-done', 'Moderation of this submission is not closed.');
    const entry = desk.ledger.append('moderation-reopened', {
      facts: { round, submission, present: row.present, absent: [...apartFrom(desk, round, submission)] },
      text: { reason },
    });
    desk.changed('moderation', 'round');
    return { entry: entry.hash };
  },
  'agreed.save': async ({ submission, item, outcome, reason, condition, conditionBy, learningPoint }) => {
    const round = roundHere(desk);
    await requireWritable(desk, round, submission);
    const panel = await readPanel(desk, round, submission);
    if (!itemsOf(panel.set, panel.transitions).some(({ id }) => id === item)) {
      return refuse('not-found', `${item} is not asked of this submission.`, [{ kind: 'item', at: item }]);
    }
    if (outcome.kind === 'level' && levelOf(panel.set, outcome.level) === undefined) {
      return refuse('wrong-input', 'That level is not on the scale. Choose one of the scale.', [
        { kind: 'field', at: 'outcome' },
      ]);
    }
    const given = panel.sheets.map(({ outcomes }) => outcomes.get(item));
    const departs = given.some((each) => !sameOutcome(each, outcome));
    if (departs && reason.trim() === '') {
      return refuse('reason-needed', 'The sheets do not all say this. Say why the panel agrees on it.', [
        { kind: 'field', at: 'reason' },
      ]);
    }
    if (condition.trim() !== '' && conditionBy === undefined) {
      return refuse('reason-needed', 'Say by when the condition is to be met.', [
        { kind: 'field', at: 'conditionBy' },
      ]);
    }
    const entry = agree(desk, round, submission, panel.basis, {
      item,
      outcome,
      reason,
      condition: condition.trim(),
      conditionBy: condition.trim() === '' ? undefined : conditionBy,
      learningPoint,
    });
    desk.changed('moderation', 'round');
    return { entry };
  },
  'agreed.saveAlike': async ({ submission }) => {
    const round = roundHere(desk);
    await requireWritable(desk, round, submission);
    const panel = await readPanel(desk, round, submission);
    const alike = agreementOf(
      panel.set,
      panel.transitions,
      panel.sheets,
      panel.agreed,
    ).byDisagreement.flatMap((each) => {
      const outcome = each.given[0]?.outcome;
      return each.alike && each.agreed === undefined && outcome !== undefined
        ? [{ item: each.item.id, outcome }]
        : [];
    });
    if (alike.length === 0)
      return refuse('already-done', 'Nothing is left on which every sheet says the same.');
    desk.store.transaction(() => {
      for (const { item, outcome } of alike) {
        agree(desk, round, submission, panel.basis, {
          item,
          outcome,
          reason: '',
          condition: '',
          conditionBy: undefined,
          learningPoint: '',
        });
      }
    });
    desk.changed('moderation', 'round');
    return { items: alike.map(({ item }) => item) };
  },
});

/** What the panel has before it: the sheets as they stand, what is agreed, and the entries that these rest on. */
export interface Panel {
  readonly set: StandardSet;
  readonly transitions: readonly string[];
  readonly sheets: readonly Sheet[];
  readonly agreed: ReadonlyMap<ItemId, AgreedItem & { readonly entry: Hash; readonly learningPoint: string }>;
  /** Hashes of the sheets, in rising order. */
  readonly basis: readonly Hash[];
}

export async function readPanel(desk: DeskContext, round: RoundId, submission: SubmissionId): Promise<Panel> {
  const [set, version, live] = await Promise.all([
    adoptedSet(desk, round),
    currentVersion(desk, round, submission),
    liveSheets(desk, round, submission),
  ]);
  const agreed = await agreedOf(desk, round, submission, live);
  return {
    set,
    transitions: version.transitions,
    sheets: live.map(({ person, entry }) => ({ person, outcomes: outcomesOf(desk, entry) })),
    agreed: new Map(
      [...agreed].map(([item, view]) => [
        item,
        {
          outcome: view.outcome,
          condition:
            view.conditionBy === undefined ? undefined : { by: view.conditionBy, words: view.condition },
          learningPoint: view.learningPoint,
          entry: view.entry,
        },
      ]),
    ),
    basis: rising(live.map(({ entry }) => entry)),
  };
}

function outcomesOf(desk: DeskContext, sheet: Hash): ReadonlyMap<ItemId, Outcome> {
  const entry = desk.ledger.entry(sheet);
  if (entry?.act !== 'sheet-submitted') return new Map();
  return new Map(entry.facts.scores.map(({ item, outcome }) => [item, outcome]));
}

function agree(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
  basis: readonly Hash[],
  said: {
    readonly item: ItemId;
    readonly outcome: Outcome;
    readonly reason: string;
    readonly condition: string;
    readonly conditionBy: NonNullable<AgreedItem['condition']>['by'] | undefined;
    readonly learningPoint: string;
  },
): Hash {
  const { item, outcome, reason, condition, conditionBy, learningPoint } = said;
  return desk.ledger.append('score-agreed', {
    facts: { round, submission, item, outcome, ...(conditionBy === undefined ? {} : { conditionBy }) },
    text: { reason, condition, learningPoint },
    basis,
  }).hash;
}

async function moderationOf(
  desk: DeskContext,
  round: RoundId,
  submission: SubmissionId,
): Promise<{ readonly state: 'open' | 'closed'; readonly present: PersonId[] } | undefined> {
  const row = await desk.store.db
    .selectFrom('moderation')
    .select(['state', 'present'])
    .where('round', '=', round)
    .where('submission', '=', submission)
    .executeTakeFirst();
  // Written by the projection from facts of just this shape.
  return row === undefined ? undefined : { state: row.state, present: JSON.parse(row.present) as PersonId[] };
}

async function requireWritable(desk: DeskContext, round: RoundId, submission: SubmissionId): Promise<void> {
  requireNoInterest(desk, round, personHere(desk), submission);
  await requireOpenTo(desk, round, submission);
  const row = await moderationOf(desk, round, submission);
  if (row?.state === 'closed') {
    throw refuse(
      'moderation-not-open',
      'Moderation of this submission is closed. Reopen it, with a reason, to change a score.',
    );
  }
}

/** An entry's basis is kept in rising order, so that the same basis is always the same bytes. */
export function rising(hashes: readonly Hash[]): readonly Hash[] {
  return [...new Set(hashes)].toSorted();
}
