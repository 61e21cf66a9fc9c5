import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Parser, startParser } from '../../electron/core/parsing.ts';
import type { Reading } from '../../shared/domain/reading.ts';
import { longPdf } from './long-pdf.ts';
import { type Measure, median, percentile, type Row, round, timed } from './measure.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/pdf');
const PAGES = 300;
const TIMES = 5;
/** Of the words that pdftotext finds, as many have to be in ours. */
const SAME_WORDS = 0.95;

/**
 * Text extraction: evidence as the program reads it, in its own process, with cautions, attachments and hidden words,
 * beside `pdftotext` (Debian's poppler-utils), which reads the text alone. Both on the same files in turn.
 */
export const extracting: Measure = {
  name: 'extract',
  async run({ folder, say }) {
    const made = join(folder, 'made.pdf');
    writeFileSync(made, await longPdf(PAGES));
    const corpus = globSync('*.pdf', { cwd: CORPUS }).map((name) => join(CORPUS, name));
    const rising = corpus.toSorted((one, other) => statSync(one).size - statSync(other).size);
    const groups = [
      ['the PDFs of the corpus', corpus],
      ['the largest PDF of the corpus', rising.slice(-1)],
      [`a generated PDF of ${PAGES} pages`, [made]],
    ] as const;
    const theirs = versionOfTheirs();
    const parser = startParser();
    try {
      // The process and pdf.js are loaded once for all files, not for each.
      await parser.read(readFileSync(made), 'made.pdf');
      const rows: Row[] = [];
      for (const [name, paths] of groups) {
        if (paths.length === 0) say(`${name}: left out, since there is no corpus at ${CORPUS}`);
        else {
          say(name);
          rows.push(await measure(parser, name, paths, theirs));
        }
      }
      return rows;
    } finally {
      parser.close();
    }
  },
};

async function measure(
  parser: Parser,
  name: string,
  paths: readonly string[],
  theirs: string | undefined,
): Promise<Row> {
  const [ours, bare]: [number[], number[]] = [[], []];
  let [pages, known, found] = [0, 0, 0];
  for (let time = 0; time < TIMES; time++) {
    let [mine, other] = [0, 0];
    for (const path of paths) {
      const bytes = readFileSync(path);
      const [took, result] = await timed(() => parser.read(bytes, path));
      mine += took;
      if (!result.ok) throw new Error(`${path}: ${result.reason}`);
      if (time === 0) pages += result.reading.leaves.length;
      if (theirs === undefined) continue;
      const [raw, text] = await timed(() => theirText(path));
      other += raw;
      if (time > 0) continue;
      const words = wordsIn(text);
      const have = new Set(wordsIn(textOf(result.reading)));
      known += words.length;
      found += words.filter((word) => have.has(word)).length;
    }
    ours.push(mine / pages);
    bare.push(other / pages);
  }
  const measured = {
    files: paths.length,
    pages,
    medianMsAPage: round(median(ours)),
    p95MsAPage: round(percentile(ours, 0.95)),
  };
  const promise = `no figure is promised; at least ${SAME_WORDS * 100}% of the words that pdftotext finds`;
  if (theirs === undefined)
    return {
      name: `text of ${name}`,
      promise,
      measured: {
        ...measured,
        beside: 'left out: there is no pdftotext here (Debian has it in poppler-utils)',
      },
      kept: true,
    };
  return {
    name: `text of ${name}`,
    promise,
    measured: {
      ...measured,
      beside: theirs,
      bareMedianMsAPage: round(median(bare)),
      bareP95MsAPage: round(percentile(bare, 0.95)),
      sameWords: known === 0 ? 'none to find' : round(found / known),
    },
    ratio: round(median(ours) / median(bare)),
    kept: found >= SAME_WORDS * known,
  };
}

/** pdftotext says its version on standard error; undefined where it is not installed. */
function versionOfTheirs(): string | undefined {
  const { stderr, error } = spawnSync('pdftotext', ['-v'], { encoding: 'utf8' });
  return error === undefined ? stderr.split('\n')[0] : undefined;
}

function theirText(path: string): string {
  const { stdout, error } = spawnSync('pdftotext', ['-enc', 'UTF-8', path, '-'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  return stdout;
}

function textOf({ leaves }: Reading): string {
  return leaves.map(({ text }) => text).join('\n');
}

/** As a search has them: folded, and a word that is broken at the end of a line made whole. */
function wordsIn(text: string): readonly string[] {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[-\u00ad]\n/g, '');
  return folded.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}
