import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { RehearsalView } from '../../../shared/contract/intake.ts';
import type { InputOf } from '../../../shared/contract/table.ts';
import { likelyOutcomes } from '../../../shared/domain/agreement.ts';
import { mayCarryCondition } from '../../../shared/domain/award-rule.ts';
import {
  Day,
  ItemId,
  OrganisationId,
  PersonId,
  RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { SampleRound } from '../../../shared/domain/sample-round.ts';
import type { Outcome } from '../../../shared/domain/score.ts';
import { itemsOf, levelOf, type ProposedOutcome } from '../../../shared/domain/standard-set.ts';
import { ask } from '../ask.ts';
import type { Desk } from '../desk/desk.ts';
import type { DeskPort } from '../desk-types.ts';
import { submissionIn } from '../intake/service.ts';
import { appoint, assign } from '../people/service.ts';
import { Refused } from '../refused.ts';
import { openRound, registerOrganisation } from '../round/service.ts';
import { sampleSet } from '../standards/service.ts';

/** Each step of the whole job on the sample round, done through the same calls that the rooms make. */

export const SAMPLE_ROUND = RoundId.parse('sample-2026');

export async function readSample(resources: string): Promise<SampleRound> {
  return SampleRound.parse(JSON.parse(await readFile(join(resources, 'sample-round', 'round.json'), 'utf8')));
}

/** Opens the round on the administrator's desk: dates, standards, organisations and people. */
export async function openSampleRound(desk: Desk, sample: SampleRound): Promise<void> {
  const { context } = desk;
  const administrator = sample.people.find(({ role }) => role === 'administrator');
  if (administrator === undefined) throw new Error('The sample round has no administrator.');
  const { dates } = sample;
  openRound(context, {
    id: SAMPLE_ROUND,
    year: sample.year,
    title: `${sample.year} round (sample)`,
    closesAt: dates.closesAt,
    set: await sampleSet(context.resources),
    administrator: {
      id: PersonId.parse(administrator.id),
      name: administrator.name,
      email: administrator.email,
    },
  });
  await ask(desk, 'round.date', {
    dates: {
      opens: dates.opens,
      intentionBy: dates.intentionBy,
      closesAt: dates.closesAt,
      scoresDue: dates.scoresDue,
      panels: dates.panelsFrom,
      letters: dates.letters,
      list: dates.list,
      appealsBy: dates.appealsBy,
    },
  });
  for (const { organisation, name, contact } of sample.submissions) {
    registerOrganisation(context, {
      id: organisation,
      name,
      fictional: true,
      contactName: contact.name,
      contactEmail: contact.email,
    });
  }
  appoint(
    context,
    SAMPLE_ROUND,
    sample.people.map((person) => ({
      id: PersonId.parse(person.id),
      name: person.name,
      email: person.email,
      profession: person.profession,
      roles: [person.role],
      employer: person.employer === undefined ? undefined : OrganisationId.parse(person.employer),
    })),
  );
}

/** One delivery of an organisation, as an administrator would pick its folder. */
export interface Delivery {
  readonly organisation: OrganisationId;
  /** From the folder of `round.json`. */
  readonly folder: string;
}

/** Rehearses deliveries as an administrator would who picked their folders together. */
export async function rehearseDeliveries(
  desk: Desk,
  deliveries: readonly Delivery[],
): Promise<RehearsalView> {
  const root = join(desk.context.resources, 'sample-round');
  const files = (
    await Promise.all(
      deliveries.map(async ({ folder }) => {
        const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
        return names
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => ({ file, path: relative(root, file).replaceAll('\\', '/') }));
      }),
    )
  ).flat();
  const staged = await desk.context.handover.stage(files);
  return ask(desk, 'import.rehearse', { staged: staged.map(({ id }) => id), job: randomUUID(), mails: [] });
}

/** Throws with the first thing that is wrong where a delivery that has to be sound is not. */
export function requireReady({ organisations }: RehearsalView, sound: readonly Delivery[]): void {
  for (const { organisation } of sound) {
    const found = organisations.find((each) => each.organisation === organisation);
    if (found?.verdict === 'ready') continue;
    const [problem] = found?.problems ?? organisations.flatMap(({ problems }) => problems);
    throw new Error(
      `The sample’s delivery of ${organisation} was not taken in. ${problem?.sentence ?? 'Nothing of it was found.'}`,
    );
  }
}

/** Writes the deliveries in which the rehearsal found nothing wrong. Returns how many those were. */
export async function acceptReady(desk: Desk, { id, organisations }: RehearsalView): Promise<number> {
  const ready = organisations.filter(({ verdict }) => verdict === 'ready');
  if (ready.length === 0) return 0;
  const { written, notWritten } = await ask(desk, 'import.accept', {
    rehearsal: id,
    job: randomUUID(),
    organisations: ready.map(({ key }) => ({ key, acceptGaps: false, lateReason: '', decline: [] })),
  });
  if (notWritten[0] !== undefined) throw new Error(notWritten[0].sentence);
  return written.length;
}

/** Assigns as the sample says, but only submissions that are in. */
export function assignSample(desk: Desk, sample: SampleRound, organisations: ReadonlySet<string>): void {
  assign(
    desk.context,
    SAMPLE_ROUND,
    sample.assignments
      .filter(({ organisation }) => organisations.has(organisation))
      .map(({ assessor, organisation }) => ({
        person: assessor,
        submission: submissionIn(SAMPLE_ROUND, organisation),
      })),
  );
}

/** A pack from one desk taken in by another, as a file between them, with the passphrase where it has one. */
export async function carry(
  from: DeskPort,
  to: DeskPort,
  pack: Omit<InputOf<'packs.create'>, 'job' | 'splitMegabytes'>,
): Promise<{
  readonly file: string;
  readonly name: string;
  readonly entries: number;
  readonly passphrase: string | undefined;
}> {
  const made = await ask(from, 'packs.create', { ...pack, job: randomUUID() });
  const { name, passphrase } = made;
  const file = (await from.exportFile(made.id))?.path ?? '';
  const answer = await to.stage([{ path: name, file }]);
  if (!answer.ok) throw new Refused(answer.error.code, answer.error.sentence, answer.error.places);
  const [staged] = answer.value;
  if (staged === undefined) throw new Error('The pack was not staged.');
  const rehearsal = await ask(to, 'packs.rehearse', { staged: staged.id, passphrase, job: randomUUID() });
  const { entries, problems } = await ask(to, 'packs.accept', { rehearsal: rehearsal.id, job: randomUUID() });
  if (problems[0] !== undefined) throw new Error(problems[0]);
  return { file, name, entries, passphrase };
}

const CONDITION_BY = Day.parse('2026-10-30');

export interface Moderated {
  /** Items on which every sheet said the same before anyone spoke. */
  readonly alike: number;
  readonly items: number;
}

/** The panel's meeting on one submission: what is alike, then the rest at what most sheets say. */
export async function moderateSample(
  desk: Desk,
  submission: SubmissionId,
  present: readonly PersonId[],
): Promise<Moderated> {
  await ask(desk, 'moderation.open', { submission, present: [...present] });
  const before = await ask(desk, 'moderation.show', { submission });
  const sheets = before.assessors.map(({ id }) => ({
    person: id,
    outcomes: new Map(
      before.items.flatMap(({ item, scores }) => {
        const given = scores.find(({ person }) => person === id);
        return given === undefined ? [] : [[item, given.outcome] as const];
      }),
    ),
  }));
  const items = itemsOf(before.set, before.transitions);
  const likely = likelyOutcomes(items, sheets, new Map());
  const alike = new Set(await agreeAlike(desk, submission));
  for (const item of items) {
    if (alike.has(item.id)) continue;
    const outcome: Outcome = likely.get(item.id) ?? { kind: 'level', level: 0 };
    const conditional =
      item.standard.mandatory &&
      mayCarryCondition(before.set, outcome) &&
      outcome.kind === 'level' &&
      outcome.level < before.set.rule.mandatoryLevel;
    const word =
      outcome.kind === 'level' ? (levelOf(before.set, outcome.level)?.name ?? '') : 'not applicable';
    await ask(desk, 'agreed.save', {
      submission,
      item: item.id,
      outcome,
      reason: `The panel read the cited passages together and agreed on ${word.toLowerCase()}.`,
      condition: conditional ? 'Send evidence that this is in place for everyone.' : '',
      ...(conditional ? { conditionBy: CONDITION_BY } : {}),
      learningPoint: '',
    });
  }
  return { alike: alike.size, items: items.length };
}

/** Agrees what every sheet says alike; there may be nothing of that kind. */
async function agreeAlike(desk: Desk, submission: SubmissionId): Promise<readonly ItemId[]> {
  const answer = await desk.invoke('agreed.saveAlike', { submission });
  if (!answer.ok && answer.error.code === 'already-done') return [];
  if (!answer.ok) throw new Refused(answer.error.code, answer.error.sentence, answer.error.places);
  return z.object({ items: ItemId.array() }).parse(answer.value).items;
}

/** Decides as the rule proposes, and closes moderation. */
export async function decideSample(desk: Desk, submission: SubmissionId): Promise<ProposedOutcome> {
  const proposals = await ask(desk, 'decision.propose', {});
  const proposed = proposals.find((each) => each.submission === submission);
  if (proposed?.outcome === undefined) throw new Error(proposed?.why ?? 'There is no proposal.');
  await ask(desk, 'decision.make', { submission, outcome: proposed.outcome, reason: '', learningPoints: [] });
  await ask(desk, 'moderation.close', { submission });
  return proposed.outcome;
}
