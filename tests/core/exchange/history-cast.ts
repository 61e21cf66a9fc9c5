import { join } from 'node:path';
import { type Desk, openDesk } from '../../../electron/core/desk/desk.ts';
import { openRound, registerOrganisation } from '../../../electron/core/round/service.ts';
import {
  Instant,
  ItemId,
  OrganisationId,
  PersonId,
  type Role,
  type RoundId,
  type SubmissionId,
  VersionId,
} from '../../../shared/domain/ids.ts';
import { setOf } from '../../bench/round.ts';
import { resources } from '../../support/desks.ts';

/** Who takes part in a random history, on which desk, and the small round that is laid on the first of them. */

const PEOPLE = {
  admin: ['administrator'],
  eve: ['administrator'],
  chair: ['chair'],
  dev: ['deputy'],
  a1: ['assessor'],
  a2: ['assessor'],
  a3: ['assessor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Name = keyof typeof PEOPLE;
// The keys of the table above.
export const NAMES = Object.keys(PEOPLE) as Name[];
/** Desks that hold the whole round, and so have to agree on every row of it. */
export const WHOLE: readonly Name[] = ['admin', 'eve', 'chair', 'dev'];
export const ASSESSORS = ['a1', 'a2', 'a3'] as const satisfies Name[];
export const id = (name: string) => PersonId.parse(name);
const set = setOf(3);
export const ITEMS = set.sections.flatMap(({ standards }) =>
  standards.map(({ number }) => ItemId.parse(number)),
);

export interface Cast {
  readonly desks: Readonly<Record<Name, Desk>>;
  close(): Promise<void>;
}

/** Seven desks, their clocks up to four days apart. They need not survive a power cut, and so do not wait for the disk. */
export async function openCast(folder: string): Promise<Cast> {
  const opened = async (name: Name, at: number) => {
    const skew = (at - 3) * 32 * 3_600_000;
    const desk = await openDesk({
      dataFolder: join(folder, name),
      resources,
      workFactor: 4,
      clock: () => new Date(Date.now() + skew),
    });
    desk.context.store.prepare<[], never>('PRAGMA synchronous = OFF').run();
    desk.context.belongTo(id(name));
    return desk;
  };
  const desks = {
    admin: await opened('admin', 0),
    eve: await opened('eve', 1),
    chair: await opened('chair', 2),
    dev: await opened('dev', 3),
    a1: await opened('a1', 4),
    a2: await opened('a2', 5),
    a3: await opened('a3', 6),
  };
  return {
    desks,
    async close() {
      for (const name of NAMES) await desks[name].close();
    },
  };
}

export interface Laid {
  readonly round: RoundId;
  readonly submissions: readonly SubmissionId[];
}

export function layHistory({ desks }: Cast, { round, submissions }: Laid): void {
  const { context } = desks.admin;
  context.settings.set('round', round);
  openRound(context, {
    id: round,
    year: 2026,
    title: 'A made round',
    closesAt: Instant.parse('2026-03-31T16:00:00.000Z'),
    set,
    administrator: { id: id('admin'), name: 'Person admin', email: '' },
  });
  for (const name of NAMES.slice(1)) {
    context.ledger.append('person-appointed', {
      facts: { round, person: id(name), roles: [...PEOPLE[name]] },
      text: { name: `Person ${name}`, email: '', profession: '' },
    });
    const { key, sealing } = desks[name].context;
    context.ledger.append('writer-introduced', {
      facts: { round, person: id(name), writer: key.writer, sealing: sealing.recipient },
      text: {},
    });
  }
  for (const [at, submission] of submissions.entries()) {
    const organisation = OrganisationId.parse(`o${at + 1}`);
    registerOrganisation(context, {
      id: organisation,
      name: `Made-up Trust ${at + 1} (fictional)`,
      fictional: true,
      contactName: '',
      contactEmail: '',
    });
    context.ledger.append('submission-received', {
      facts: {
        round,
        submission,
        organisation,
        version: VersionId.parse(`v1-${organisation}`),
        number: 1,
        receivedAt: Instant.parse('2026-03-20T10:00:00.000Z'),
        late: false,
        set: { id: set.id, version: set.version },
        transitions: set.transitions.map((each) => each.id),
        professions: [],
        responses: [],
        evidence: [],
      },
      text: {
        accounts: {},
        evidence: {},
        covers: '',
        contact: { name: '', role: '', email: '' },
        declaredBy: '',
        gaps: [],
        lateReason: '',
      },
    });
    for (const name of ASSESSORS.slice(at, at + 2))
      context.ledger.append('assignment-made', {
        facts: { round, submission, person: id(name) },
        text: {},
      });
  }
}
