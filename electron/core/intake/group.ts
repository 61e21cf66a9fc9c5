import type { Unreadable } from '../../../shared/domain/workbook.ts';
import { countNamed, type FoundFile } from './match-evidence.ts';
import type { Naming } from './naming.ts';
import type { ReadSubmission } from './read-submission.ts';
import type { ReadReplyForm } from './replies/find-batch.ts';

/** A form that was read, with the place it was picked from. */
export interface ReadForm {
  readonly path: string;
  readonly read: ReadSubmission;
  /** Files that lie in the workbook itself: they go wherever it goes. */
  readonly inside: readonly FoundFile[];
  /** How its parts are called, where it is no workbook of its own. */
  readonly naming?: Naming;
}

type AnyForm = ReadForm | ReadReplyForm;

type UnreadableFile = { readonly file: FoundFile; readonly reason: Unreadable };

/** A folder as one organisation's delivery: usually one form and the files around it. */
export interface Group {
  /** "riverbend", "Submissions/riverbend"; empty for files that were picked by themselves. */
  readonly root: string;
  readonly forms: readonly ReadForm[];
  /** Answers to questions, which have files of their own. */
  readonly replies: readonly ReadReplyForm[];
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly UnreadableFile[];
}

/**
 * Puts every file to the form that it came with. A form's folder is where it lies, or up to two folders above it where
 * more of the files that it names are found there and no other form is. Files go to the nearest such folder around them.
 */
export function groupFiles(
  read: readonly AnyForm[],
  others: readonly FoundFile[],
  unreadable: readonly UnreadableFile[],
): { groups: readonly Group[]; unplaced: readonly FoundFile[] } {
  const files = [...others, ...unreadable.map(({ file }) => file)];
  const byRoot = Map.groupBy(read, (form) => rootOf(form, read, files));
  const roots = [...byRoot.keys()].sort((one, other) => other.length - one.length);
  const nearest = (path: string) => roots.find((root) => inside(path, root));
  const groups: Group[] = [...byRoot].flatMap(([root, here]) => {
    const around = files.filter(({ path }) => nearest(path) === root);
    // Forms picked together without a file beside them are each a delivery of their own.
    return around.length === 0 && here.length > 1 && distinctOrganisations(here)
      ? here.map((form) => ({ root, ...byKind([form]), files: [], unreadable: [] }))
      : [{ root, ...byKind(here), files: around, unreadable: [] }];
  });
  const left = others.filter(({ path }) => nearest(path) === undefined);
  const broken = unreadable.filter(({ file }) => nearest(file.path) === undefined);
  return withoutForm(groups, left, broken);
}

/** What no form claims: a folder each, by the folder of a spreadsheet that may be the form, else the topmost that tells them apart. */
function withoutForm(
  groups: readonly Group[],
  left: readonly FoundFile[],
  broken: readonly UnreadableFile[],
): { groups: readonly Group[]; unplaced: readonly FoundFile[] } {
  const top = commonFolder([...left, ...broken.map(({ file }) => file)].map(({ path }) => path));
  const brokenRoots = [...new Set(broken.map(({ file }) => folderOf(file.path)))].sort(
    (one, other) => other.length - one.length,
  );
  const rootFor = (path: string) => {
    const around = brokenRoots.find((root) => root !== '' && inside(path, root));
    if (around !== undefined) return around;
    const rest = top === '' ? path : path.slice(top.length + 1);
    const [first, next] = rest.split('/');
    if (next !== undefined && first !== undefined) return top === '' ? first : `${top}/${first}`;
    return top;
  };
  const placed = Map.groupBy([...left.map((file) => ({ file, reason: undefined })), ...broken], ({ file }) =>
    rootFor(file.path),
  );
  const unplaced: FoundFile[] = [];
  const added: Group[] = [];
  for (const [root, members] of placed) {
    const unread = members.flatMap(({ file, reason }) => (reason === undefined ? [] : [{ file, reason }]));
    if (root === '') {
      unplaced.push(...members.filter(({ reason }) => reason === undefined).map(({ file }) => file));
      added.push(...unread.map((one) => ({ root, ...byKind([]), files: [], unreadable: [one] })));
    } else {
      const files = members.filter(({ reason }) => reason === undefined).map(({ file }) => file);
      added.push({ root, ...byKind([]), files, unreadable: unread });
    }
  }
  return { groups: [...groups, ...added], unplaced };
}

function rootOf(form: AnyForm, forms: readonly AnyForm[], files: readonly FoundFile[]): string {
  const own = folderOf(form.path);
  let best = { root: own, found: countWithin(own) };
  let root = own;
  for (let up = 0; up < 2 && root !== ''; up += 1) {
    root = folderOf(root);
    const within = root;
    if (forms.some((other) => other !== form && inside(other.path, within))) break;
    const found = countWithin(root);
    if (found > best.found) best = { root, found };
  }
  return best.root;

  function countWithin(folder: string): number {
    return countNamed(
      isReplyForm(form) ? form.reply.evidence : form.read.evidence,
      files.filter(({ path }) => inside(path, folder)),
    );
  }
}

const isReplyForm = (form: AnyForm): form is ReadReplyForm => 'reply' in form;

function byKind(forms: readonly AnyForm[]): Pick<Group, 'forms' | 'replies'> {
  return {
    forms: forms.filter((form): form is ReadForm => !isReplyForm(form)),
    replies: forms.filter(isReplyForm),
  };
}

function distinctOrganisations(forms: readonly AnyForm[]): boolean {
  const names = forms.map((form) => {
    if (isReplyForm(form)) return form.path;
    const { id, name } = form.read.about.organisation;
    return id || name;
  });
  return new Set(names).size === names.length;
}

function inside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths.map((path) => folderOf(path));
  let common = first;
  while (common !== '' && !rest.every((folder) => folder === common || folder.startsWith(`${common}/`)))
    common = folderOf(common);
  // Where everything lies in one folder, that folder is the delivery, and not what deliveries lie in.
  return rest.every((folder) => folder === first) ? folderOf(common) : common;
}
