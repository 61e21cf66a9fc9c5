import { z } from 'zod';
import type { PublicationSettings } from '../../../shared/contract/publication.ts';
import { Day, Hash, OrganisationId, RoundId, SubmissionId } from '../../../shared/domain/ids.ts';
import { type PublishedFiles, publishedFiles } from '../../../shared/domain/publication.ts';
import {
  type Decided,
  type Register,
  type RegisterFacts,
  registerAsOf,
} from '../../../shared/domain/register.ts';
import { ProposedOutcome, StandardSet } from '../../../shared/domain/standard-set.ts';
import type { DeskContext } from '../desk/context.ts';

const Conditions = z.array(z.object({ id: z.string(), by: Day }));

/**
 * Everything that was decided in any round that this desk holds: the register is as of a day, over all of them. What a
 * desk that had not heard of it said about a calibration submission is no decision of the award.
 */
async function registerFacts(desk: DeskContext): Promise<RegisterFacts & { readonly sample: boolean }> {
  const [decisions, met, changes, sets, lists, rounds] = await Promise.all([
    desk.store.db
      .selectFrom('decision')
      .innerJoin('round', 'round.round', 'decision.round')
      .leftJoin('organisation', (join) =>
        join
          .onRef('organisation.round', '=', 'decision.round')
          .onRef('organisation.organisation', '=', 'decision.organisation'),
      )
      .leftJoin('calibration', (join) =>
        join
          .onRef('calibration.round', '=', 'decision.round')
          .onRef('calibration.submission', '=', 'decision.submission'),
      )
      .where('calibration.entry', 'is', null)
      .selectAll('decision')
      .select(['round.year', 'organisation.name', 'organisation.ods_code', 'organisation.icb'])
      .execute(),
    desk.store.db.selectFrom('condition_met').selectAll().execute(),
    desk.store.db.selectFrom('award_change').selectAll().execute(),
    desk.store.db.selectFrom('standard_set').select(['round', 'json']).execute(),
    desk.store.db
      .selectFrom('list_published')
      .innerJoin('round', 'round.round', 'list_published.round')
      .select(['round.year', 'list_published.as_of'])
      .orderBy('list_published.as_of')
      .execute(),
    desk.store.db.selectFrom('round').select('sample').execute(),
  ]);
  const setOf = new Map(sets.map((row) => [row.round, StandardSet.parse(JSON.parse(row.json))]));
  const resultsPublished = new Map<number, Day>();
  for (const { year, as_of } of lists)
    if (!resultsPublished.has(year)) resultsPublished.set(year, Day.parse(as_of));
  return {
    sample: rounds.some((row) => row.sample === 1),
    decided: decisions.map((row): Decided => {
      const set = setOf.get(row.round);
      return {
        submission: SubmissionId.parse(row.submission),
        organisation: OrganisationId.parse(row.organisation),
        name: row.name ?? row.organisation,
        odsCode: row.ods_code ?? undefined,
        icb: row.icb ?? undefined,
        round: RoundId.parse(row.round),
        year: row.year,
        outcome: ProposedOutcome.parse(row.outcome),
        validFrom: row.valid_from === null ? undefined : Day.parse(row.valid_from),
        validTo: row.valid_to === null ? undefined : Day.parse(row.valid_to),
        untilResultsOf: set?.validity.kind === 'results-of-round' ? set.validity.year : undefined,
        conditions: Conditions.parse(JSON.parse(row.conditions)),
        listedWithOpenConditions: set?.listedWithOpenConditions ?? false,
      };
    }),
    conditionsMet: met.map((row) => ({
      submission: SubmissionId.parse(row.submission),
      condition: row.condition,
      on: Day.parse(row.met_on),
    })),
    extensions: changes.flatMap((row) =>
      row.kind === 'extended'
        ? [{ submission: SubmissionId.parse(row.submission), until: Day.parse(row.day) }]
        : [],
    ),
    withdrawals: changes.flatMap((row) =>
      row.kind === 'withdrawn'
        ? [{ submission: SubmissionId.parse(row.submission), from: Day.parse(row.day) }]
        : [],
    ),
    resultsPublished,
  };
}

export function readSettings(desk: DeskContext): PublicationSettings {
  return {
    owner: desk.settings.get('publication-owner') ?? 'The programme team',
    contact: desk.settings.get('publication-contact') ?? '',
    heading:
      desk.settings.get('publication-heading') ?? 'Organisations that hold the CapitalAHP Recognition Award',
  };
}

/** The register as of a day, and its files: the same record, day and settings give the same bytes. */
export async function listAsOf(
  desk: DeskContext,
  asOf: Day,
  settings = readSettings(desk),
): Promise<{ readonly register: Register; readonly files: PublishedFiles }> {
  const { sample, ...facts } = await registerFacts(desk);
  const register = registerAsOf(asOf, facts);
  const { owner, contact, heading } = settings;
  return { register, files: publishedFiles(register, { title: heading, owner, contact, sample }) };
}

/** What stood around the list of that day when it was last published; undefined where it never was. */
export function publishedSettings(desk: DeskContext, asOf: Day): PublicationSettings | undefined {
  const row = desk.store
    .prepare<[string], { entry: string }>(
      'SELECT entry FROM list_published WHERE as_of = ? ORDER BY number DESC, entry LIMIT 1',
    )
    .get(asOf);
  const entry = row && desk.ledger.entry(Hash.parse(row.entry));
  return entry?.act === 'list-published' ? entry.facts.settings : undefined;
}

export async function listHistory(desk: DeskContext) {
  const rows = await desk.store.db
    .selectFrom('list_published')
    .selectAll()
    .orderBy('as_of', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const asOf = Day.parse(row.as_of);
      const { register } = await listAsOf(desk, asOf);
      const then = z.string().array().parse(JSON.parse(row.organisations));
      const now = register.listed.map(({ organisation }) => organisation);
      return {
        round: RoundId.parse(row.round),
        number: row.number,
        asOf,
        organisations: then.length,
        publishedAt: publishedAt(desk, row.entry),
        moved: then.toSorted().join() !== now.toSorted().join(),
      };
    }),
  );
}

function publishedAt(desk: DeskContext, entry: string): string {
  return (
    desk.store.prepare<[string], { at: string }>('SELECT at FROM entry WHERE hash = ?').get(entry)?.at ?? ''
  );
}
