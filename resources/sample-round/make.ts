import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillFrom } from '../../electron/core/intake/form.ts';
import { writeTemplate } from '../../electron/core/intake/template.ts';
import { SampleRound, type SampleSheet, type SampleSubmission } from '../../shared/domain/sample-round.ts';
import { StandardSet } from '../../shared/domain/standard-set.ts';
import { SubmissionContent } from '../../shared/domain/submission.ts';
import { launchBrowser } from '../../tests/support/chromium.ts';
import { makeDocument } from './documents/make.ts';
import { madeAt } from './documents/page.ts';
import type { MadeDocument } from './documents/passage.ts';
import { type Delivery, sampleMistakes, spoil } from './mistakes.ts';
import { sampleOrganisations } from './organisations/all.ts';
import type { SampleOrganisation } from './organisations/fact.ts';
import { sampleAssignments, samplePeople } from './people.ts';
import { listEvidence, writeResponses } from './responses.ts';
import { writeScores } from './scores.ts';

/** Writes the sample round: every file that the organisations send, and `round.json` with what goes with them. */

const here = import.meta.dirname;
const year = 2026;
const dates = {
  opens: '2025-10-06',
  intentionBy: '2026-01-30',
  /** 17:00 in London, which is on summer time by then. */
  closesAt: '2026-03-31T16:00:00.000Z',
  scoresDue: '2026-05-22',
  panelsFrom: '2026-06-08',
  panelsTo: '2026-06-19',
  letters: '2026-07-03',
  list: '2026-07-17',
  appealsBy: '2026-08-14',
};
/** When the two whose first delivery had mistakes sent another. */
const correctedAt = '2026-03-31T11:20:00.000Z';

async function makeRound(): Promise<void> {
  const set = StandardSet.parse(JSON.parse(await readFile(join(here, '../standards/sample.json'), 'utf8')));
  await Promise.all(
    ['files', 'corrected'].map((folder) => rm(join(here, folder), { recursive: true, force: true })),
  );
  const browser = await launchBrowser();
  const submissions: SampleSubmission[] = [];
  const sheets: SampleSheet[] = [];
  for (const organisation of sampleOrganisations) {
    const documents: MadeDocument[] = [];
    for (const plan of organisation.documents)
      documents.push(await makeDocument({ organisation, plan }, browser));
    const submission = describe(set, organisation, documents);
    await deliver(set, organisation, submission, documents);
    submissions.push(submission);
    for (const assessor of sampleAssignments[organisation.id] ?? [])
      sheets.push(sheetOf(set, organisation, assessor, documents));
  }
  await browser.close();
  const round = SampleRound.parse({
    format: 'award-panel/sample-round/1',
    notice: 'Everything in this round is made up: the organisations, the people, the files and the scores.',
    year,
    standards: { id: set.id, version: set.version },
    dates,
    people: samplePeople,
    assignments: Object.entries(sampleAssignments).flatMap(([organisation, assessors]) =>
      assessors.map((assessor) => ({ assessor, organisation })),
    ),
    submissions,
    sheets,
  });
  await writeFile(join(here, 'round.json'), `${JSON.stringify(round, null, 2)}\n`);
  console.log(`Wrote ${submissions.length} submissions and ${sheets.length} sheets.`);
}

function describe(
  set: StandardSet,
  organisation: SampleOrganisation,
  documents: readonly MadeDocument[],
): SampleSubmission {
  const { id, name, kind, about, covers, professions, transitions, contact, declaredBy, receivedAt } =
    organisation;
  const mistakes = sampleMistakes[id] ?? [];
  const first = { folder: `files/${id}`, receivedAt, mistakes };
  const second = { folder: `corrected/${id}`, receivedAt: correctedAt, mistakes: [] };
  return SampleRound.shape.submissions.element.parse({
    organisation: id,
    name,
    kind,
    about,
    covers,
    professions,
    transitions,
    contact,
    declaredBy,
    deliveries: mistakes.length === 0 ? [first] : [first, second],
    responses: writeResponses(set, organisation, documents),
    evidence: listEvidence(organisation),
  });
}

function sheetOf(
  set: StandardSet,
  organisation: SampleOrganisation,
  assessor: string,
  documents: readonly MadeDocument[],
): SampleSheet {
  return SampleRound.shape.sheets.element.parse({
    assessor,
    organisation: organisation.id,
    scores: writeScores(set, organisation, assessor, documents),
  });
}

async function deliver(
  set: StandardSet,
  organisation: SampleOrganisation,
  submission: SampleSubmission,
  documents: readonly MadeDocument[],
): Promise<void> {
  const whole: Delivery = {
    fill: formOf(set, organisation, submission, documents),
    files: new Map(documents.map(({ plan, bytes }) => [plan.name, bytes])),
  };
  for (const { folder, mistakes } of submission.deliveries) {
    const { fill, files } = mistakes.reduce(spoil, whole);
    const workbook = await writeTemplate({
      set,
      round: { id: String(year), year, closesAt: dates.closesAt },
      organisation: { id: organisation.id, name: organisation.name },
      fill,
      madeAt,
    });
    await mkdir(join(here, folder, 'evidence'), { recursive: true });
    await writeFile(join(here, folder, 'submission.xlsx'), workbook);
    for (const [name, bytes] of files) await writeFile(join(here, folder, 'evidence', name), bytes);
  }
}

function formOf(
  set: StandardSet,
  { declaredBy }: SampleOrganisation,
  submission: SampleSubmission,
  documents: readonly MadeDocument[],
): Delivery['fill'] {
  const [name = '', date = ''] = declaredBy.split(', ');
  const content = SubmissionContent.parse({
    ...submission,
    evidence: submission.evidence.map((evidence) => {
      const bytes = documents.find(({ plan }) => plan.ref === evidence.ref)?.bytes ?? new Uint8Array();
      return { ...evidence, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
    gaps: [],
  });
  return { ...fillFrom(content, set), declaration: { confirmed: 'Yes', name, role: name, date } };
}

await makeRound();
