import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoundHead } from '../../../shared/contract/desk.ts';
import { Topic } from '../../../shared/contract/table.ts';
import { type Instant, OrganisationId, PersonId, RoundId } from '../../../shared/domain/ids.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import { freshName } from '../desk/fresh-name.ts';
import { type Handlers, refuse } from '../refused.ts';
import { findSet } from '../standards/service.ts';
import { knownOrganisations, listOrganisations, listRounds, showRound } from './queries.ts';

type Methods =
  | 'round.open'
  | 'round.show'
  | 'round.date'
  | 'round.list'
  | 'round.turnTo'
  | 'organisations.list'
  | 'organisations.register'
  | 'organisations.known';

export { freshName };

export interface NewRound {
  readonly year: number;
  readonly title: string;
  readonly closesAt: Instant;
  readonly set: StandardSet;
  readonly administrator: { readonly id: PersonId; readonly name: string; readonly email: string };
  readonly id: RoundId;
}

/** Opens a round with this desk's person as its administrator, and turns the rooms to it. */
export function openRound(desk: DeskContext, round: NewRound): void {
  const { id, year, title, set, administrator } = round;
  desk.belongTo(administrator.id);
  desk.store.transaction(() => {
    desk.settings.set('round', id);
    desk.ledger.append('round-opened', {
      facts: {
        round: id,
        year,
        title,
        sample: set.sample,
        administrators: [
          { person: administrator.id, writer: desk.key.writer, sealing: desk.sealing.recipient },
        ],
      },
      text: { names: { [administrator.id]: administrator.name } },
    });
    desk.ledger.append('person-appointed', {
      facts: { round: id, person: administrator.id, roles: ['administrator'] },
      text: { name: administrator.name, email: administrator.email, profession: '' },
    });
    desk.ledger.append('round-dated', {
      facts: { round: id, dates: { closesAt: round.closesAt } },
      text: {},
    });
    desk.ledger.append('standards-adopted', { facts: { round: id, set }, text: { reason: '' } });
  });
  desk.changed('desk', 'round', 'standards', 'people', 'submissions');
}

/** The organisations of the round at hand, for the features that name them. */
export { listOrganisations as organisationsOf, roundDates } from './queries.ts';

export interface NewOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly odsCode?: string | undefined;
  readonly icb?: string | undefined;
  readonly fictional: boolean;
  readonly contactName: string;
  readonly contactEmail: string;
}

export function registerOrganisation(desk: DeskContext, organisation: NewOrganisation): void {
  const { id, name, odsCode, icb, fictional, contactName, contactEmail } = organisation;
  desk.ledger.append('organisation-registered', {
    facts: {
      round: roundHere(desk),
      organisation: id,
      name,
      fictional,
      ...(odsCode ? { odsCode } : {}),
      ...(icb ? { icb } : {}),
    },
    text: { contactName, contactEmail },
  });
  desk.changed('submissions', 'round');
}

/** Rounds, their dates, and the organisations that they are open to. */
export const roundService = (desk: DeskContext): Handlers<Methods> => ({
  'round.open': async ({ year, title, administrator, standards, closesAt }): Promise<RoundHead> => {
    const set = await findSet(desk, standards);
    const known = desk.settings.get('person');
    openRound(desk, {
      id: RoundId.parse(`r${year}-${randomBytes(3).toString('hex')}`),
      year,
      title,
      closesAt,
      set,
      administrator: {
        id: known === undefined ? PersonId.parse(freshName('p')) : personHere(desk),
        name: administrator,
        email: '',
      },
    });
    return roundHead(desk);
  },
  'round.show': () => showRound(desk),
  'round.date': ({ dates }) => {
    desk.ledger.append('round-dated', { facts: { round: roundHere(desk), dates }, text: {} });
    desk.changed('round');
    return {};
  },
  'round.list': () => listRounds(desk),
  'round.turnTo': async ({ round }) => {
    const held = await listRounds(desk);
    if (!held.some(({ id }) => id === round)) {
      return refuse('not-found', 'That round is not held on this computer. Open its round file.');
    }
    desk.settings.set('round', round);
    desk.changed(...Topic.options);
    return roundHead(desk);
  },
  'organisations.list': () => listOrganisations(desk),
  'organisations.register': async ({ id, name, odsCode, icb, contactName, contactEmail }) => {
    const others = await listOrganisations(desk);
    const same = others.find((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase());
    if (same !== undefined) {
      return refuse('already-done', `${same.name} is registered already. Change that one instead.`, [
        { kind: 'field', at: 'name' },
      ]);
    }
    const organisation = id ?? OrganisationId.parse(odsCode ? odsCode.toUpperCase() : freshName('o'));
    registerOrganisation(desk, {
      id: organisation,
      name,
      odsCode: odsCode?.toUpperCase(),
      icb,
      fictional: false,
      contactName,
      contactEmail,
    });
    return { id: organisation };
  },
  'organisations.known': async () =>
    knownOrganisations(await readFile(join(desk.resources, 'organisations', 'london.csv'), 'utf8')),
});
