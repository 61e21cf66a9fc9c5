import type { EvidencePlace, SearchHit } from '../../../shared/contract/evidence.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { Hash, ItemId, type RoundId } from '../../../shared/domain/ids.ts';
import { MARK_BEGINS, MARK_ENDS, searchWords, snippetOf } from '../../../shared/domain/search-words.ts';
import { EvidenceReference } from '../../../shared/domain/submission.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { refuse } from '../refused.ts';
import type { PassageTable } from '../store/evidence-rows.ts';
import { type Placed, placeOfSubmission, placesOfFile, type Reach, reachOf, within } from './access.ts';
import { anyOf, kindMark, roundMark, standardsMark, submissionMark } from './text-index.ts';

type Input = ParsedInputOf<'evidence.search'>;
type Output = OutputOf<'evidence.search'>;

/** No more are counted: nobody reads on. */
const MOST_COUNTED = 10_000;
/** Weighing each by how well it fits takes reading all of them; above this they come as they are filed. */
const MOST_WEIGHED = 2_000;
const SNIPPET = "snippet(passage_text, 0, ?, ?, '…', 28)";

type Row = Pick<PassageTable, 'id' | 'source' | 'round' | 'key' | 'item' | 'number' | 'label'>;
/** With a stretch of its text around what was found, as FTS5 marks it. */
type Found = Row & { readonly words: string };
const COLUMNS = 'p.id, p.source, p.round, p.key, p.item, p.number, p.label';

/** Evidence, accounts and standards that hold the words, within what this person may look at. */
export async function search(desk: DeskContext, input: Input): Promise<Output> {
  const round = roundHere(desk);
  const reach = narrowed(desk, round, await reachOf(desk), input);
  await desk.reader.file();
  const { query, remark } = searchWords(input.words);
  const said = {
    pending: pendingFiles(desk),
    ...(remark === undefined ? {} : { remark }),
  };
  if (query === undefined) {
    const nothing = 'Type a word or two to search for.';
    return { hits: [], total: 0, more: false, order: 'as-filed', ...said, remark: remark ?? nothing };
  }
  const match = [query, ...marksFor(desk, round, reach, input)].join(' AND ');
  const places = placesWithin(desk, round, reach);
  const { scope, limit, offset } = input;
  const small = scope.kind !== 'round' || input.organisation !== undefined;
  // A small search needs all its rows for their order: they count themselves, and the query runs once less.
  const most = scope.kind === 'item' ? MOST_COUNTED : MOST_WEIGHED;
  const all = small ? matches(desk, match, most + 1) : [];
  if (small && (scope.kind === 'item' || all.length <= most)) {
    const wanted =
      scope.kind === 'item' ? onItem(desk, round, scope.submission, scope.item, places) : () => true;
    const rows = asFiled(all.filter(wanted), places);
    const found = withSnippets(desk, match, rows.slice(offset, offset + limit));
    return { hits: hitsOf(found, places), total: rows.length, more: false, order: 'as-filed', ...said };
  }
  const counted = count(desk, match);
  const few = counted <= MOST_WEIGHED;
  const found = page(desk, match, few, limit, offset);
  return {
    hits: hitsOf(found, places),
    total: Math.min(counted, MOST_COUNTED),
    more: counted > MOST_COUNTED,
    order: few ? 'best-first' : 'as-filed',
    ...said,
  };
}

/** Where a passage stands, asked once for each file and submission of a search. */
interface Places {
  /** The first reference that a file, or the one that it lies in, goes by. */
  ref(sha256: string): string;
  file(sha256: string): Placed;
  submission(submission: string): EvidencePlace | undefined;
}

function placesWithin(desk: DeskContext, round: RoundId, reach: Reach): Places {
  const files = new Map<string, Placed>();
  const submissions = new Map<string, EvidencePlace | undefined>();
  const file = (sha256: string) => kept(files, sha256, () => placesOfFile(desk, round, sha256, reach));
  let refs: ReadonlyMap<string, string> | undefined;
  return {
    ref(sha256) {
      refs ??= refsWithin(desk, round, reach);
      return refs.get(sha256) ?? file(sha256).places[0]?.ref ?? '';
    },
    file,
    submission: (submission) =>
      kept(submissions, submission, () => placeOfSubmission(desk, round, submission)),
  };
}

function refsWithin(desk: DeskContext, round: RoundId, reach: Reach): ReadonlyMap<string, string> {
  const placed = desk.store.prepare<[string, string], { sha256: string; ref: string }>(
    'SELECT sha256, ref FROM evidence_place WHERE round = ? AND submission = ?',
  );
  const rows = [...(reach ?? [])].flatMap((submission) => placed.all(round, submission));
  // The first of several stays.
  const falling = rows.toSorted((one, other) => numeric.compare(other.ref, one.ref));
  return new Map(falling.map(({ sha256, ref }) => [sha256, ref]));
}

function kept<Value>(known: Map<string, Value>, name: string, find: () => Value): Value {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = find();
  known.set(name, found);
  return found;
}

/** Submissions to look in: undefined for all of the round. Refuses a submission out of reach as one that is not there. */
function narrowed(desk: DeskContext, round: RoundId, reach: Reach, { scope, organisation }: Input): Reach {
  let to = reach;
  if (scope.kind !== 'round') {
    const { submission } = scope;
    if (!within(reach, submission) || placeOfSubmission(desk, round, submission) === undefined)
      throw refuse('not-found', 'That submission is not held on this computer.');
    to = new Set([submission]);
  }
  if (organisation === undefined) return to;
  const theirs = desk.store
    .prepare<[string, string], { submission: string }>(
      'SELECT DISTINCT submission FROM submission_version WHERE round = ? AND organisation = ?',
    )
    .all(round, organisation);
  return new Set(theirs.map(({ submission }) => submission).filter((submission) => within(to, submission)));
}

/** What a passage's marks have to be, each part in the words of FTS5. */
function marksFor(
  desk: DeskContext,
  round: RoundId,
  reach: Reach,
  { organisation, kinds }: Input,
): readonly string[] {
  const parts: string[] = [];
  if (reach !== undefined) {
    // The standards are everybody's, and no organisation's.
    const shared = organisation === undefined ? [standardsMark(round)] : [];
    parts.push(
      anyOf([...shared, ...[...reach].map((submission) => submissionMark(round, submission)), '\uE000']),
    );
  } else if (holdsOtherRounds(desk, round)) parts.push(anyOf([roundMark(round)]));
  if (kinds !== undefined && kinds.length > 0) parts.push(anyOf(kinds.map(kindMark)));
  return parts;
}

function holdsOtherRounds(desk: DeskContext, round: RoundId): boolean {
  const row = desk.store
    .prepare<[string, string], { others: 0 | 1 }>(
      `SELECT EXISTS (SELECT 1 FROM indexed WHERE round < ?) OR EXISTS (SELECT 1 FROM indexed WHERE round > ?)
         AS others`,
    )
    .get(round, round);
  return row?.others === 1;
}

function count(desk: DeskContext, match: string): number {
  const row = desk.store
    .prepare<[string, number], { n: number }>(
      'SELECT count(*) AS n FROM (SELECT rowid FROM passage_text WHERE passage_text MATCH ? LIMIT ?)',
    )
    .get(match, MOST_COUNTED + 1);
  return row?.n ?? 0;
}

function matches(desk: DeskContext, match: string, most: number): readonly Row[] {
  return desk.store
    .prepare<[string, number], Row>(
      `SELECT ${COLUMNS} FROM passage_text t JOIN passage p ON p.id = t.rowid WHERE passage_text MATCH ? LIMIT ?`,
    )
    .all(match, most);
}

/** One run of the query for all of them: a prefix is gathered anew for each run. */
function withSnippets(desk: DeskContext, match: string, rows: readonly Row[]): readonly Found[] {
  const cut = desk.store
    .prepare<[string, string, string, string], { rowid: number; words: string | null }>(
      `SELECT rowid, iif(rowid IN (SELECT value FROM json_each(?)), ${SNIPPET}, NULL) AS words
       FROM passage_text WHERE passage_text MATCH ?`,
    )
    .all(JSON.stringify(rows.map(({ id }) => id)), MARK_BEGINS, MARK_ENDS, match);
  const wordsOf = new Map(cut.map(({ rowid, words }) => [rowid, words ?? '']));
  return rows.map((row) => ({ ...row, words: wordsOf.get(row.id) ?? '' }));
}

/** The marks weigh nothing; https://www.sqlite.org/fts5.html#the_bm25_function. */
function page(
  desk: DeskContext,
  match: string,
  weighed: boolean,
  limit: number,
  offset: number,
): readonly Found[] {
  const order = weighed ? "AND rank MATCH 'bm25(1.0, 0.0)' ORDER BY rank, rowid" : 'ORDER BY rowid';
  const cut = desk.store
    .prepare<[string, string, string, number, number], { rowid: number; words: string }>(
      `SELECT rowid, ${SNIPPET} AS words FROM passage_text WHERE passage_text MATCH ? ${order} LIMIT ? OFFSET ?`,
    )
    .all(MARK_BEGINS, MARK_ENDS, match, limit, offset);
  const one = desk.store.prepare<[number], Row>(`SELECT ${COLUMNS} FROM passage p WHERE p.id = ?`);
  return cut.flatMap(({ rowid, words }) => {
    const row = one.get(rowid);
    return row === undefined ? [] : [{ ...row, words }];
  });
}

const SOURCES = ['standard', 'account', 'evidence'] as const;
const numeric = new Intl.Collator('en-GB', { numeric: true });

/** The standards, what the organisation says of them, then its files in the order of their references. */
function asFiled(rows: readonly Row[], places: Places): readonly Row[] {
  const refOf = ({ source, key, item }: Row) => (source === 'evidence' ? places.ref(key) : item);
  return rows
    .map((row) => ({ row, ref: refOf(row) }))
    .toSorted(
      (one, other) =>
        SOURCES.indexOf(one.row.source) - SOURCES.indexOf(other.row.source) ||
        numeric.compare(one.ref, other.ref) ||
        one.row.key.localeCompare(other.row.key) ||
        one.row.number - other.row.number,
    )
    .map(({ row }) => row);
}

/** Whether a passage is the standard, the account of it, or in a file that the account or a reply about it names. */
function onItem(
  desk: DeskContext,
  round: RoundId,
  submission: string,
  item: ItemId,
  places: Places,
): (row: Row) => boolean {
  const named = desk.store
    .prepare<[string, string, string], { refs: string }>(
      `SELECT r.refs FROM response r JOIN submission_version v
         ON v.round = r.round AND v.submission = r.submission AND v.version = r.version
       WHERE r.round = ? AND r.submission = ? AND r.item = ? ORDER BY v.number DESC, v.version LIMIT 1`,
    )
    .get(round, submission, item);
  const refsIn = (json: string) =>
    EvidenceReference.array()
      .parse(JSON.parse(json))
      .map(({ ref }) => ref);
  const replied = desk.store
    .prepare<[string, string, string], { batch: string; refs: string }>(
      'SELECT batch, refs FROM reply_answer WHERE round = ? AND submission = ? AND item = ?',
    )
    .all(round, submission, item);
  // A reply may point to its own files and to those of the submission.
  const refs = new Set([
    ...(named === undefined ? [] : refsIn(named.refs)),
    ...replied.flatMap(({ batch, refs: json }) => refsIn(json).flatMap((ref) => [ref, `${batch} ${ref}`])),
  ]);
  const [standard] = item.split('/');
  return (row) => {
    if (row.source === 'standard') return row.item === standard;
    if (row.source === 'account') return row.item === item;
    return places
      .file(row.key)
      .places.some(({ ref, batch }) => refs.has(batch === undefined ? ref : `${batch} ${ref}`));
  };
}

function hitsOf(found: readonly Found[], places: Places): SearchHit[] {
  return found.map((row) => {
    const { text, marks } = snippetOf(row.words);
    return { ...placed(row, places), snippet: { text, marks: [...marks] } };
  });
}

function placed({ source, key, item, number, label }: Row, standing: Places): Omit<SearchHit, 'snippet'> {
  switch (source) {
    case 'standard':
      return { source, places: [], item: ItemId.parse(item) };
    case 'account': {
      const place = standing.submission(key);
      return { source, places: place === undefined ? [] : [place], item: ItemId.parse(item) };
    }
    case 'evidence': {
      const { places, enclosed } = standing.file(key);
      return {
        source,
        places,
        sha256: Hash.parse(key),
        ...(enclosed === undefined ? {} : { enclosed }),
        leaf: { number, label },
      };
    }
  }
}

function pendingFiles(desk: DeskContext): number {
  return (
    desk.store
      .prepare<[], { n: number }>(
        "SELECT count(*) AS n FROM evidence_reading WHERE state = 'pending' AND scope <> '' AND reason IS NULL",
      )
      .get()?.n ?? 0
  );
}
