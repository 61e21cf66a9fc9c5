import { stat } from 'node:fs/promises';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { glimpseOf } from '../../../shared/domain/glimpse.ts';
import { type Hash, ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { unreadableFileSentence } from '../../../shared/domain/reading.ts';
import { type DeskContext, personHere } from '../desk/context.ts';
import type { EvidenceFile } from '../desk-types.ts';
import { type Handlers, Refused, refuse } from '../refused.ts';
import type { Store } from '../store/open.ts';
import { reachOf, requireFile, within } from './access.ts';
import { handleFile, listCautions, settleCaution } from './cautions.ts';
import { UPWARDS } from './filing.ts';
import { search } from './search.ts';
import { mismatch, type Sniffed, sniffFile } from './sniff.ts';

export { keptBack } from './cautions.ts';
export { citedEnclosed } from './enclosed.ts';
export { createReader, READING_JOB, type Reader } from './reader.ts';
export { mismatch, type Sniffed };

type Methods =
  | 'evidence.read'
  | 'evidence.glimpse'
  | 'evidence.enclosure'
  | 'evidence.search'
  | 'evidence.progress'
  | 'evidence.readAll'
  | 'evidence.citedIn'
  | 'cautions.list'
  | 'cautions.setAside'
  | 'cautions.reopen'
  | 'cautions.askCleanCopy'
  | 'cautions.keepBack'
  | 'cautions.passOn';

/** What evidence says: read whatever it is, searched, and looked through for what should not be in it. */
export const evidenceService = (desk: DeskContext): Handlers<Methods> => ({
  'evidence.read': async ({ sha256 }) => {
    await requireFile(desk, sha256);
    const outcome = await desk.reader.read(sha256);
    return outcome.state === 'read'
      ? { state: outcome.state, reading: outcome.reading }
      : { ...outcome, sentence: unreadableFileSentence(outcome.reason) };
  },
  'evidence.glimpse': async ({ sha256 }) => {
    await requireFile(desk, sha256);
    const outcome = await desk.reader.read(sha256);
    return outcome.state === 'read' ? glimpseOf(outcome.reading) : { kind: 'nothing' };
  },
  'evidence.enclosure': async ({ sha256, path }) => {
    await requireFile(desk, sha256);
    const outcome = await desk.reader.read(sha256);
    const listed =
      outcome.state === 'read' ? outcome.reading.enclosures.find((each) => each.path === path) : undefined;
    if (listed === undefined) return refuse('not-found', 'There is no such file inside that one.');
    const taken = await desk.reader.takeOut(sha256, path, listed.name);
    if (!taken.ok) {
      return refuse('file-unreadable', unreadableFileSentence(taken.reason), [
        { kind: 'file', at: listed.name },
      ]);
    }
    const { type, what } = await sniffed(taken.sha256, desk.reader.locate(taken.sha256));
    return { sha256: taken.sha256, type, what, name: listed.name };
  },
  'evidence.search': (input) => search(desk, input),
  'evidence.progress': () => progressOf(desk),
  'evidence.readAll': async () => {
    try {
      await desk.reader.readAll();
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code !== 'stopped') throw error;
    }
    return progressOf(desk);
  },
  'evidence.citedIn': async ({ sha256 }) => {
    const reach = await reachOf(desk);
    return citedIn(desk, sha256).filter(({ submission }) => within(reach, submission));
  },
  'cautions.list': (input) => listCautions(desk, input),
  'cautions.setAside': (input) => settleCaution(desk, input, 'set-aside'),
  'cautions.reopen': (input) => settleCaution(desk, input, 'open'),
  'cautions.askCleanCopy': (input) => handleFile(desk, input, 'clean-copy-asked'),
  'cautions.keepBack': (input) => handleFile(desk, input, 'kept-back'),
  'cautions.passOn': (input) => handleFile(desk, input, 'passed-on'),
});

async function progressOf(desk: DeskContext): Promise<OutputOf<'evidence.progress'>> {
  await desk.reader.file();
  const rows = desk.store
    .prepare<[], { state: string; n: number }>(
      `SELECT iif(state = 'pending' AND reason IS NOT NULL, 'not-held', state) AS state, count(*) AS n
       FROM evidence_reading WHERE scope <> '' GROUP BY 1`,
    )
    .all();
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  const [read, unreadable, pending] = [of('read'), of('unreadable'), of('pending')];
  return {
    files: read + unreadable + pending,
    read,
    unreadable,
    pending,
    notHeld: of('not-held'),
    running: desk.reader.running,
  };
}

/** This person's own sheets alone, as they are on this desk. */
function citedIn(desk: DeskContext, sha256: Hash): OutputOf<'evidence.citedIn'> {
  return desk.store
    .prepare<[string, string, string], { submission: string; item: string; citations: number }>(
      `WITH own AS (
         SELECT submission, item, citations FROM draft_score WHERE person = ?
         UNION ALL
         SELECT s.submission, s.item, s.citations FROM sheet_score s WHERE s.person = ? AND NOT EXISTS (
           SELECT 1 FROM draft_score d WHERE d.submission = s.submission AND d.person = s.person))
       SELECT own.submission, own.item, count(*) AS citations FROM own, json_each(own.citations) c
       WHERE json_extract(c.value, '$.evidence') = ? GROUP BY own.submission, own.item`,
    )
    .all(personHere(desk), personHere(desk), sha256)
    .map(({ submission, item, citations }) => ({
      submission: SubmissionId.parse(submission),
      item: ItemId.parse(item),
      citations,
    }))
    .toSorted(
      (one, other) =>
        one.submission.localeCompare(other.submission) ||
        one.item.localeCompare(other.item, 'en-GB', { numeric: true }),
    );
}

const NOT_HERE: Sniffed = {
  type: 'application/octet-stream',
  kind: 'other',
  what: 'Not held on this computer',
};

/** What files are by their bytes; a file never changes under its name, so each is looked at once. */
const looked = new Map<Hash, Promise<Sniffed>>();

function sniffed(sha256: Hash, path: string | undefined): Promise<Sniffed> {
  if (path === undefined) return Promise.resolve(NOT_HERE);
  const known = looked.get(sha256);
  if (known !== undefined) return known;
  const looking = sniffFile(path);
  looked.set(sha256, looking);
  looking.catch(() => looked.delete(sha256));
  return looking;
}

/** What an evidence file is, from its own bytes. A file that is not held is said to be so, and asked for again later. */
export function sniffedEvidence({ evidence }: Pick<Store, 'evidence'>, sha256: Hash): Promise<Sniffed> {
  return sniffed(sha256, evidence.has(sha256) ? evidence.path(sha256) : undefined);
}

/** The bytes of a file for the room: of evidence, or of a file inside evidence that is held here. */
export async function evidenceFile(
  { store, reader }: Pick<DeskContext, 'store' | 'reader'>,
  sha256: Hash,
): Promise<EvidenceFile | undefined> {
  const path = reader.locate(sha256);
  const row = store
    .prepare<[string, string], { bytes: number | null }>(
      `${UPWARDS} SELECT (SELECT bytes FROM evidence_item WHERE sha256 = ?) AS bytes FROM up
       WHERE EXISTS (SELECT 1 FROM evidence_item i WHERE i.sha256 = up.sha256) LIMIT 1`,
    )
    .get(sha256, sha256);
  if (path === undefined || row === undefined) return undefined;
  const { type } = await sniffed(sha256, path);
  return { path, bytes: row.bytes ?? (await stat(path)).size, type };
}
