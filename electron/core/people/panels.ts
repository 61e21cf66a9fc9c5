import type { PanelView } from '../../../shared/contract/interests.ts';
import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { PanelId, PersonId, type RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { list } from '../../../shared/domain/words.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { currentVersions } from '../intake/service.ts';
import { type Handlers, refuse } from '../refused.ts';
import { freshName } from '../round/service.ts';
import { listPeople } from './queries.ts';
import { barredFrom } from './ties.ts';

type Methods = 'panels.list' | 'panels.form' | 'panels.dissolve';

/** Panels: who leads, who belongs, and which submissions are theirs. */
export const panelService = (desk: DeskContext): Handlers<Methods> => ({
  'panels.list': () => panelsOf(desk, roundHere(desk)),
  'panels.form': (input) => form(desk, input),
  'panels.dissolve': ({ panel, reason }) => {
    const round = roundHere(desk);
    if (!panelsOf(desk, round).some(({ id }) => id === panel))
      return refuse('not-found', 'There is no such panel. It may have been dissolved meanwhile.');
    desk.ledger.append('panel-dissolved', { facts: { round, panel }, text: { reason } });
    desk.changed('people', 'moderation');
    return {};
  },
});

export function panelsOf({ store }: Pick<DeskContext, 'store'>, round: RoundId): PanelView[] {
  return store
    .prepare<
      [string],
      {
        panel: string;
        name: string | null;
        chair: string | null;
        members: string;
        submissions: string;
        conflict: 0 | 1;
      }
    >(
      'SELECT panel, name, chair, members, submissions, conflict FROM panel WHERE round = ? ORDER BY name, panel',
    )
    .all(round)
    .map((row) => ({
      id: PanelId.parse(row.panel),
      name: row.name ?? 'Name removed',
      chair: row.chair === null ? undefined : PersonId.parse(row.chair),
      members: PersonId.array().parse(JSON.parse(row.members)),
      submissions: SubmissionId.array().parse(JSON.parse(row.submissions)),
      conflict: row.conflict === 1,
    }));
}

async function form(desk: DeskContext, { id, ...panel }: ParsedInputOf<'panels.form'>) {
  const round = roundHere(desk);
  const [people, versions] = await Promise.all([listPeople(desk, round), currentVersions(desk, round)]);
  const others = panelsOf(desk, round).filter((each) => each.id !== id);
  const here = (field: string) => [{ kind: 'field' as const, at: field }];
  const members = [...new Set(panel.members)].toSorted();
  const submissions = [...new Set(panel.submissions)].toSorted();
  const nameOf = (submission: SubmissionId) =>
    versions.find((each) => each.submission === submission)?.name ?? submission;

  if (others.some(({ name }) => name.toLowerCase() === panel.name.toLowerCase()))
    return refuse('already-done', 'Another panel has this name. Choose another.', here('name'));
  const strange = members.find(
    (member) => !people.some((one) => one.id === member && !one.stoodDown && one.roles.length > 0),
  );
  if (strange !== undefined) {
    const who = people.find((one) => one.id === strange)?.name ?? 'Somebody';
    return refuse('not-allowed', `${who} takes no part in this round. Leave them out.`, here('members'));
  }
  if (submissions.some((each) => !versions.some(({ submission }) => submission === each)))
    return refuse('not-found', 'One of the submissions is not held here. Choose again.', here('submissions'));
  const taken = submissions.flatMap((each) => {
    const other = others.find((one) => one.submissions.includes(each));
    return other === undefined ? [] : [`${nameOf(each)} is with ${other.name}`];
  });
  if (taken.length > 0) {
    return refuse(
      'already-done',
      `A submission has one panel: ${list(taken)}. Take it from there first.`,
      here('submissions'),
    );
  }
  if (panel.chair !== undefined) {
    const chair = people.find((one) => one.id === panel.chair);
    if (chair === undefined || !chair.roles.some((role) => role === 'chair' || role === 'deputy')) {
      return refuse('not-allowed', 'A panel is led by a chair or a deputy of the round.', here('chair'));
    }
    const barred = barredFrom(desk, round, panel.chair);
    const against = submissions.filter((each) => barred.has(each)).map(nameOf);
    if (against.length > 0) {
      return refuse(
        'not-allowed',
        `${chair.name} may not rule on ${list(against)}. Choose another to lead, or leave ${against.length === 1 ? 'it' : 'them'} out.`,
        here('chair'),
      );
    }
  }
  const named = id ?? PanelId.parse(freshName('panel'));
  desk.ledger.append('panel-formed', {
    facts: {
      round,
      panel: named,
      ...(panel.chair === undefined ? {} : { chair: panel.chair }),
      members,
      submissions,
    },
    text: { name: panel.name },
  });
  desk.changed('people', 'moderation');
  return { id: named };
}
