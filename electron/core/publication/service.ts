import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Export } from '../../../shared/contract/desk.ts';
import { dayInWords } from '../../../shared/domain/dates.ts';
import { type Day, Hash } from '../../../shared/domain/ids.ts';
import type { PublishedFiles } from '../../../shared/domain/publication.ts';
import type { Listed } from '../../../shared/domain/register.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import type { Handlers } from '../refused.ts';
import { listAsOf, listHistory, publishedSettings, readSettings } from './queries.ts';

type Methods =
  | 'list.preview'
  | 'list.export'
  | 'list.publish'
  | 'list.history'
  | 'publication.settings'
  | 'publication.keepSettings';

const TYPES = {
  page: { file: 'list.html', type: 'text/html' },
  fragment: { file: 'list-fragment.html', type: 'text/html' },
  csv: { file: 'list.csv', type: 'text/csv' },
  json: { file: 'list.json', type: 'application/json' },
} as const satisfies Record<string, { readonly file: keyof PublishedFiles; readonly type: string }>;

/** The list of organisations that hold the award: looked at, saved, and published as an act. */
export const publicationService = (desk: DeskContext): Handlers<Methods> => ({
  'list.preview': async ({ asOf }) => {
    const { register, files } = await listAsOf(desk, asOf);
    return {
      listed: register.listed.map((row) => ({
        organisation: row.organisation,
        name: row.name,
        since: row.from,
        until: row.until,
        lastDay: lastDay(row),
        year: row.year,
      })),
      unlisted: register.notListed.map(({ organisation, name, submission, sentence }) => ({
        organisation,
        name,
        submission,
        why: sentence,
      })),
      page: files['list.html'],
      fragment: files['list-fragment.html'],
    };
  },
  'list.export': async ({ asOf, as, asPublished }) => {
    const settings = asPublished ? publishedSettings(desk, asOf) : undefined;
    const { files } = await listAsOf(desk, asOf, settings);
    if (as === 'all') return giveZip(desk, asOf, files);
    const { file, type } = TYPES[as];
    return desk.handover.give(file, type, Buffer.from(files[file], 'utf8'));
  },
  'list.publish': async ({ asOf }) => {
    const round = roundHere(desk);
    const { register, files } = await listAsOf(desk, asOf);
    const decided = await desk.store.db.selectFrom('decision').select('entry').execute();
    const before = await desk.store.db
      .selectFrom('list_published')
      .select(({ fn }) => fn.max('number').as('number'))
      .where('round', '=', round)
      .executeTakeFirst();
    const number = (before?.number ?? 0) + 1;
    const hashes = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        Hash.parse(createHash('sha256').update(text).digest('hex')),
      ]),
    );
    const entry = desk.ledger.append('list-published', {
      facts: {
        round,
        number,
        asOf,
        organisations: register.listed.map(({ organisation }) => organisation),
        settings: readSettings(desk),
        files: hashes,
      },
      text: {},
      basis: decided.map((row) => Hash.parse(row.entry)).toSorted(),
    });
    desk.changed('publication', 'round');
    return { entry: entry.hash, number, files: hashes, export: await giveZip(desk, asOf, files) };
  },
  'list.history': () => listHistory(desk),
  'publication.settings': () => readSettings(desk),
  'publication.keepSettings': ({ owner, contact, heading }) => {
    desk.store.transaction(() => {
      desk.settings.set('publication-owner', owner);
      desk.settings.set('publication-contact', contact);
      desk.settings.set('publication-heading', heading);
    });
    desk.changed('publication');
    return {};
  },
});

function lastDay({ until, untilResultsOf }: Listed): string {
  if (until !== undefined) return dayInWords(until);
  return untilResultsOf === undefined ? '' : `Until the results of ${untilResultsOf}`;
}

/** The same bytes for the same files: entries carry the day of the list, not the moment of the zip. */
async function giveZip(desk: DeskContext, asOf: Day, files: PublishedFiles): Promise<Export> {
  const zip = new ZipFile();
  const mtime = new Date(`${asOf}T12:00:00.000Z`);
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime });
  zip.end();
  return desk.handover.give(`list-as-of-${asOf}.zip`, 'application/zip', await buffer(zip.outputStream));
}
