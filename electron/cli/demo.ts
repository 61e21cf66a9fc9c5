import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RehearsalView } from '../../shared/contract/intake.ts';
import { Day, OrganisationId, PersonId, type SubmissionId } from '../../shared/domain/ids.ts';
import type { SampleRound } from '../../shared/domain/sample-round.ts';
import type { ProposedOutcome } from '../../shared/domain/standard-set.ts';
import { ask } from '../core/ask.ts';
import { type Desk, openDesk } from '../core/desk/desk.ts';
import { makePassphrase } from '../core/exchange/service.ts';
import { refuse } from '../core/refused.ts';
import {
  acceptReady,
  assignSample,
  carry,
  decideSample,
  deliveriesOf,
  moderateSample,
  openSampleRound,
  readSample,
  rehearseDeliveries,
  requireReady,
  sampleClock,
  samplePerson,
  scoreSample,
} from '../core/sample/service.ts';
import { type Demonstration, summary } from './demo-summary.ts';
import { publishList } from './outcome.ts';
import { keepPassphrase } from './passphrase.ts';
import type { FreeVerb, Surroundings } from './verb.ts';

export const demoVerb: FreeVerb = {
  name: 'demo',
  about: 'The whole job on the sample round, from the first import to the published list',
  options: {
    out: {
      value: 'DIR',
      about: 'An empty folder, or one to make, for the desks, files and list',
      required: true,
    },
  },
  free: true,
  async run(given, surroundings) {
    const out = resolve(given.required('out'));
    await requireEmpty(out);
    const done = await demonstrate(out, surroundings);
    return { value: done, text: summary(done), unwell: done.verified.some(({ ok }) => !ok) };
  },
};

async function requireEmpty(out: string): Promise<void> {
  const held = await readdir(out).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [out];
    throw error;
  });
  if (held.length > 0) {
    throw refuse(
      'wrong-input',
      `${out} is not an empty folder, and nothing was written there. Name an empty or a new one.`,
      [{ kind: 'file', at: out }],
    );
  }
}

/** A person's desk, with a clock that follows the sample's year. */
interface Seat {
  readonly person: PersonId;
  readonly name: string;
  readonly folder: string;
  readonly desk: Desk;
  readonly at: (moment: string) => Desk;
}

/** Where each part of the year's work lies in it; a desk's clock goes on by a second with each look. */
const MOMENTS = {
  firstImport: '2026-03-31T15:00:00.000Z',
  secondImport: '2026-03-31T15:30:00.000Z',
  assigned: '2026-04-01T09:00:00.000Z',
  scoring: '2026-04-13T09:00:00.000Z',
  scoresIn: '2026-05-22T09:00:00.000Z',
  panels: '2026-06-08T09:00:00.000Z',
  decisionsIn: '2026-06-22T09:00:00.000Z',
} as const;

async function demonstrate(out: string, { resources, progress }: Surroundings): Promise<Demonstration> {
  const sample = await readSample(resources);
  const packs: Packs = { folder: join(out, 'packs'), passphrase: makePassphrase() };
  await mkdir(packs.folder, { recursive: true });
  await keepPassphrase(join(packs.folder, 'passphrase.txt'), packs.passphrase);
  const seats: Seat[] = [];
  const sit = async (person: PersonId, folder: string, moment: string): Promise<Seat> => {
    const time = sampleClock(moment);
    const desk = await openDesk({
      dataFolder: join(out, folder),
      resources,
      clock: time.clock,
      // An eighth of the usual: six computers take a minute otherwise, and what is locked is made up.
      workFactor: 15,
    });
    const at = (to: string) => {
      time.set(to);
      return desk;
    };
    const name = sample.people.find(({ id }) => id === person)?.name ?? person;
    const seat = { person, name, folder: join(out, folder), desk, at };
    seats.push(seat);
    return seat;
  };
  try {
    progress(0, STEPS, 'Opening the round');
    const administrator = await sit(
      samplePerson(sample, 'administrator'),
      'desk',
      `${sample.dates.opens}T09:00:00.000Z`,
    );
    await openSampleRound(administrator.desk, sample);
    const found = await takeIn(administrator, sample, progress);
    await scoreAll(administrator, sample, { packs, sit, progress });
    const { alike, items, decisions } = await meet(administrator, sample, { packs, sit, progress });
    progress(6, STEPS, 'Publishing the list');
    const asOf = Day.parse(sample.dates.list);
    const desk = administrator.at(`${asOf}T09:00:00.000Z`);
    const list = await publishList(desk, asOf, join(out, 'list'));
    const { listed } = await ask(desk, 'list.preview', { asOf });
    progress(7, STEPS, 'Verifying every desk');
    const verified = [];
    for (const each of seats) {
      const report = await ask(each.desk, 'desk.verify', {});
      const { folder, name } = each;
      verified.push({ folder, name, ...report });
    }
    const [rows, round] = await Promise.all([ask(desk, 'submissions.list', {}), ask(desk, 'round.show', {})]);
    return {
      folder: out,
      organisations: rows.length,
      evidenceFiles: rows.reduce((sum, { evidenceFiles }) => sum + evidenceFiles, 0),
      rehearsal: found,
      sheets: round.counts.sheetsSubmitted,
      assessors: seats.length - 2,
      alike,
      items,
      decisions,
      list: { asOf, number: list.number, folder: list.folder, files: list.files, listed },
      packs: {
        folder: packs.folder,
        files: (await readdir(packs.folder)).filter((name) => name.endsWith('.awardpack')).toSorted(),
        passphraseFile: join(packs.folder, 'passphrase.txt'),
      },
      verified,
    };
  } finally {
    await Promise.all(seats.map(({ desk }) => desk.close()));
  }
}

const STEPS = 8;

/** Where copies of the files lie, and what those for computers that are not known yet are locked with. */
interface Packs {
  readonly folder: string;
  readonly passphrase: string;
}

interface Way {
  readonly packs: Packs;
  readonly sit: (person: PersonId, folder: string, moment: string) => Promise<Seat>;
  readonly progress: Surroundings['progress'];
}

/** First deliveries with their mistakes, of which only the sound ones are taken in; then what was put right. */
async function takeIn(
  administrator: Seat,
  sample: SampleRound,
  progress: Surroundings['progress'],
): Promise<Demonstration['rehearsal']> {
  progress(1, STEPS, 'Importing what the organisations sent');
  const desk = administrator.at(MOMENTS.firstImport);
  const rehearsal = await rehearseDeliveries(desk, deliveriesOf(sample, 'first'));
  const last = deliveriesOf(sample, 'last');
  requireReady(
    rehearsal,
    deliveriesOf(sample, 'first').filter(({ folder }) => last.some((each) => each.folder === folder)),
  );
  const ready = await acceptReady(desk, rehearsal);
  progress(2, STEPS, 'Importing what was put right');
  const sentBack = new Set(mistaken(rehearsal).map(({ organisation }) => organisation));
  const again = last.filter(({ organisation }) => sentBack.has(organisation));
  administrator.at(MOMENTS.secondImport);
  const corrected = await rehearseDeliveries(desk, again);
  requireReady(corrected, again);
  const second = await acceptReady(desk, corrected);
  administrator.at(MOMENTS.assigned);
  assignSample(desk, sample, new Set(sample.submissions.map(({ organisation }) => organisation)));
  return {
    ready,
    mistaken: mistaken(rehearsal).map(({ name, problems }) => ({
      name,
      problems: problems
        .filter(({ severity }) => severity !== 'note')
        .map(({ sentence, place }) => ({ sentence, place })),
    })),
    second,
  };
}

const mistaken = ({ organisations }: RehearsalView) =>
  organisations.filter(({ verdict }) => verdict !== 'ready');

/** Every assessor's desk gets its round file, scores and submits with a real save for each standard, and sends back. */
async function scoreAll(
  administrator: Seat,
  sample: SampleRound,
  { packs, sit, progress }: Way,
): Promise<void> {
  progress(3, STEPS, 'Scoring on the assessors’ desks');
  const assessors = sample.people
    .filter(({ role }) => role === 'assessor')
    .map(({ id }) => PersonId.parse(id));
  const seats = await Promise.all(
    assessors.map(async (person) => {
      const seat = await sit(person, person, MOMENTS.scoring);
      await send(administrator, seat, 'round', packs);
      for (const { assessor, organisation } of sample.sheets) {
        if (assessor === person) await scoreSample(seat.desk, sample, person, organisation);
      }
      return seat;
    }),
  );
  progress(4, STEPS, 'Taking the scores in');
  administrator.at(MOMENTS.scoresIn);
  for (const seat of seats) await send(seat, administrator, 'scores', packs);
}

/** The chair's desk gets all of it; the panel agrees and the chair decides; what they did goes back. */
async function meet(
  administrator: Seat,
  sample: SampleRound,
  { packs, sit, progress }: Way,
): Promise<Pick<Demonstration, 'alike' | 'items' | 'decisions'>> {
  progress(5, STEPS, 'Moderating and deciding');
  const chair = samplePerson(sample, 'chair');
  const seat = await sit(chair, chair, MOMENTS.panels);
  await send(administrator, seat, 'moderation', packs);
  let [alike, items] = [0, 0];
  const decisions: { name: string; outcome: ProposedOutcome }[] = [];
  for (const { submission, name } of await ask(seat.desk, 'moderation.list', {})) {
    const moderated = await moderateSample(seat.desk, submission, [chair, ...panelOf(sample, submission)]);
    alike += moderated.alike;
    items += moderated.items;
    decisions.push({ name, outcome: await decideSample(seat.desk, submission) });
  }
  administrator.at(MOMENTS.decisionsIn);
  await send(seat, administrator, 'update', packs);
  return { alike, items, decisions };
}

function panelOf(sample: SampleRound, submission: SubmissionId): readonly PersonId[] {
  return sample.assignments
    .filter(({ organisation }) => submission.startsWith(`${OrganisationId.parse(organisation)}.`))
    .map(({ assessor }) => assessor);
}

/** A file from one desk to another, and a copy of it for whoever wants to look. */
async function send(
  from: Seat,
  to: Seat,
  purpose: 'round' | 'scores' | 'moderation' | 'update',
  packs: Packs,
): Promise<void> {
  const { passphrase } = packs;
  // Only to a computer that has not told its key yet; whoever has, is written to with that.
  const invited = purpose === 'round' || purpose === 'moderation';
  const { file, name } = await carry(from.desk, to.desk, {
    purpose,
    to: to.person,
    passphrase: invited ? passphrase : undefined,
  });
  await copyFile(file, join(packs.folder, name));
}
