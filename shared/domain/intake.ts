import { z } from 'zod';
import { Place } from '../contract/refusal.ts';
import type { OrganisationId } from './ids.ts';
import type { RehearsedReply } from './replies.ts';
import { Gap, type SubmissionContent } from './submission.ts';
import type { VersionChanges } from './version-changes.ts';
import type { RehearsedTable } from './wide-table.ts';

/** Everything that a rehearsal can find. Closed, so that no problem goes without its sentence. */
export const PROBLEM_CODES = [
  // The delivery.
  'zip-refused',
  'mail-opened',
  'no-workbook',
  'two-workbooks',
  'two-organisations',
  'two-folders',
  'unknown-organisation',
  'name-differs',
  'late',
  'new-version',
  'same-as-last-version',
  // The workbook.
  'workbook-unreadable',
  'not-our-form',
  'other-year',
  'other-round',
  'other-set',
  'other-version',
  'sheet-missing',
  'hidden-sheet',
  'external-link',
  'embedded-object',
  'macro',
  'comment',
  'formula-error',
  'left-out',
  'too-long',
  // Its answers.
  'nothing-answered',
  'rating-off-scale',
  'unknown-standard',
  'unknown-transition',
  'removed-standard-answered',
  'answered-twice',
  'mandatory-empty',
  'answer-empty',
  'rating-empty',
  'account-empty',
  'not-applicable-without-reason',
  'transition-not-offered',
  'transition-unanswered',
  'transitions-not-said',
  'neither-yes-nor-no',
  'yes-or-no-with-words',
  'declaration-missing',
  // Its evidence.
  'reference-unknown',
  'reference-unreadable',
  'reference-twice',
  'evidence-without-name',
  'evidence-missing',
  'evidence-unnamed',
  'evidence-empty',
  'evidence-matched',
  'same-file-twice',
  'same-name-twice',
  'names-not-removed',
] as const;

/** What only a reply to questions can have. */
export const REPLY_PROBLEM_CODES = [
  'mark-lost',
  'unknown-batch',
  'batch-of-another',
  'row-of-another',
  'two-replies',
  'file-of-two',
  'question-missing',
  'question-altered',
  'question-unknown',
  'answer-left-empty',
  'reply-replaces',
  'same-as-last-reply',
] as const;
export const ProblemCode = z.enum([...PROBLEM_CODES, ...REPLY_PROBLEM_CODES]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/**
 * `gap`: can be accepted and is then chased. `refusal`: cannot be understood, or may not be taken; nothing of this
 * organisation is written until it is put right. `note`: only said.
 */
export const Problem = z.object({
  code: ProblemCode,
  severity: z.enum(['gap', 'refusal', 'note']),
  sentence: z.string(),
  place: Place,
  /** What is chased once it is accepted; empty for notes and refusals. */
  gaps: z.array(Gap),
});
export type Problem = z.infer<typeof Problem>;

/** A file that is taken in as evidence: `file` is where its bytes lie, `path` what it was picked as. */
export interface RehearsedFile {
  readonly ref: string;
  readonly path: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A file that lies in the workbook itself, and that its Evidence sheet does not name: each is taken or declined by itself. */
export interface OfferedFile {
  /** As what it would be taken in: "U1". */
  readonly ref: string;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export interface RehearsedSubmission {
  /** Names this row of the rehearsal, also where no organisation could be made out: the workbook or folder as picked. */
  readonly key: string;
  readonly organisation: OrganisationId | undefined;
  readonly name: string;
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
  /** What would be written, its gaps included; undefined where it is refused. */
  readonly content: SubmissionContent | undefined;
  readonly files: readonly RehearsedFile[];
  /** Of the files, those that can be declined. */
  readonly offered: readonly OfferedFile[];
  readonly versionNumber: number | undefined;
  /** What it says other than the version before it; undefined where there is none. */
  readonly changes:
    | (VersionChanges & { readonly since: number; readonly about: readonly string[] })
    | undefined;
  /** It came after the closing time: taking it needs a reason. */
  readonly late: boolean;
}

export type Verdict = 'ready' | 'has-problems' | 'refused';

/** A saved e-mail that may be an organisation's, by who sent it: for a person to confirm. */
export interface OfferedMail {
  readonly path: string;
  readonly organisation: string;
  readonly name: string;
  readonly sentence: string;
}

export interface Rehearsal {
  readonly organisations: readonly RehearsedSubmission[];
  readonly replies: readonly RehearsedReply[];
  /** Tables with a row per organisation, those among them of which it is not known yet what their columns are. */
  readonly tables: readonly RehearsedTable[];
  /** Files that belong to no organisation, as they were picked. */
  readonly unplaced: readonly string[];
  readonly mails: readonly OfferedMail[];
}

/**
 * The submission or reply without the files that were declined of those that its workbook offered: neither they nor what would
 * be chased of them. What is not offered cannot be declined, and stays.
 */
export function withoutDeclined<Rehearsed extends RehearsedSubmission | RehearsedReply>(
  one: Rehearsed,
  refs: readonly string[],
): Rehearsed {
  const declined = new Set(one.offered.map(({ ref }) => ref).filter((ref) => refs.includes(ref)));
  if (declined.size === 0) return one;
  const stays = ({ ref }: { readonly ref: string }) => !declined.has(ref);
  const isChased = (gap: Gap) => gap.kind !== 'evidence-unnamed' || stays(gap);
  const problems = one.problems.filter(
    ({ code, gaps }) => code !== 'embedded-object' || gaps.length === 0 || gaps.some(isChased),
  );
  return {
    ...one,
    problems,
    verdict: verdictOf(problems),
    content: one.content && {
      ...one.content,
      evidence: one.content.evidence.filter(stays),
      gaps: one.content.gaps.filter(isChased),
    },
    files: one.files.filter(stays),
    offered: one.offered.filter(stays),
  };
}

/** A late one is not simply ready: taking it is a decision. */
export function verdictOf(problems: readonly Problem[]): Verdict {
  if (problems.some(({ severity }) => severity === 'refusal')) return 'refused';
  return problems.some(({ severity, code }) => severity === 'gap' || code === 'late')
    ? 'has-problems'
    : 'ready';
}

/** Whether two versions say the same with the same evidence, whatever the order of their rows and files. */
export function sameContent(one: SubmissionContent, other: SubmissionContent): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(content: SubmissionContent): unknown {
  const { transitions, professions, covers, contact, declaredBy, responses, evidence } = content;
  return [
    [...transitions].sort(),
    [...professions].sort(),
    covers,
    [contact.name, contact.role, contact.email],
    declaredBy,
    responses
      .map(({ item, selfRating, account, reason, action, references }) => [
        item,
        selfRating.kind === 'level' ? selfRating.level : selfRating.kind,
        account,
        reason,
        action,
        references.map(({ ref, pages }) => [ref, pages]),
      ])
      .sort(byFirst),
    evidence
      .map(({ ref, sha256, name, shows, namesRemoved }) => [ref, sha256, name, shows, namesRemoved])
      .sort(byFirst),
  ];
}

function byFirst(one: readonly unknown[], other: readonly unknown[]): number {
  return String(one[0]) < String(other[0]) ? -1 : 1;
}
