import type { Hash, ItemId, OrganisationId, PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { SampleRound, SampleSheet } from '../../../shared/domain/sample-round.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { ask } from '../ask.ts';
import type { Desk } from '../desk/desk.ts';
import { projections } from '../desk/projections.ts';
import { currentVersion, evidenceOf, submissionIn } from '../intake/service.ts';
import { makeWriterKey } from '../ledger/keys.ts';
import { createLedger } from '../ledger/ledger.ts';
import { type ReadSheet, saveDraft, sheetFrom, submitSheet } from '../scoring/service.ts';
import { SAMPLE_ROUND } from './job.ts';

/** Scores one organisation through the calls of the assess room, a save for each standard, and submits the sheet. */
export async function scoreSample(
  desk: Desk,
  sample: SampleRound,
  assessor: PersonId,
  organisation: OrganisationId,
): Promise<void> {
  const submission = submissionIn(SAMPLE_ROUND, organisation);
  const { evidence } = await ask(desk, 'sheets.open', { submission });
  for (const score of scoresOf(sheetIn(sample, assessor, organisation), evidence)) {
    await ask(desk, 'scores.save', { submission, score });
  }
  await ask(desk, 'sheets.submit', { submission });
}

/** The first `only` scores of an assessor, as if typed some time ago: one write to disk for all of them. */
export async function typeScores(
  desk: Desk,
  sample: SampleRound,
  assessor: PersonId,
  organisation: OrganisationId,
  only?: number,
): Promise<SubmissionId> {
  const { context } = desk;
  const { submission, scores } = await readSampleSheet(desk, sheetIn(sample, assessor, organisation));
  context.store.transaction(() => {
    for (const score of scores.slice(0, only)) {
      saveDraft(context, SAMPLE_ROUND, submission, assessor, score);
    }
  });
  return submission;
}

/**
 * Puts every assessor's sheets on the record of one desk, each signed by a key of the assessor's own that the
 * administrator has introduced: what it holds is as if the sheets had come as files from desks of theirs.
 */
export async function receiveSheets(desk: Desk, sample: SampleRound): Promise<void> {
  const { context } = desk;
  const { store, now: clock } = context;
  const read = await Promise.all(
    sample.sheets.map(async (each): Promise<readonly [PersonId, ReadSheet]> => {
      const { submission, scores } = await readSampleSheet(desk, each);
      return [each.assessor, await sheetFrom(context, SAMPLE_ROUND, submission, scores)];
    }),
  );
  const sheetsOf = Map.groupBy(read, ([assessor]) => assessor);
  store.transaction(() => {
    const keys = new Map([...sheetsOf.keys()].map((person) => [person, makeWriterKey()]));
    for (const [person, { writer }] of keys) {
      context.ledger.append('writer-introduced', {
        facts: { round: SAMPLE_ROUND, person, writer },
        text: {},
      });
    }
    for (const [person, key] of keys) {
      const ledger = createLedger({ store, key, person, clock, projections });
      for (const [, sheet] of sheetsOf.get(person) ?? []) {
        submitSheet({ ledger, changed: context.changed }, sheet, person);
      }
    }
  });
}

async function readSampleSheet(
  { context }: Desk,
  sheet: SampleSheet,
): Promise<{ readonly submission: SubmissionId; readonly scores: readonly Score[] }> {
  const submission = submissionIn(SAMPLE_ROUND, sheet.organisation);
  const { version } = await currentVersion(context, SAMPLE_ROUND, submission);
  const evidence = await evidenceOf(context, SAMPLE_ROUND, submission, version);
  return { submission, scores: scoresOf(sheet, evidence) };
}

function sheetIn(sample: SampleRound, assessor: PersonId, organisation: OrganisationId): SampleSheet {
  const found = sample.sheets.find(
    (each) => each.assessor === assessor && each.organisation === organisation,
  );
  if (found === undefined) throw new Error(`The sample has no sheet of ${assessor} for ${organisation}.`);
  return found;
}

/** What the sample's assessor gives, with each citation on the file that its reference names here. */
function scoresOf(
  sheet: SampleSheet,
  evidence: readonly { readonly ref: string; readonly sha256: Hash }[],
): readonly Score[] {
  const hashOf = new Map(evidence.map(({ ref, sha256 }) => [ref, sha256]));
  return sheet.scores.map(({ item, outcome, note, feedback, citations }) => ({
    item,
    outcome,
    note,
    feedback,
    citations: citations.flatMap(({ ref, page, quote }, at) => {
      const hash = hashOf.get(ref);
      if (hash === undefined) return [];
      return [
        {
          id: citationId(item, at),
          evidence: hash,
          ...(page === undefined ? {} : { page }),
          quote,
          prefix: '',
          suffix: '',
          boxes: [],
          meaning: 'supports' as const,
          note: '',
        },
      ];
    }),
  }));
}

const citationId = (item: ItemId, at: number) => `${item.replace(/[./]/g, '-')}-${at + 1}`;
