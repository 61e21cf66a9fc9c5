import type { ModerationRow } from '../../../shared/contract/moderation.ts';
import { itemsOf, ProposedOutcome } from '../../../shared/domain/standard-set.ts';
import { calibrations } from '../calibration/service.ts';
import { adoptedSet, type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import {
  barredFrom,
  liveAssignments,
  notCountedAnywhere,
  notTakingPart,
  openRulings,
  panelsOf,
} from '../people/service.ts';
import { blindTo, confirmationsOf } from '../scoring/service.ts';

/** Every submission that is for the award, with how far its panel has come, as far as whoever looks may know. */
export async function listModeration(desk: DeskContext): Promise<ModerationRow[]> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const blind = blindTo(desk, round, me);
  const [apart, barred, panels] = [
    notTakingPart(desk, round, me),
    barredFrom(desk, round, me),
    panelsOf(desk, round),
  ];
  const doubted = new Set(openRulings(desk, round).map(({ submission }) => submission));
  const aside = calibrations(desk, round);
  const [set, versions, assignments, sheets, moderations, agreed, decisions] = await Promise.all([
    adoptedSet(desk, round),
    currentVersions(desk, round),
    liveAssignments(desk, round),
    desk.store.db
      .selectFrom('sheet')
      .select(['submission', 'person', 'version', 'entry', 'entered_by'])
      .where('round', '=', round)
      .where('state', '=', 'submitted')
      .execute(),
    desk.store.db
      .selectFrom('moderation')
      .select(['submission', 'state'])
      .where('round', '=', round)
      .execute(),
    desk.store.db
      .selectFrom('agreed')
      .select(({ fn }) => ['submission', fn.countAll<number>().as('n')])
      .where('round', '=', round)
      .groupBy('submission')
      .execute(),
    desk.store.db
      .selectFrom('decision')
      .select(['submission', 'outcome'])
      .where('round', '=', round)
      .execute(),
  ]);
  const confirmed = confirmationsOf(desk, round);
  const sheetsOf = Map.groupBy(sheets, ({ submission }) => submission);
  const assignedOf = Map.groupBy(assignments, ({ submission }) => submission);
  const panelOf = new Map(panels.flatMap((panel) => panel.submissions.map((each) => [each, panel] as const)));
  const outOf = notCountedAnywhere(desk, round);
  const stateOf = new Map(moderations.map((row) => [row.submission, row.state]));
  const agreedBy = new Map(agreed.map((row) => [row.submission, row.n]));
  const decided = new Map(decisions.map((row) => [row.submission, row.outcome]));
  return versions
    .filter(({ submission }) => !aside.has(submission))
    .map((version): ModerationRow => {
      const state = stateOf.get(version.submission);
      const hidden = blind.has(version.submission);
      const none = apart.has(version.submission);
      const out = outOf.get(version.submission);
      const shown = (sheetsOf.get(version.submission) ?? []).filter(({ person }) =>
        hidden ? person === me : out?.has(person) !== true,
      );
      const submitted = shown.length;
      // A finished sheet stays when its assignment ends, and stands in nobody's place.
      const due = new Set([
        ...(assignedOf.get(version.submission) ?? []).map(({ person }) => String(person)),
        ...shown.map(({ person }) => person),
      ]).size;
      const outcome = decided.get(version.submission);
      const panel = panelOf.get(version.submission);
      return {
        submission: version.submission,
        name: version.name,
        state: state ?? (submitted > 0 && submitted >= due ? 'ready' : 'waiting'),
        sheetsSubmitted: submitted,
        sheetsDue: due,
        sheetsBehind: shown.filter((sheet) => sheet.version !== version.version).length,
        toConfirm: none
          ? 0
          : shown.filter(({ entry, entered_by }) => entered_by !== null && !confirmed.has(entry)).length,
        agreed: state === undefined || hidden || none ? undefined : (agreedBy.get(version.submission) ?? 0),
        items: itemsOf(set, version.transitions).length,
        decision: outcome === undefined || none ? undefined : ProposedOutcome.parse(outcome),
        panel: panel?.name,
        ledByYou: panel?.chair === me,
        yourPart: none ? 'none' : barred.has(version.submission) ? 'unsettled' : 'takes',
        doubted: !hidden && !none && doubted.has(version.submission),
      };
    });
}
