import type { SearchHit } from '../../../shared/contract/evidence.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { Hash, ItemId, type RoundId } from '../../../shared/domain/ids.ts';
import { MARK_BEGINS, MARK_ENDS, searchWords, snippetOf } from '../../../shared/domain/search-words.ts';
import { EvidenceReference } from '../../../shared/domain/submission.ts';
import { type DeskContext, roundHere } from '../desk/context.ts';
import { refuse } from '../refused.ts';
import type { PassageTable } from '../store/evidence-rows.ts';
import { placeOfSubmission, placesOfFile, type Reach, reachOf, within } from './access.ts';
import { anyOf, kindMark, roundMark, standardsMark, submissionMark } from './text-index.ts';

type Input = ParsedInputOf<'evidence.search'>;
type Output = OutputOf<'evidence.search'>;

/** No more are counted: nobody reads on. */
const MOST_COUNTED = 10_000;
/** Weighing each by how well it fits takes reading all of them; above this they come as they are filed. */
const MOST_WEIGHED = 2_000;
const SNIPPET_WORDS = 28;

type Row = Pick<PassageTable, 'id' | 'source' | 'round' | 'key' | 'item' | 'number' | 'label'>;
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
  const { scope, limit, offset } = input;
  if (scope.kind === 'item') {
    const rows = asFiled(desk, round, reach, matches(desk, match)).filter(
      onItem(desk, round, scope.submission, scope.item),
    );
    const hits = hitsOf(desk, round, reach, query, rows.slice(offset, offset + limit));
    return { hits, total: rows.length, more: false, order: 'as-filed', ...said };
  }
  const counted = count(desk, match);
  const [total, more] = [Math.min(counted, MOST_COUNTED), counted > MOST_COUNTED];
  const small = scope.kind === 'submission' || input.organisation !== undefined;
  const weighed = !small && counted <= MOST_WEIGHED;
  const rows =
    small && counted <= MOST_WEIGHED
      ? asFiled(desk, round, reach, matches(desk, match)).slice(offset, offset + limit)
      : page(desk, match, weighed, limit, offset);
  return {
    hits: hitsOf(desk, round, reach, query, rows),
    total,
    more,
    order: weighed ? 'best-first' : 'as-filed',
    ...said,
  };
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
  } else if (roundsIndexed(desk) > 1) parts.push(anyOf([roundMark(round)]));
  if (kinds !== undefined && kinds.length > 0) parts.push(anyOf(kinds.map(kindMark)));
  return parts;
}

function roundsIndexed(desk: DeskContext): number {
  return (
    desk.store.prepare<[], { n: number }>('SELECT count(DISTINCT round) AS n FROM indexed').get()?.n ?? 0
  );
}

function count(desk: DeskContext, match: string): number {
  const row = desk.store
    .prepare<[string, number], { n: number }>(
      'SELECT count(*) AS n FROM (SELECT rowid FROM passage_text WHERE passage_text MATCH ? LIMIT ?)',
    )
    .get(match, MOST_COUNTED + 1);
  return row?.n ?? 0;
}

function matches(desk: DeskContext, match: string): readonly Row[] {
  return desk.store
    .prepare<[string, number], Row>(
      `SELECT ${COLUMNS} FROM passage_text t JOIN passage p ON p.id = t.rowid WHERE passage_text MATCH ? LIMIT ?`,
    )
    .all(match, MOST_COUNTED);
}

/** The marks weigh nothing; https://www.sqlite.org/fts5.html#the_bm25_function. */
function page(
  desk: DeskContext,
  match: string,
  weighed: boolean,
  limit: number,
  offset: number,
): readonly Row[] {
  const chosen = weighed
    ? "SELECT rowid FROM passage_text WHERE passage_text MATCH ? AND rank MATCH 'bm25(1.0, 0.0)' ORDER BY rank, rowid LIMIT ? OFFSET ?"
    : 'SELECT rowid FROM passage_text WHERE passage_text MATCH ? ORDER BY rowid LIMIT ? OFFSET ?';
  const ids = desk.store
    .prepare<[string, number, number], { rowid: number }>(chosen)
    .all(match, limit, offset);
  const one = desk.store.prepare<[number], Row>(`SELECT ${COLUMNS} FROM passage p WHERE p.id = ?`);
  return ids.flatMap(({ rowid }) => one.get(rowid) ?? []);
}

const SOURCES = ['standard', 'account', 'evidence'] as const;
const numeric = new Intl.Collator('en-GB', { numeric: true });

/** The standards, what the organisation says of them, then its files in the order of their references. */
function asFiled(desk: DeskContext, round: RoundId, reach: Reach, rows: readonly Row[]): readonly Row[] {
  const refs = new Map<string, string>();
  const refOf = ({ source, key, item }: Row): string => {
    if (source !== 'evidence') return item;
    const known = refs.get(key);
    if (known !== undefined) return known;
    const [first] = placesOfFile(desk, round, key, reach).places;
    const ref = first === undefined ? '' : `${first.organisationName} ${first.ref}`;
    refs.set(key, ref);
    return ref;
  };
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

/** Whether a passage is the standard, the account of it, or in a file that the account names for it. */
function onItem(desk: DeskContext, round: RoundId, submission: string, item: ItemId): (row: Row) => boolean {
  const named = desk.store
    .prepare<[string, string, string], { refs: string }>(
      `SELECT r.refs FROM response r JOIN submission_version v
         ON v.round = r.round AND v.submission = r.submission AND v.version = r.version
       WHERE r.round = ? AND r.submission = ? AND r.item = ? ORDER BY v.number DESC, v.version LIMIT 1`,
    )
    .get(round, submission, item);
  const refs = new Set(
    named === undefined
      ? []
      : EvidenceReference.array()
          .parse(JSON.parse(named.refs))
          .map(({ ref }) => ref),
  );
  const [standard] = item.split('/');
  return (row) => {
    if (row.source === 'standard') return row.item === standard;
    if (row.source === 'account') return row.item === item;
    return placesOfFile(desk, round, row.key, new Set([submission])).places.some(({ ref }) => refs.has(ref));
  };
}

function hitsOf(
  desk: DeskContext,
  round: RoundId,
  reach: Reach,
  query: string,
  rows: readonly Row[],
): SearchHit[] {
  const snippet = desk.store.prepare<[string, string, string, number], { words: string }>(
    `SELECT snippet(passage_text, 0, ?, ?, '…', ${SNIPPET_WORDS}) AS words FROM passage_text
     WHERE passage_text MATCH ? AND rowid = ?`,
  );
  return rows.map((row) => {
    const { text, marks } = snippetOf(snippet.get(MARK_BEGINS, MARK_ENDS, query, row.id)?.words ?? '');
    return { ...placed(desk, round, reach, row), snippet: { text, marks: [...marks] } };
  });
}

function placed(desk: DeskContext, round: RoundId, reach: Reach, row: Row): Omit<SearchHit, 'snippet'> {
  const { source, key, item, number, label } = row;
  switch (source) {
    case 'standard':
      return { source, places: [], item: ItemId.parse(item) };
    case 'account': {
      const place = placeOfSubmission(desk, round, key);
      return { source, places: place === undefined ? [] : [place], item: ItemId.parse(item) };
    }
    case 'evidence': {
      const { places, enclosed } = placesOfFile(desk, round, key, reach);
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
        "SELECT count(*) AS n FROM evidence_reading WHERE state = 'pending' AND scope <> ''",
      )
      .get()?.n ?? 0
  );
}
