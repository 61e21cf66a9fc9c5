import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleSeat } from '../../../shared/contract/desk.ts';
import { PersonId, type Role } from '../../../shared/domain/ids.ts';
import type { SampleRound } from '../../../shared/domain/sample-round.ts';
import { ask } from '../ask.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import {
  acceptReady,
  assignSample,
  carry,
  type Delivery,
  openSampleRound,
  readSample,
  rehearseDeliveries,
  requireReady,
} from './job.ts';
import { receiveSheets, typeScores } from './sheets.ts';

export {
  acceptReady,
  assignSample,
  carry,
  type Delivery,
  decideSample,
  moderateSample,
  openSampleRound,
  readSample,
  rehearseDeliveries,
  requireReady,
  SAMPLE_ROUND,
} from './job.ts';
export { scoreSample } from './sheets.ts';

export interface SampleOptions {
  readonly samples: string;
  readonly resources: string;
  /** Reads evidence in the background. */
  readonly readsAlong?: boolean;
  readonly seat: SampleSeat;
  readonly progress: (done: number, of: number, words: string) => void;
}

/** What is made up needs no locking that takes seconds. */
const WORK_FACTOR = 10;

/** How many items of a second sheet the sample assessor has scored already. */
const BEGUN = 9;

/** Opens a sample desk. The first time it is made by doing the job, up to where that seat's own work begins. */
export async function openSampleDesk({
  samples,
  resources,
  readsAlong = false,
  seat,
  progress,
}: SampleOptions): Promise<Desk> {
  const folder = join(samples, seat);
  if (!existsSync(folder)) {
    const making = join(samples, `making-${randomUUID()}`);
    await mkdir(making, { recursive: true });
    try {
      await makeDesk(making, resources, seat, progress);
      await rename(join(making, seat), folder);
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  }
  return openDesk({ dataFolder: folder, resources, readsAlong, workFactor: WORK_FACTOR });
}

/** The first delivery of every organisation, or the last: the one without mistakes. */
export function deliveriesOf(sample: SampleRound, which: 'first' | 'last'): readonly Delivery[] {
  return sample.submissions.flatMap(({ organisation, deliveries }) => {
    const delivery = deliveries.at(which === 'first' ? 0 : -1);
    return delivery === undefined ? [] : [{ organisation, folder: delivery.folder }];
  });
}

export function samplePerson(sample: SampleRound, role: Role): PersonId {
  const found = sample.people.find((each) => each.role === role);
  if (found === undefined) throw new Error(`The sample round has nobody who is ${role}.`);
  return PersonId.parse(found.id);
}

/** A clock of the sample's own: each look is a second later than the one before. */
export interface SampleClock {
  readonly clock: () => Date;
  set(moment: string): void;
}

export function sampleClock(begin: string): SampleClock {
  let moment = Date.parse(begin);
  return {
    clock: () => {
      moment += 1000;
      return new Date(moment);
    },
    set: (to) => {
      moment = Date.parse(to);
    },
  };
}

/** What each seat's own desk comes after: the administrator's half of the work, up to there. */
async function makeDesk(
  making: string,
  resources: string,
  seat: SampleSeat,
  progress: SampleOptions['progress'],
): Promise<void> {
  const sample = await readSample(resources);
  const time = sampleClock(`${sample.dates.opens}T09:00:00.000Z`);
  const opened: Desk[] = [];
  const open = async (name: string) => {
    const desk = await openDesk({
      dataFolder: join(making, name),
      resources,
      clock: time.clock,
      workFactor: WORK_FACTOR,
    });
    opened.push(desk);
    return desk;
  };
  try {
    progress(0, 3, 'Opening the sample round');
    const administrator = await open(seat === 'administrator' ? seat : 'behind');
    await openSampleRound(administrator, sample);
    progress(1, 3, 'Importing submissions');
    time.set('2026-03-31T15:00:00.000Z');
    const deliveries = wantedBy(seat, sample);
    const rehearsal = await rehearseDeliveries(administrator, deliveries);
    requireReady(rehearsal, deliveries);
    await acceptReady(administrator, rehearsal);
    assignSample(administrator, sample, new Set(deliveries.map(({ organisation }) => organisation)));
    progress(2, 3, 'Making the desk');
    time.set('2026-04-13T09:00:00.000Z');
    const own = await makeSeat(seat, sample, administrator, open);
    own.context.settings.set('seat', seat);
    progress(3, 3, 'Opening the desk');
  } finally {
    for (const desk of opened) await desk.close();
  }
}

/** The administrator still has two mistaken deliveries to take in; an assessor needs only their own; the chair, all. */
function wantedBy(seat: SampleSeat, sample: SampleRound): readonly Delivery[] {
  const [first, last] = [deliveriesOf(sample, 'first'), deliveriesOf(sample, 'last')];
  if (seat === 'chair') return last;
  const unmistaken = last.filter(({ folder }) => first.some((each) => each.folder === folder));
  if (seat === 'administrator') return unmistaken;
  const theirs = assignedTo(sample, samplePerson(sample, 'assessor'));
  return unmistaken.filter(({ organisation }) => theirs.includes(organisation));
}

const assignedTo = (sample: SampleRound, person: PersonId) =>
  sample.assignments.filter(({ assessor }) => assessor === person).map(({ organisation }) => organisation);

async function makeSeat(
  seat: SampleSeat,
  sample: SampleRound,
  administrator: Desk,
  open: (name: string) => Promise<Desk>,
): Promise<Desk> {
  switch (seat) {
    case 'administrator':
      return administrator;
    case 'assessor': {
      const me = samplePerson(sample, seat);
      const desk = await open(seat);
      await carry(administrator, desk, { purpose: 'round', to: me });
      const [whole, begun] = assignedTo(sample, me);
      if (whole !== undefined) {
        await ask(desk, 'sheets.submit', { submission: await typeScores(desk, sample, me, whole) });
      }
      if (begun !== undefined) await typeScores(desk, sample, me, begun, BEGUN);
      return desk;
    }
    case 'chair': {
      await receiveSheets(administrator, sample);
      const desk = await open(seat);
      await carry(administrator, desk, { purpose: 'moderation', to: samplePerson(sample, seat) });
      return desk;
    }
  }
}
