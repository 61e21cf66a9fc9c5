import { z } from 'zod';
import { Hash, ItemId } from './ids.ts';
import { type EvidenceItem, Response, type SubmissionContent } from './submission.ts';

/** What a version of a submission says other than an earlier one, by item and by file. */

/** In the order in which they are named. */
export const CHANGED_PARTS = ['rating', 'account', 'reason', 'action', 'references', 'files'] as const;
export const ChangedPart = z.enum(CHANGED_PARTS);
export type ChangedPart = z.infer<typeof ChangedPart>;

export const FileChange = z.object({
  kind: z.enum(['added', 'removed', 'replaced']),
  /** As the newer version names it; as the older one did, where it was removed. */
  ref: z.string(),
  name: z.string(),
  /** The file that was replaced or removed, to be read beside. */
  before: z.object({ sha256: Hash, name: z.string() }).optional(),
});
export type FileChange = z.infer<typeof FileChange>;

/** An item that was touched: one that has been scored has to be looked at again. */
export const ItemChange = z.object({
  item: ItemId,
  parts: z.array(ChangedPart).min(1),
  /** Absent where that version said nothing of the item. */
  before: Response.optional(),
  after: Response.optional(),
  /** Of the files that the item points to. */
  files: z.array(FileChange),
});
export type ItemChange = z.infer<typeof ItemChange>;

export interface VersionChanges {
  readonly items: readonly ItemChange[];
  readonly files: readonly FileChange[];
}

/** Of a version, what its items stand on. */
export interface Version {
  readonly responses: readonly Response[];
  readonly evidence: readonly Pick<EvidenceItem, 'ref' | 'sha256' | 'name'>[];
}
type File = Version['evidence'][number];

/**
 * Both ways of looking find the same items. The order of rows and files says nothing, and a reference stands for the
 * bytes that it names: evidence that was only numbered anew touches no item, and the same number on other bytes does.
 */
export function versionChanges(before: Version, after: Version): VersionChanges {
  const ids = [...new Set([...before.responses, ...after.responses].map(({ item }) => item))].sort(byNumber);
  return {
    items: ids.flatMap((item) => itemChange(item, before, after)),
    files: fileChanges(before.evidence, after.evidence),
  };
}

function itemChange(item: ItemId, before: Version, after: Version): ItemChange[] {
  const [had, has] = [before, after].map(({ responses }) => responses.find((one) => one.item === item));
  const [one, other] = [had ?? empty(item), has ?? empty(item)];
  const parts: ChangedPart[] = [];
  if (ratingOf(one) !== ratingOf(other)) parts.push('rating');
  for (const part of ['account', 'reason', 'action'] as const)
    if (one[part] !== other[part]) parts.push(part);
  const moved = !sameList(pointsTo(one, before.evidence), pointsTo(other, after.evidence));
  const files = moved ? filesOf(one, other, before, after) : [];
  if (moved && (files.length === 0 || !sameList(written(one), written(other)))) parts.push('references');
  if (files.length > 0) parts.push('files');
  if (parts.length === 0) return [];
  return [
    {
      item,
      parts,
      ...(had === undefined ? {} : { before: had }),
      ...(has === undefined ? {} : { after: has }),
      files,
    },
  ];
}

const empty = (item: ItemId): Response => ({
  item,
  selfRating: { kind: 'none' },
  account: '',
  reason: '',
  action: '',
  references: [],
});

const ratingOf = ({ selfRating }: Response) =>
  selfRating.kind === 'level' ? `level ${selfRating.level}` : selfRating.kind;

const fileOf = (ref: string, files: readonly File[]) =>
  files.find((file) => file.ref.toLowerCase() === ref.toLowerCase());

/** What a response points to, by the bytes; a reference without a file, by its name. */
const pointsTo = ({ references }: Response, files: readonly File[]) =>
  references.map(({ ref, pages }) => `${fileOf(ref, files)?.sha256 ?? `no ${ref}`} ${pages.trim()}`).sort();

const written = ({ references }: Response) =>
  references.map(({ ref, pages }) => `${ref.toLowerCase()} ${pages.trim()}`).sort();

function filesOf(one: Response, other: Response, before: Version, after: Version): FileChange[] {
  const pointed = ({ references }: Response, files: readonly File[]) =>
    references.flatMap(({ ref }) => fileOf(ref, files) ?? []);
  return fileChanges(pointed(one, before.evidence), pointed(other, after.evidence));
}

/** Files that came or went by their bytes; where both happened under one reference, it was replaced. */
function fileChanges(before: readonly File[], after: readonly File[]): FileChange[] {
  const [had, has] = [before, after].map((files) => new Set(files.map(({ sha256 }) => sha256)));
  const gone = distinct(before.filter(({ sha256 }) => has?.has(sha256) !== true));
  const come = distinct(after.filter(({ sha256 }) => had?.has(sha256) !== true));
  const kept = ({ sha256, name }: File) => ({ sha256, name });
  const changed = come.map(({ ref, name }): FileChange => {
    const replaced = fileOf(ref, gone);
    return replaced === undefined
      ? { kind: 'added', ref, name }
      : { kind: 'replaced', ref, name, before: kept(replaced) };
  });
  const removed = gone
    .filter(({ ref }) => fileOf(ref, come) === undefined)
    .map((file): FileChange => ({ kind: 'removed', ref: file.ref, name: file.name, before: kept(file) }));
  return [...changed, ...removed].sort((one, other) => byNumber(one.ref, other.ref));
}

function distinct(files: readonly File[]): File[] {
  return [...new Map(files.map((file) => [file.ref.toLowerCase(), file])).values()];
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

const numbers = new Intl.Collator('en-GB', { numeric: true });
const byNumber = (one: string, other: string) => numbers.compare(one, other);

const PART_WORDS: Readonly<Record<ChangedPart, string>> = {
  rating: 'their rating',
  account: 'their account',
  reason: 'why it does not apply',
  action: 'what was done since last year',
  references: 'the evidence they point to',
  files: 'a file they point to',
};

/** "their rating", "a file they point to": what of an item changed, to be listed. */
export const partInWords = (part: ChangedPart): string => PART_WORDS[part];

/** "E4, ‘policy.pdf’, was replaced". */
export function fileChangeInWords({ kind, ref, name, before }: FileChange): string {
  switch (kind) {
    case 'added':
      return `${ref}, ‘${name}’, was added`;
    case 'removed':
      return `${ref}, ‘${name}’, was removed`;
    case 'replaced':
      return before === undefined || before.name === name
        ? `${ref}, ‘${name}’, was replaced`
        : `${ref}, ‘${before.name}’, was replaced by ‘${name}’`;
  }
}

/** What the form says around its answers, where two versions differ in it. */
export function aboutChanges(before: SubmissionContent, after: SubmissionContent): string[] {
  const same = (one: readonly string[], other: readonly string[]) =>
    sameList([...one].sort(), [...other].sort());
  return [
    ...(same(before.transitions, after.transitions) ? [] : ['the transitions it speaks for']),
    ...(same(before.professions, after.professions) ? [] : ['the professions it speaks for']),
    ...(before.covers === after.covers ? [] : ['what it covers']),
    ...(JSON.stringify(before.contact) === JSON.stringify(after.contact) ? [] : ['the contact']),
    ...(before.declaredBy === after.declaredBy ? [] : ['the declaration']),
  ];
}
