import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { likelyOutcomes } from '../../../shared/domain/agreement.ts';
import { mayCarryCondition } from '../../../shared/domain/award-rule.ts';
import {
  Day,
  OrganisationId,
  type PersonId,
  RoundId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import { SampleRound } from '../../../shared/domain/sample-round.ts';
import type { Outcome } from '../../../shared/domain/score.ts';
import { itemsOf, levelOf } from '../../../shared/domain/standard-set.ts';
import { ask } from '../ask.ts';
import type { Desk } from '../desk/desk.ts';
import { submissionIn } from '../intake/service.ts';
import { appoint, assign } from '../people/service.ts';
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
    administrator: { id: personId(administrator.id), name: administrator.name, email: administrator.email },
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
      id: personId(person.id),
      name: person.name,
      email: person.email,
      profession: person.profession,
      roles: [person.role],
      employer: person.employer === undefined ? undefined : OrganisationId.parse(person.employer),
    })),
  );
}

/** Names of the sample are letters alone, so they are what a PersonId is. */
const personId = (id: string) => id as PersonId;

/** One delivery of an organisation, as an administrator would pick its folder. */
export interface Delivery {
  readonly organisation: OrganisationId;
  /** From the folder of `round.json`. */
  readonly folder: string;
}

/** Imports deliveries through the rehearsal; what the rehearsal refuses is left out and returned. */
export async function importDeliveries(
  desk: Desk,
  deliveries: readonly Delivery[],
): Promise<{ readonly written: number; readonly refused: readonly string[] }> {
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
  const job = randomUUID();
  const rehearsal = await ask(desk, 'import.rehearse', { staged: staged.map(({ id }) => id), job });
  const good = rehearsal.organisations.filter(({ verdict }) => verdict !== 'refused');
  if (good.length === 0) return { written: 0, refused: rehearsal.organisations.map(({ name }) => name) };
  const { written, notWritten } = await ask(desk, 'import.accept', {
    rehearsal: rehearsal.id,
    job,
    organisations: good.map(({ key, late }) => ({
      key,
      acceptGaps: true,
      lateReason: late ? 'A corrected copy was asked for before the closing time.' : '',
    })),
  });
  if (notWritten[0] !== undefined) throw new Error(notWritten[0].sentence);
  return {
    written: written.length,
    refused: rehearsal.organisations.filter(({ verdict }) => verdict === 'refused').map(({ name }) => name),
  };
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

/** A pack from one desk taken in by another, as a file between them. Returns where the file lies. */
export async function carry(
  from: Desk,
  to: Desk,
  pack: { readonly purpose: 'round' | 'scores' | 'moderation' | 'update'; readonly to: PersonId },
): Promise<{ readonly file: string; readonly name: string; readonly entries: number }> {
  const made = await ask(from, 'packs.create', { ...pack, job: randomUUID() });
  const file = (await from.exportFile(made.id))?.path ?? '';
  const [staged] = await to.context.handover.stage([{ path: made.name, file }]);
  if (staged === undefined) throw new Error('The pack was not staged.');
  const rehearsal = await ask(to, 'packs.rehearse', { staged: staged.id, job: randomUUID() });
  const { entries, problems } = await ask(to, 'packs.accept', { rehearsal: rehearsal.id, job: randomUUID() });
  if (problems[0] !== undefined) throw new Error(problems[0]);
  return { file, name: made.name, entries };
}

/** Types an assessor's sample scores for one organisation, and submits the sheet unless only the first `only` are wanted. */
export async function scoreSample(
  desk: Desk,
  sample: SampleRound,
  assessor: string,
  organisation: string,
  only?: number,
): Promise<void> {
  const sheet = sample.sheets.find(
    (each) => each.assessor === assessor && each.organisation === organisation,
  );
  if (sheet === undefined) throw new Error(`The sample has no sheet of ${assessor} for ${organisation}.`);
  const submission = submissionIn(SAMPLE_ROUND, sheet.organisation);
  const { evidence } = await ask(desk, 'sheets.open', { submission });
  const hashOf = new Map(evidence.map(({ ref, sha256 }) => [ref, sha256]));
  for (const [at, { item, outcome, note, feedback, citations }] of sheet.scores.entries()) {
    if (only !== undefined && at >= only) return;
    await ask(desk, 'scores.save', {
      submission,
      score: {
        item,
        outcome,
        note,
        feedback,
        citations: citations.flatMap(({ ref, page, quote }, number) => {
          const hash = hashOf.get(ref);
          if (hash === undefined) return [];
          const id = `${item.replace(/[./]/g, '-')}-${number + 1}`;
          return [
            {
              id,
              evidence: hash,
              ...(page === undefined ? {} : { page }),
              quote,
              prefix: '',
              suffix: '',
              boxes: [],
            },
          ];
        }),
      },
    });
  }
  await ask(desk, 'sheets.submit', { submission });
}

const CONDITION_BY = Day.parse('2026-10-30');

/** The panel's meeting on one submission: what is alike, then the rest at what most sheets say. */
export async function moderateSample(
  desk: Desk,
  submission: SubmissionId,
  present: readonly PersonId[],
): Promise<void> {
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
  const likely = likelyOutcomes(itemsOf(before.set, before.transitions), sheets, new Map());
  const alike = await ask(desk, 'agreed.saveAlike', { submission }).then(
    ({ items }) => new Set(items),
    () => new Set<string>(),
  );
  for (const item of itemsOf(before.set, before.transitions)) {
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
}

/** Decides as the rule proposes, and closes moderation. */
export async function decideSample(desk: Desk, submission: SubmissionId): Promise<string> {
  const proposals = await ask(desk, 'decision.propose', {});
  const proposed = proposals.find((each) => each.submission === submission);
  if (proposed?.outcome === undefined) throw new Error(proposed?.why ?? 'There is no proposal.');
  await ask(desk, 'decision.make', { submission, outcome: proposed.outcome, reason: '', learningPoints: [] });
  await ask(desk, 'moderation.close', { submission });
  return proposed.outcome;
}
