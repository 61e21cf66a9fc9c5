import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import { type Desk, openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { kindMark, roundMark, submissionMark, textIndex } from '../../electron/core/evidence/text-index.ts';
import type { InputOf } from '../../shared/contract/table.ts';
import type { SubmissionId } from '../../shared/domain/ids.ts';
import { MARK_BEGINS, MARK_ENDS } from '../../shared/domain/search-words.ts';
import { type Measure, median, percentile, type Row, round, type Setting, timed } from './measure.ts';
import { layRound, type MadeRound, makeRound, numbers } from './round.ts';

const FILES = 15;
const PAGES = 5;
const PAGE_WORDS = 300;
const STANDARDS = 30;
const HITS = 20;
const TIMES = 60;
const COMMON = 'preceptorship';
const RARE = 'quarterdeck';
/** One page in this many has the rare word. */
const RARE_IN = 7919;
const PROMISED = { submission: 50, organisation: 50, round: 150 } as const;
type Scope = keyof typeof PROMISED;

/** Searching the text of many pages: through the call that the room makes, and FTS5's bare query of the same index. */
export const searching: Measure = {
  name: 'search',
  async run(setting) {
    const organisations = setting.size === 'stress' ? 2000 : 200;
    const made = makeRound({ organisations, standards: STANDARDS, assessors: 4, perSubmission: 1, files: 0 });
    setting.say(`making ${organisations * FILES * PAGES} pages`);
    const desk = await openDesk({ dataFolder: join(setting.folder, 'desk'), resources: findResources() });
    try {
      await layRound(desk, made);
      desk.context.changed('submissions', 'standards');
      await ask(desk, 'evidence.progress', {});
      layPages(desk, made);
      return await measureAll(desk, made, setting);
    } finally {
      await desk.close();
    }
  },
};

const { drawn, frequent } = vocabulary();

/** Files as they are once they were read: it is the search that is measured, and not the reading. */
function layPages({ context: { store } }: Desk, made: MadeRound): void {
  const index = textIndex(store);
  let page = 0;
  for (const { organisation, submission } of made.submissions) {
    const scope = [submissionMark(made.id, submission), roundMark(made.id), kindMark('pdf')].join(' ');
    store.transaction(() => {
      for (let file = 1; file <= FILES; file++) {
        const sha256 = createHash('sha256').update(`${organisation} ${file}`).digest('hex');
        const ref = `E${file}`;
        const version = `v1-${organisation}`;
        store.insert('evidence_place', { round: made.id, submission, version, ref, sha256 });
        store.insert('evidence_item', {
          round: made.id,
          submission,
          version,
          ref,
          sha256,
          bytes: 1,
          name: `${ref}.pdf`,
          shows: '',
          names_removed: 'yes',
          entry: '',
          conflict: 0,
        });
        for (let number = 1; number <= PAGES; number++) {
          page += 1;
          const words = Array.from({ length: PAGE_WORDS }, drawn);
          if (page % 3 !== 0) words.push(COMMON);
          if (page % RARE_IN === 0) words.push(RARE);
          index.add(
            { source: 'evidence', round: '', key: sha256, item: '', number, label: `Page ${number}` },
            words.join(' '),
            scope,
          );
        }
      }
    });
  }
}

/** Words as often as in a language: the second half as often as the first, and so on. */
function vocabulary(): { readonly drawn: () => string; readonly frequent: string } {
  const next = numbers(1);
  const letters = 'abcdefghijklmnoprstuvw';
  const words = Array.from(
    { length: 20_000 },
    (_, at) =>
      Array.from(
        { length: 3 + Math.floor(next() * 7) },
        () => letters[Math.floor(next() * letters.length)] ?? 'a',
      ).join('') + at.toString(36),
  );
  return {
    drawn: () => words[Math.floor(Math.exp(next() * Math.log(words.length))) - 1] ?? COMMON,
    frequent: words[0] ?? COMMON,
  };
}

async function measureAll(desk: Desk, made: MadeRound, { say }: Setting): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const scope of ['submission', 'organisation', 'round'] as const) {
    for (const [kind, words] of [
      ['a rare word', RARE],
      ['a common word', COMMON],
      ['two common words', `${COMMON} ${frequent}`],
      ['a prefix', 'precep*'],
    ] as const) {
      say(`${kind} in ${the(scope)}`);
      rows.push(await measure(desk, made, scope, kind, words));
    }
  }
  return rows;
}

const the = (scope: Scope) =>
  scope === 'submission' ? 'a submission' : scope === 'round' ? 'the round' : 'an organisation';

async function measure(desk: Desk, made: MadeRound, scope: Scope, kind: string, words: string): Promise<Row> {
  const [ours, bare]: [number[], number[]] = [[], []];
  let total = 0;
  for (let time = 0; time < TIMES; time++) {
    const at = made.submissions[(time * 37) % made.submissions.length];
    if (at === undefined) throw new Error('The round has no submissions.');
    const { submission, organisation } = at;
    const input: InputOf<'evidence.search'> = {
      words,
      scope: scope === 'submission' ? { kind: scope, submission } : { kind: 'round' },
      ...(scope === 'organisation' ? { organisation } : {}),
      limit: HITS,
      offset: 0,
    };
    const [took, answer] = await timed(() => ask(desk, 'evidence.search', input));
    ours.push(took);
    total = answer.total;
    const [raw] = await timed(() => bareQuery(desk, made, scope === 'round' ? undefined : submission, words));
    bare.push(raw);
  }
  const [half, most] = [median(ours), percentile(ours, 0.95)];
  return {
    name: `search for ${kind} in ${the(scope)}`,
    promise: `under ${PROMISED[scope]} ms at the 95th percentile`,
    measured: {
      medianMs: round(half),
      p95Ms: round(most),
      bareMedianMs: round(median(bare)),
      bareP95Ms: round(percentile(bare, 0.95)),
      hitsOfTheLast: total,
      files: made.submissions.length * FILES,
      pages: made.submissions.length * FILES * PAGES,
    },
    ratio: round(half / median(bare)),
    kept: most < PROMISED[scope],
  };
}

/** What FTS5 itself takes to find as many rows and cut a snippet of each: no count, no order, no names. */
function bareQuery(
  { context: { store } }: Desk,
  made: MadeRound,
  submission: SubmissionId | undefined,
  words: string,
): void {
  const query = words
    .split(' ')
    .map((word) => (word.endsWith('*') ? `"${word.slice(0, -1)}" *` : `"${word}"`))
    .join(' AND ');
  const match = submission === undefined ? query : `${query} AND "${submissionMark(made.id, submission)}"`;
  store
    .prepare<[string, string, string, number], object>(
      "SELECT rowid, snippet(passage_text, 0, ?, ?, '…', 28) FROM passage_text WHERE passage_text MATCH ? LIMIT ?",
    )
    .all(MARK_BEGINS, MARK_ENDS, match, HITS);
}
