import type { PartnershipView } from '../../../shared/contract/interests.ts';
import { OrganisationId, type RoundId } from '../../../shared/domain/ids.ts';
import { Relation } from '../../../shared/domain/interests.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { type Handlers, refuse } from '../refused.ts';

/** The table of organisations that belong together, in which ties are found that nobody declared. */
export const partnerService = (desk: DeskContext): Handlers<'partners.list' | 'partners.set'> => ({
  'partners.list': () => listPartners(desk),
  'partners.set': ({ organisations, kind, note }) => {
    const round = roundHere(desk);
    const [one, other] = organisations;
    if (one === other) {
      return refuse('wrong-input', 'Choose two different organisations.', [
        { kind: 'field', at: 'organisations' },
      ]);
    }
    const names = organisationNames(desk, round);
    if (!names.has(one) || !names.has(other))
      return refuse('not-found', 'That organisation is not registered in this round.');
    desk.ledger.append('partnership-set', { facts: { round, organisations, kind }, text: { note } });
    desk.changed('people');
    return {};
  },
});

/** Every organisation of the round that this desk knows by name. */
export function organisationNames(
  { store }: Pick<DeskContext, 'store'>,
  round: RoundId,
): ReadonlyMap<OrganisationId, string> {
  const rows = store
    .prepare<[string], { organisation: string; name: string }>(
      'SELECT organisation, name FROM organisation WHERE round = ? ORDER BY name, organisation',
    )
    .all(round);
  return new Map(rows.map((row) => [OrganisationId.parse(row.organisation), row.name]));
}

async function listPartners(desk: DeskContext): Promise<PartnershipView[]> {
  const round = roundHere(desk);
  const names = organisationNames(desk, round);
  const rows = await desk.store.db
    .selectFrom('partnership')
    .select(['one', 'other', 'kind', 'note'])
    .where('round', '=', round)
    .orderBy('one')
    .orderBy('other')
    .execute();
  return rows.map((row) => {
    const [one, other] = [OrganisationId.parse(row.one), OrganisationId.parse(row.other)];
    return {
      organisations: [one, other],
      names: [names.get(one) ?? one, names.get(other) ?? other],
      kind: Relation.parse(row.kind),
      note: row.note ?? '',
    };
  });
}
