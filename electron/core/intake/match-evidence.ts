import { Hash } from '../../../shared/domain/ids.ts';
import type { OfferedFile, Problem } from '../../../shared/domain/intake.ts';
import { nearest, plainWords } from '../../../shared/domain/likeness.ts';
import type { EvidenceItem } from '../../../shared/domain/submission.ts';
import { list } from '../../../shared/domain/words.ts';
import { type Naming, WORKBOOK } from './naming.ts';
import { filePlace, gap, note, refusal, rowPlace } from './problems.ts';
import type { NamedEvidence } from './read-evidence.ts';

/** A file beside the workbook, hashed. `path` is what it was picked as. */
export interface FoundFile {
  readonly path: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface MatchedEvidence {
  readonly evidence: readonly EvidenceItem[];
  readonly files: readonly (FoundFile & { readonly ref: string })[];
  /** Of the files, those that lie in the workbook and that nobody names. */
  readonly offered: readonly OfferedFile[];
  readonly problems: readonly Problem[];
}

/**
 * Finds the files that the Evidence sheet names. By the name as written, folders included where it has them; then with
 * case, spaces and Unicode forms forgiven, which is said. Files that nobody names are taken in as U1, U2 …, to be chased.
 */
export function matchEvidence(
  named: readonly NamedEvidence[],
  beside: readonly FoundFile[],
  inside: readonly FoundFile[] = [],
  naming: Naming = WORKBOOK,
): MatchedEvidence {
  const problems: Problem[] = [];
  // The same bytes beside the workbook are the file that was meant; what lies in it is offered where it lies there alone.
  const besideToo = new Set(beside.map(({ sha256 }) => sha256));
  const embedded = inside.filter(({ sha256 }) => !besideToo.has(sha256));
  const files = [...beside, ...embedded];
  const matched = new Map<NamedEvidence, FoundFile>();
  const claimed = new Set<FoundFile>();
  for (const one of named) {
    const { candidates, how } = candidatesFor(one.name, files);
    const distinct = new Set(candidates.map(({ sha256 }) => sha256));
    const place = placeOf(one);
    for (const file of candidates) claimed.add(file);
    const [file] = candidates;
    if (file === undefined) continue;
    if (distinct.size > 1) {
      problems.push(
        refusal(
          'same-name-twice',
          place,
          `‘${one.name}’ is there ${candidates.length} times with different contents: ${list(candidates.map(({ path }) => path).sort())}. Keep the one that is meant, or write the folder before the name.`,
        ),
      );
      continue;
    }
    if (candidates.length > 1)
      problems.push(
        note(
          'same-file-twice',
          place,
          `‘${one.name}’ is there ${candidates.length} times, each the same. It is taken in once.`,
        ),
      );
    if (how === 'forgiven')
      problems.push(
        note(
          'evidence-matched',
          place,
          `‘${one.name}’ was taken for the file ‘${nameOf(file.path)}’: only ${differs(one.name, file)} differ.`,
        ),
      );
    if (file.bytes === 0) {
      problems.push(
        gap(
          'evidence-empty',
          filePlace(file.path),
          `${one.ref}, ‘${one.name}’: the file is empty. Ask for it again.`,
          [{ kind: 'evidence-missing', ref: one.ref, name: one.name }],
        ),
      );
      continue;
    }
    matched.set(one, file);
  }
  const spare = files.filter((file) => !claimed.has(file));
  problems.push(...missing(named, files, spare));
  const evidence = [...matched].map(([{ ref, name, shows, namesRemoved }, file]) => ({
    ref,
    sha256: Hash.parse(file.sha256),
    bytes: file.bytes,
    name,
    shows,
    namesRemoved,
  }));
  problems.push(...sameBytes([...matched].map(([one, file]) => ({ one, file }))));
  const unnamed = takeUnnamed(spare, named, new Set(embedded), naming);
  return {
    evidence: [...evidence, ...unnamed.evidence],
    files: [...[...matched].map(([{ ref }, file]) => ({ ...file, ref })), ...unnamed.files],
    offered: unnamed.offered,
    problems: [...problems, ...unnamed.problems],
  };
}

/** Those of the files that somebody names, each of them by any of its names. */
export function filesNamed(
  named: readonly NamedEvidence[],
  files: readonly FoundFile[],
): ReadonlySet<FoundFile> {
  return new Set(named.flatMap(({ name }) => candidatesFor(name, files).candidates));
}

/** How many of the named files are among these. */
export function countNamed(named: readonly NamedEvidence[], files: readonly FoundFile[]): number {
  return named.filter(({ name }) => candidatesFor(name, files).candidates.length > 0).length;
}

function candidatesFor(
  name: string,
  files: readonly FoundFile[],
): { candidates: readonly FoundFile[]; how: 'exact' | 'forgiven' } {
  // A path copied from a computer of theirs is known by its end, and quotation marks are not part of a name.
  const wanted = name
    .replace(/^["'“”‘’]+|["'“”‘’]+$/gu, '')
    .replaceAll('\\', '/')
    .replace(/^(?:[a-z]:|\.)?\/+/i, '');
  const last = loose(nameOf(wanted));
  const rules: readonly ((file: FoundFile) => boolean)[] = wanted.includes('/')
    ? [
        ({ path }) => path === wanted || path.endsWith(`/${wanted}`),
        ({ path }) => loose(path).endsWith(`/${loose(wanted)}`),
        ({ path }) => loose(nameOf(path)) === last,
      ]
    : [
        ({ path }) => nameOf(path) === wanted,
        ({ path }) => loose(nameOf(path)) === last,
        ({ path }) => loose(nameOf(path)).replace(/\.[a-z0-9]{2,5}$/, '') === last,
      ];
  for (const [at, rule] of rules.entries()) {
    const candidates = files.filter(rule);
    if (candidates.length > 0) return { candidates, how: at === 0 ? 'exact' : 'forgiven' };
  }
  return { candidates: [], how: 'exact' };
}

function differs(name: string, { path }: FoundFile): string {
  return loose(nameOf(path)) === loose(name)
    ? 'case, spaces or the writing of its letters'
    : 'its folder, its ending or the marks about it';
}

/** Names alike but for case, spaces, underscores for spaces, and the way letters are put together. */
function loose(name: string): string {
  return plainWords(name).replace(/[\s_]+/g, '');
}

function placeOf({ sheet, row, place }: NamedEvidence) {
  return place ?? rowPlace(sheet, row);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function missing(
  named: readonly NamedEvidence[],
  files: readonly FoundFile[],
  spare: readonly FoundFile[],
): readonly Problem[] {
  return named
    .filter((one) => candidatesFor(one.name, files).candidates.length === 0)
    .map((one) => {
      const near = nearest(
        one.name,
        spare.map(({ path }) => nameOf(path)),
      );
      const offer =
        near.length === 0
          ? 'Ask for it.'
          : `It may be ${list(
              near.map((name) => `‘${name}’`),
              'or',
            )}.`;
      return gap(
        'evidence-missing',
        placeOf(one),
        `${one.ref} names ‘${one.name}’, and no such file came. ${offer}`,
        [{ kind: 'evidence-missing', ref: one.ref, name: one.name }],
      );
    });
}

/** The same bytes under two references may be meant: said once for each pair, and taken in. */
function sameBytes(
  matched: readonly { readonly one: NamedEvidence; readonly file: FoundFile }[],
): readonly Problem[] {
  return matched.flatMap(({ one, file }, at) => {
    const earlier = matched.slice(0, at).find((other) => other.file.sha256 === file.sha256);
    if (earlier === undefined || plainWords(earlier.one.name) === plainWords(one.name)) return [];
    return [
      note(
        'same-file-twice',
        placeOf(one),
        `${one.ref}, ‘${one.name}’, is the same file as ${earlier.one.ref}, ‘${earlier.one.name}’. Ask whether another was meant.`,
      ),
    ];
  });
}

function takeUnnamed(
  spare: readonly FoundFile[],
  named: readonly NamedEvidence[],
  embedded: ReadonlySet<FoundFile>,
  { named: where }: Naming,
): MatchedEvidence {
  const problems: Problem[] = [];
  const evidence: EvidenceItem[] = [];
  const files: (FoundFile & { ref: string })[] = [];
  const offered: OfferedFile[] = [];
  let next = 1;
  for (const file of [...spare].sort((one, other) => (one.path < other.path ? -1 : 1))) {
    const name = nameOf(file.path).slice(-400);
    if (file.bytes === 0) {
      problems.push(
        note(
          'evidence-empty',
          filePlace(file.path),
          `‘${name}’ is empty and is not named ${where}. It is left out.`,
        ),
      );
      continue;
    }
    while (named.some(({ ref }) => ref.toUpperCase() === `U${next}`)) next += 1;
    const ref = `U${next}`;
    next += 1;
    evidence.push({
      ref,
      sha256: Hash.parse(file.sha256),
      bytes: file.bytes,
      name,
      shows: '',
      namesRemoved: 'not-said',
    });
    files.push({ ...file, ref });
    if (embedded.has(file)) offered.push({ ref, name, path: file.path, bytes: file.bytes });
    problems.push(
      gap(
        embedded.has(file) ? 'embedded-object' : 'evidence-unnamed',
        filePlace(file.path),
        embedded.has(file)
          ? `‘${name}’ lies in the workbook itself and is not named ${where}. It would be taken in as ${ref}. Ask what it shows.`
          : `‘${name}’ came and is not named ${where}. It would be taken in as ${ref}. Ask what it shows.`,
        [{ kind: 'evidence-unnamed', ref }],
      ),
    );
  }
  return { evidence, files, offered, problems };
}
