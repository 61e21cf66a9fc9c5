import type { Place } from '../../../../shared/contract/refusal.ts';
import type { Problem } from '../../../../shared/domain/intake.ts';
import { plainWords } from '../../../../shared/domain/likeness.ts';
import { type FoundFile, filesNamed } from '../match-evidence.ts';
import { note, refusal } from '../problems.ts';
import type { NamedEvidence } from '../read-evidence.ts';
import { readReferences, sameRef } from '../references.ts';

/** A cell of evidence: of an item, or of the whole submission where `item` is empty. */
export interface EvidenceCell {
  readonly item: string;
  readonly words: string;
  readonly place: Place;
}

export interface RowEvidence {
  readonly evidence: readonly NamedEvidence[];
  /** What each item refers to, in words that name a reference or nothing. */
  readonly references: ReadonlyMap<string, readonly { readonly words: string; readonly pages: string }[]>;
  readonly problems: readonly Problem[];
}

/**
 * Evidence as a cell names it: files by their names, references ("E4 p. 4"), both ("E4 policy.pdf"), or addresses that a
 * forms service kept uploads at, of which only the file's name is read. A reference that names no file is the file that
 * is called after it, "E4 policy.pdf", where one came. Files without a reference get one.
 */
export function readRowEvidence(cells: readonly EvidenceCell[], files: readonly FoundFile[]): RowEvidence {
  const problems: Problem[] = [];
  const pieces = cells.flatMap((cell) =>
    piecesOf(cell.words).flatMap((words) => {
      const read = readPiece(words, files);
      if (read !== undefined) return [{ ...cell, ...read }];
      problems.push(
        note(
          'external-link',
          cell.place,
          `The cell links to ‘${words.slice(0, 200)}’, which names no file. What lies there was not fetched and is not received.`,
        ),
      );
      return [];
    }),
  );
  const named = new Map<string, NamedEvidence>();
  const taken = pieces.flatMap(({ ref, words }) =>
    ref === '' ? readReferences(words, []).references.map((one) => one.ref) : [ref],
  );
  let next = 1;
  for (const { name, ref, place } of pieces) {
    if (name === '' || named.has(plainWords(name))) continue;
    named.set(plainWords(name), evidence(ref === '' ? free() : ref, name, place));
  }
  for (const { name, words, place } of pieces)
    if (name === '')
      for (const { ref } of readReferences(words, []).references) {
        const file = calledAfter(ref, files, [...named.values()]);
        if (file !== undefined) named.set(plainWords(file), evidence(ref, file, place));
      }
  const all = [...named.values()];
  const references = new Map<string, { words: string; pages: string }[]>();
  for (const { item, name, words, pages } of pieces) {
    if (item === '') continue;
    const ref = all.find((one) => name !== '' && plainWords(one.name) === plainWords(name))?.ref;
    references.set(item, [...(references.get(item) ?? []), { words: ref ?? words, pages }]);
  }
  return { evidence: distinctRefs(all, problems), references, problems };

  function free(): string {
    while (taken.some((ref) => sameRef(ref, `E${next}`))) next += 1;
    next += 1;
    return `E${next - 1}`;
  }
}

function evidence(ref: string, name: string, place: Place): NamedEvidence {
  return { ref, name: name.slice(0, 400), shows: '', namesRemoved: 'not-said', sheet: '', row: 0, place };
}

/** One reference cannot stand for two files: the first keeps it, and the other is said. */
function distinctRefs(all: readonly NamedEvidence[], problems: Problem[]): readonly NamedEvidence[] {
  return all.filter((one, at) => {
    const first = all.findIndex((other) => sameRef(other.ref, one.ref));
    if (first === at || one.place === undefined) return true;
    problems.push(
      refusal(
        'reference-twice',
        one.place,
        `${one.ref} stands for both ‘${all[first]?.name ?? ''}’ and ‘${one.name}’. Give each file its own reference.`,
      ),
    );
    return false;
  });
}

/** "E4 policy.pdf" and "E4.pdf" are called after E4; "E40.pdf" is not. */
function calledAfter(
  ref: string,
  files: readonly FoundFile[],
  named: readonly NamedEvidence[],
): string | undefined {
  if (named.some((one) => sameRef(one.ref, ref))) return undefined;
  const names = files
    .map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
    .filter((name) =>
      sameRef(
        /^[a-z]{1,3}[\s_-]?\d{1,3}(?![\p{L}\d])/iu.exec(name)?.[0].replaceAll(/[\s_-]/g, '') ?? '',
        ref,
      ),
    );
  const [only, ...others] = new Set(names);
  return others.length === 0 ? only : undefined;
}

const ENDING = String.raw`\.[a-z][a-z0-9]{1,4}`;
const LOOKS_LIKE_FILE = new RegExp(`${ENDING}(?![a-z0-9])`, 'iu');
const LOOKS_LIKE_REF = /^E\s?\d{1,3}(?!\d)/iu;
const WITH_NAME = new RegExp(
  String.raw`^(?:(?<ref>E\s?\d{1,3})\s*[:=.)–-]?\s+)?(?<name>\S.*?${ENDING})(?![a-z0-9.])(?<rest>.*)$`,
  'isu',
);

/** Cells hold several by lines or semicolons; by commas only where what stands between them are names or references. */
function piecesOf(words: string): readonly string[] {
  const isName = (piece: string) =>
    LOOKS_LIKE_FILE.test(piece) || LOOKS_LIKE_REF.test(piece) || /^https?:/i.test(piece);
  return words
    .split(/[;\n|]+/)
    .flatMap((part) => {
      const between = part.split(/,\s+/);
      if (between.filter((piece) => isName(piece.trim())).length < 2) return [part];
      const pieces: string[] = [];
      for (const piece of between) {
        if (isName(piece.trim()) || pieces.length === 0) pieces.push(piece);
        else pieces.push(`${pieces.pop() ?? ''}, ${piece}`);
      }
      return pieces;
    })
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

interface Piece {
  /** Empty where it names no file. */
  readonly name: string;
  readonly ref: string;
  readonly words: string;
  readonly pages: string;
}

/** Undefined for an address that names no file. */
function readPiece(words: string, files: readonly FoundFile[]): Piece | undefined {
  if (/^https?:\/\//i.test(words)) {
    const name = nameInAddress(words);
    return name === undefined ? undefined : { name, ref: '', words, pages: '' };
  }
  const isThere = (name: string) =>
    filesNamed([{ ref: '', name, shows: '', namesRemoved: 'not-said', sheet: '', row: 0 }], files).size > 0;
  const { ref = '', name = '', rest = '' } = WITH_NAME.exec(words)?.groups ?? {};
  if (name !== '') {
    const pages = rest.replace(/^[\s,:(–-]+|[\s)]+$/gu, '').slice(0, 100);
    const whole = `${ref} ${name}`.trim();
    // Where a file has the whole for its name, the reference is part of it, and still meant.
    const named = ref !== '' && isThere(whole) && !isThere(name) ? whole : name;
    return { name: named, ref: ref.replace(/\s/g, '').toUpperCase(), words, pages };
  }
  const isFile = !LOOKS_LIKE_REF.test(words) && words.length >= 3 && isThere(words);
  return { name: isFile ? words : '', ref: '', words, pages: '' };
}

/** "policy.pdf", the last part of an address that looks like a file's name. */
function nameInAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { pathname, searchParams } = new URL(address);
  const parts = [pathname.slice(pathname.lastIndexOf('/') + 1), searchParams.get('file') ?? ''];
  return parts.map(decoded).find((part) => LOOKS_LIKE_FILE.test(part) && !part.includes('/'));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
