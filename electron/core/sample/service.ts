import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleSeat } from '../../../shared/contract/desk.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { SampleRound } from '../../../shared/domain/sample-round.ts';
import { type Desk, openDesk } from '../desk/desk.ts';
import {
  assignSample,
  carry,
  type Delivery,
  importDeliveries,
  openSampleRound,
  readSample,
  scoreSample,
} from './job.ts';

export interface SampleOptions {
  readonly samples: string;
  readonly resources: string;
  readonly seat: SampleSeat;
  readonly progress: (done: number, of: number, words: string) => void;
}

/** How many of a first sheet's items the sample assessor has scored already. */
const BEGUN = 9;

/**
 * Opens a sample desk. The first time, all three are made by doing the job up to there on the sample round: imported,
 * assigned and carried between desks as files, just as a real round would be.
 */
export async function openSampleDesk({ samples, resources, seat, progress }: SampleOptions): Promise<Desk> {
  const folder = join(samples, seat);
  if (!existsSync(folder)) await makeSampleDesks(samples, resources, progress);
  return openDesk({ dataFolder: folder, resources });
}

const person = (sample: SampleRound, role: string): PersonId => {
  const found = sample.people.find((each) => each.role === role);
  if (found === undefined) throw new Error(`The sample round has nobody who is ${role}.`);
  // Names of the sample are letters alone, so they are what a PersonId is.
  return found.id as PersonId;
};

async function makeSampleDesks(
  samples: string,
  resources: string,
  progress: SampleOptions['progress'],
): Promise<void> {
  const making = join(samples, `making-${randomUUID()}`);
  await mkdir(making, { recursive: true });
  try {
    await doTheJob(making, resources, progress);
    for (const seat of ['administrator', 'assessor', 'chair']) {
      if (!existsSync(join(samples, seat))) await rename(join(making, seat), join(samples, seat));
    }
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function doTheJob(
  making: string,
  resources: string,
  progress: SampleOptions['progress'],
): Promise<void> {
  const sample = await readSample(resources);
  let moment = new Date(sample.dates.closesAt);
  const open = (name: string) =>
    openDesk({
      dataFolder: join(making, name),
      resources,
      clock: () => {
        moment = new Date(moment.getTime() + 1000);
        return moment;
      },
    });
  const setClock = (to: string) => {
    moment = new Date(to);
  };
  const steps = 4 + sample.people.filter(({ role }) => role === 'assessor').length;
  let step = 0;
  const next = (words: string) => {
    progress(step, steps, words);
    step += 1;
  };
  const opened: Desk[] = [];
  try {
    setClock(`${sample.dates.opens}T09:00:00.000Z`);
    const administrator = await open('administrator');
    opened.push(administrator);
    next('Opening the sample round');
    await openSampleRound(administrator, sample);
    next('Importing submissions');
    setClock('2026-03-27T10:00:00.000Z');
    const clean = sample.submissions.flatMap(lastDelivery).filter((each) => each.first);
    const corrected = sample.submissions.flatMap(lastDelivery).filter((each) => !each.first);
    await importDeliveries(administrator, clean);
    assignSample(administrator, sample, new Set(clean.map(({ organisation }) => organisation)));

    next('Making the assessor’s desk');
    setClock('2026-04-13T09:00:00.000Z');
    const [first, ...others] = sample.people.filter(({ role }) => role === 'assessor');
    if (first === undefined) throw new Error('The sample round has no assessor.');
    const assessor = await open('assessor');
    opened.push(assessor);
    await carry(administrator, assessor, { purpose: 'round', to: person(sample, 'assessor') });
    const theirs = sample.assignments.filter(
      (each) => each.assessor === first.id && clean.some((one) => one.organisation === each.organisation),
    );
    const [whole, begun] = theirs.map(({ organisation }) => organisation);
    if (whole !== undefined) await scoreSample(assessor, sample, first.id, whole);
    if (begun !== undefined) await scoreSample(assessor, sample, first.id, begun, BEGUN);

    next('Making the chair’s desk');
    await makeChairDesk({
      open,
      sample,
      clean,
      corrected,
      people: [first, ...others].map(({ id }) => id),
      setClock,
      next,
      opened,
    });
    for (const [desk, seat] of [
      [administrator, 'administrator'],
      [assessor, 'assessor'],
    ] as const) {
      desk.context.settings.set('seat', seat);
    }
  } finally {
    for (const desk of opened) await desk.close();
  }
}

interface ChairInput {
  readonly open: (name: string) => Promise<Desk>;
  readonly sample: SampleRound;
  readonly clean: readonly Delivery[];
  readonly corrected: readonly Delivery[];
  readonly people: readonly string[];
  readonly setClock: (moment: string) => void;
  readonly next: (words: string) => void;
  readonly opened: Desk[];
}

/** The chair's desk is further on: everything is in, the corrected deliveries too, and every sheet is submitted. */
async function makeChairDesk(input: ChairInput): Promise<void> {
  const { open, sample, clean, corrected, people, setClock, next, opened } = input;
  const behind = await open('behind');
  opened.push(behind);
  setClock('2026-03-28T10:00:00.000Z');
  await openSampleRound(behind, sample);
  await importDeliveries(behind, [...clean, ...corrected]);
  assignSample(behind, sample, new Set([...clean, ...corrected].map(({ organisation }) => organisation)));
  for (const id of people) {
    next('Scoring the sample submissions');
    setClock('2026-04-20T09:00:00.000Z');
    const desk = await open(`behind-${id}`);
    try {
      // Names of the sample are letters alone, so they are what a PersonId is.
      await carry(behind, desk, { purpose: 'round', to: id as PersonId });
      for (const { organisation } of sample.sheets.filter(({ assessor }) => assessor === id)) {
        await scoreSample(desk, sample, id, organisation);
      }
      await carry(desk, behind, { purpose: 'scores', to: person(sample, 'administrator') });
    } finally {
      await desk.close();
    }
  }
  const chair = await open('chair');
  opened.push(chair);
  await carry(behind, chair, { purpose: 'moderation', to: person(sample, 'chair') });
  chair.context.settings.set('seat', 'chair');
}

/** An organisation's delivery that is without mistakes, and whether it was its first. */
function lastDelivery({
  organisation,
  deliveries,
}: SampleRound['submissions'][number]): (Delivery & { readonly first: boolean })[] {
  const last = deliveries.at(-1);
  return last === undefined ? [] : [{ organisation, folder: last.folder, first: deliveries.length === 1 }];
}
