import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { nearest, plainWords } from '../../../shared/domain/likeness.ts';
import type { Citation, Score } from '../../../shared/domain/score.ts';
import type { Item, StandardSet } from '../../../shared/domain/standard-set.ts';
import { list } from '../../../shared/domain/words.ts';
import { readReferences, sameRef } from '../intake/service.ts';
import { levelWords, outcomeOf } from './form.ts';
import { type Problem, type ReadScores, rowOf, type ScoreRow, written } from './read.ts';

export interface Judged {
  readonly scores: readonly Score[];
  readonly problems: readonly Problem[];
  /** Where each item stands, for what turns out to be missing. */
  readonly rowOfItem: ReadonlyMap<ItemId, number>;
  /** Whether anything at all was written on the sheet. */
  readonly begun: boolean;
}

/** The rows of one submission as scores; every row that is none has its sentence and its place. */
export function judgeScores(
  read: ReadScores,
  set: StandardSet,
  items: readonly Item[],
  evidence: readonly EvidenceView[],
): Judged {
  const scores = new Map<ItemId, Score>();
  const rowOfItem = new Map<ItemId, number>();
  const problems: Problem[] = [];
  const where = (row: number) => (read.sheet === '' ? `Row ${row}` : `${read.sheet}, row ${row}`);
  const say = (row: number, sentence: string, column?: string) =>
    problems.push({ sentence: `${where(row)}: ${sentence}`, place: rowOf(read.sheet, row, column) });
  for (const row of read.rows) {
    const item = itemFor(row, set, items);
    if (item === undefined) {
      if (written(row) || 'organisation' in read.from) say(row.row, noSuch(row, items), 'item');
      continue;
    }
    const earlier = rowOfItem.get(item.id);
    if (earlier !== undefined && written(row)) {
      if (scores.has(item.id))
        say(row.row, `${item.id} is scored twice, here and in row ${earlier}. Keep one of them.`, 'item');
    }
    if (!rowOfItem.has(item.id) || written(row)) rowOfItem.set(item.id, row.row);
    if (!written(row)) continue;
    const outcome = outcomeOf(row.level, set);
    if (outcome === undefined && (row.level !== '' || 'organisation' in read.from)) {
      say(row.row, noLevel(row.level, set), 'level');
      continue;
    }
    const { citations, unread } = citationsIn(row.pages, item.id, evidence);
    if (unread !== undefined) say(row.row, unread, 'pages');
    for (const [words, called] of [
      [row.note, 'note for the panel'],
      [row.feedback, 'feedback'],
    ] as const)
      if (words.length > 20_000) say(row.row, `the ${called} is longer than 20,000 characters. Shorten it.`);
    scores.set(item.id, {
      item: item.id,
      ...(outcome === undefined ? {} : { outcome }),
      note: row.note,
      feedback: row.feedback,
      citations,
    });
  }
  return {
    scores: [...scores.values()],
    problems,
    rowOfItem,
    begun: read.rows.some(written) && scores.size > 0,
  };
}

/** By number, and by transition where the standard is asked by it; "All" and nothing mean the whole offer. */
function itemFor(
  { number, transition }: ScoreRow,
  set: StandardSet,
  items: readonly Item[],
): Item | undefined {
  const plain = plainWords(number).replace(/^standard\s*/, '');
  const meant = plainWords(transition);
  const named = set.transitions.find(
    ({ id, name }) => plainWords(name) === meant || plainWords(id) === meant,
  );
  const same = items.filter(({ standard }) => plainWords(standard.number) === plain);
  const [only] = same;
  if (only?.transition === undefined) return meant === '' || meant === 'all' ? only : undefined;
  return same.find((item) => item.transition?.id === named?.id);
}

function noSuch({ number, transition }: ScoreRow, items: readonly Item[]): string {
  const called = transition === '' || plainWords(transition) === 'all' ? number : `${number}, ${transition}`;
  if (!/^[0-9]{1,3}\.[0-9]{1,3}[a-z]?$/.test(number))
    return `‘${called}’ is not a standard. Write it like ${items[0]?.standard.number ?? '3.3'}.`;
  return `${called} is not asked of this submission. Leave the row as it was, or move what is written to the row it belongs to.`;
}

function noLevel(words: string, set: StandardSet): string {
  const names = levelWords(set);
  const [near] = nearest(words, names);
  return `the level ‘${words}’ is not on the scale. ${near === undefined ? `Use ${list(names, 'or')}.` : `Did you mean ${near}?`}`;
}

/** "E4 p. 4; E7 pages 2 to 3" as whole pages cited; what the words say beyond the first page stays beside it. */
function citationsIn(
  words: string,
  item: ItemId,
  evidence: readonly EvidenceView[],
): { readonly citations: Citation[]; readonly unread: string | undefined } {
  if (words === '') return { citations: [], unread: undefined };
  const known = evidence.map(({ ref }) => ref);
  const { references, unread } = readReferences(words, known);
  const found = references.map((reference) => ({
    reference,
    file: evidence.find(({ ref }) => sameRef(ref, reference.ref)),
  }));
  const stranger = found.find(({ file }) => file === undefined)?.reference.ref ?? unread[0];
  const citations = found.flatMap(({ reference, file }, at): Citation[] => {
    if (file === undefined) return [];
    const { pages, firstPage } = reference;
    const said = firstPage === undefined ? pages : beyond(pages, firstPage);
    return [
      {
        id: `w-${item.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 50)}-${at + 1}`,
        evidence: file.sha256,
        ...(firstPage === undefined ? {} : { page: firstPage }),
        quote: '',
        prefix: '',
        suffix: '',
        boxes: [],
        meaning: 'supports',
        note: said,
      },
    ];
  });
  if (stranger === undefined) return { citations, unread: undefined };
  const use = known.length === 0 ? 'This submission has none.' : `Its references are ${list(known)}.`;
  return { citations, unread: `‘${stranger}’ is no evidence of this submission. ${use}` };
}

function beyond(pages: string, first: number): string {
  return pages.replace(/^\(?\s*(?:pages|page|slides|slide|pp|pg|p)?\.?\s*/i, '') === String(first)
    ? ''
    : pages;
}
