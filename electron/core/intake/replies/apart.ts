import type { Group } from '../group.ts';
import type { FoundFile } from '../match-evidence.ts';
import { filesNamed } from '../match-evidence.ts';
import type { ReadReplyForm } from './find-batch.ts';

/** One reply with the files that came with it. */
export interface ReplyGroup {
  readonly root: string;
  readonly reply: ReadReplyForm;
  readonly files: readonly FoundFile[];
  /** Files that another workbook beside it names as well: nobody's, since there is no telling whose. */
  readonly contested: readonly FoundFile[];
}

/**
 * Takes replies out of the folders that they came in. One that is alone in a folder has all of its files; of several, or
 * beside a submission, each has the files that it names, and no file goes to two organisations.
 */
export function replyGroups(groups: readonly Group[]): {
  replies: readonly ReplyGroup[];
  /** The folders without them. */
  groups: readonly Group[];
  unplaced: readonly FoundFile[];
} {
  const unplaced: FoundFile[] = [];
  const replies: ReplyGroup[] = [];
  const rest = groups.flatMap((group): Group[] => {
    const { root, forms, files } = group;
    const [only, ...more] = group.replies;
    if (only === undefined) return [group];
    if (more.length === 0 && forms.length === 0 && group.unreadable.length === 0) {
      replies.push({ root, reply: only, files, contested: [] });
      return [];
    }
    const claims = [
      ...group.replies.map(({ path, reply }) => ({
        of: typeof reply.mark === 'object' ? reply.mark.organisation : path,
        files: filesNamed(reply.evidence, files),
      })),
      ...forms.map(({ path, read }) => ({
        of: read.about.organisation.id || path,
        files: filesNamed(read.evidence, files),
      })),
    ];
    const isContested = (file: FoundFile) => {
      const by = claims.filter((claim) => claim.files.has(file));
      return new Set(by.map((claim) => claim.of)).size > 1;
    };
    group.replies.forEach((reply, at) => {
      const named = [...(claims[at]?.files ?? [])];
      replies.push({
        root,
        reply,
        files: named.filter((file) => !isContested(file)),
        contested: named.filter(isContested),
      });
    });
    const taken = new Set(claims.slice(0, group.replies.length).flatMap((claim) => [...claim.files]));
    const left = files.filter((file) => !taken.has(file));
    if (forms.length > 0) return [{ ...group, replies: [], files: left }];
    unplaced.push(...left);
    return group.unreadable.map((one) => ({ ...group, replies: [], files: [], unreadable: [one] }));
  });
  return { replies, groups: rest, unplaced };
}
