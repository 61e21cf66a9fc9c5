import { momentInWords } from '../../../shared/domain/dates.ts';
import { type Instant, OrganisationId } from '../../../shared/domain/ids.ts';
import {
  type Problem,
  type Rehearsal,
  type RehearsedSubmission,
  sameContent,
  verdictOf,
} from '../../../shared/domain/intake.ts';
import type { RehearsedReply, SentBatch } from '../../../shared/domain/replies.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { Gap, SubmissionContent } from '../../../shared/domain/submission.ts';
import { aboutChanges, versionChanges } from '../../../shared/domain/version-changes.ts';
import { list } from '../../../shared/domain/words.ts';
import { unreadableSentence } from '../../../shared/domain/workbook.ts';
import { byFolder, findOrganisation, type RegisteredOrganisation } from './find-organisation.ts';
import { type GatherInput, gather } from './gather.ts';
import { type Group, groupFiles, type ReadForm } from './group.ts';
import { withMails } from './mail-notes.ts';
import { offeredMails, withConfirmed } from './mail-offers.ts';
import { matchEvidence } from './match-evidence.ts';
import { filePlace, note, refusal } from './problems.ts';
import { readSubmission } from './read-submission.ts';
import { type ReplyGroup, replyGroups } from './replies/apart.ts';
import { findBatch } from './replies/find-batch.ts';
import { judgeReply, refuseTwins } from './replies/judge.ts';
import { isReply, readReply } from './replies/read.ts';
import type { KeptMapping } from './wide/kept.ts';
import { rehearseTables, tableRules } from './wide/rehearse-tables.ts';

export interface RehearsalInput extends Omit<GatherInput, 'tables'> {
  readonly set: StandardSet;
  readonly round: { readonly id: string; readonly year: number; readonly closesAt: Instant };
  readonly organisations: readonly RegisteredOrganisation[];
  /** The version of each organisation's submission that counts now. */
  readonly lastVersions: ReadonlyMap<
    string,
    { readonly number: number; readonly content: SubmissionContent }
  >;
  /** Questions that went to organisations, to which replies may come. */
  readonly batches: readonly SentBatch[];
  readonly receivedAt: Instant;
  /** What columns of tables of many organisations meant before, in this round. */
  readonly mappings?: readonly KeptMapping[];
  /** Paths of spreadsheets that a person says are no such tables. */
  readonly noTables?: ReadonlySet<string>;
}

/** What an import would do, organisation by organisation. Writes nothing but what comes out of zips, e-mails and workbooks, into its folder. */
export async function rehearse(input: RehearsalInput): Promise<Rehearsal> {
  const wideInput = { ...input, mappings: input.mappings ?? [] };
  const gathered = await gather({
    ...input,
    tables: tableRules(wideInput, input.noTables ?? new Set()),
  });
  const { forms, unreadable, refusedZips, mails, closedMails } = gathered;
  const read = forms.map(({ path, workbook, inside }) =>
    isReply(workbook)
      ? { path, inside, reply: readReply(workbook) }
      : { path, inside, read: readSubmission(workbook, input.set, input.round) },
  );
  const wide = rehearseTables(
    {
      tables: gathered.tables,
      others: gathered.others,
      forms: read.map((one) => ({ path: one.path, named: 'read' in one ? one.read.evidence : [] })),
    },
    wideInput,
  );
  const confirmed = input.confirmedMails ?? new Map();
  const whose = (group: Group) => whoseIs(group, input);
  const byForms = groupFiles(read, wide.others, unreadable);
  const together = {
    groups: [...byForms.groups, ...wide.groups],
    unplaced: [...byForms.unplaced, ...wide.unplaced],
  };
  const grouped = withConfirmed(together, mails, confirmed, whose);
  const { replies, groups, unplaced } = replyGroups(grouped.groups);
  const judged = refuseDoubles(
    groups.map((group) => withMails(judge(group, input), pathsOf(group), mails, confirmed)),
  );
  const zips = refusedZips.map(({ path, sentence }) =>
    bare(path, path, [refusal('zip-refused', filePlace(path), sentence)]),
  );
  return {
    organisations: [...judged, ...zips].sort((one, other) => (one.key < other.key ? -1 : 1)),
    replies: judgeReplies(replies, input)
      .map((one, at) => withMails(one, pathsOfReply(replies[at]), mails, confirmed, 'reply'))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    tables: wide.tables,
    unplaced: [...grouped.unplaced, ...unplaced].map(({ path }) => path),
    mails: offeredMails(grouped, [...mails, ...closedMails], whose, (organisation) => {
      const last = input.lastVersions.get(organisation);
      return last === undefined ? [] : [last.content.contact.email];
    }),
  };
}

/** Whose delivery a group is, where that is certain. */
function whoseIs({ forms, replies, root }: Group, input: RehearsalInput) {
  const [form, ...more] = forms;
  const [reply, ...others] = replies;
  if (more.length + others.length > 0) return undefined;
  if (form !== undefined) return findOrganisation(form, root, input.organisations).organisation;
  const batch = reply === undefined ? undefined : findBatch(reply, input).batch;
  return input.organisations.find(({ id }) => id === batch?.organisation);
}

const pathsOf = ({ forms, files }: Group) => [...forms, ...files].map(({ path }) => path);
const pathsOfReply = (group: ReplyGroup | undefined) =>
  group === undefined ? [] : [group.reply, ...group.files].map(({ path }) => path);

function judgeReplies(groups: readonly ReplyGroup[], input: RehearsalInput): readonly RehearsedReply[] {
  const { lastVersions } = input;
  const evidenceOf = (organisation: string) => lastVersions.get(organisation)?.content.evidence ?? [];
  return refuseTwins(groups.map((group) => judgeReply(group, { ...input, evidenceOf })));
}

function judge(group: Group, input: RehearsalInput): RehearsedSubmission {
  const [form, ...more] = group.forms;
  if (form === undefined) return judgeWithoutForm(group, input);
  const key = more.length === 0 ? form.path : group.root || form.path;
  if (more.length > 0) return judgeSeveral(key, group.forms, input);
  const found = findOrganisation(form, group.root, input.organisations);
  const matched = matchEvidence(form.read.evidence, group.files, form.inside, form.naming);
  const readable = !form.read.problems.some(({ code }) => STOPS.has(code));
  const problems = [...found.problems, ...form.read.problems, ...(readable ? matched.problems : [])];
  const content: SubmissionContent = {
    ...form.read.content,
    evidence: [...matched.evidence],
    gaps: distinctGaps(problems.flatMap(({ gaps }) => gaps)),
  };
  const { organisation } = found;
  const standing = organisation === undefined ? undefined : judgeStanding(organisation, content, input);
  if (standing !== undefined) problems.push(...standing.problems);
  const verdict = verdictOf(problems);
  return {
    key,
    organisation: organisation && OrganisationId.parse(organisation.id),
    name: found.name,
    verdict,
    problems,
    content: verdict === 'refused' ? undefined : content,
    files: matched.files,
    offered: matched.offered,
    versionNumber: standing?.versionNumber,
    changes: verdict === 'refused' ? undefined : changesSince(organisation?.id, content, input),
    late: standing?.late ?? false,
  };
}

/** After these nothing was read, so that every file beside the workbook would seem to be unnamed. */
const STOPS: ReadonlySet<string> = new Set(['not-our-form', 'other-year', 'other-set', 'other-version']);

function judgeWithoutForm(group: Group, { organisations }: RehearsalInput): RehearsedSubmission {
  const problems = group.unreadable.map(({ file, reason }) =>
    refusal('workbook-unreadable', filePlace(file.path), unreadableSentence(reason)),
  );
  const [first] = group.unreadable;
  const key = group.root || (first?.file.path ?? '');
  if (first === undefined)
    problems.push(
      refusal(
        'no-workbook',
        filePlace(key),
        'The folder holds no submission workbook. Ask for the form filled in, or pick the folder that holds it.',
      ),
    );
  const organisation = byFolder(group.root, organisations);
  return {
    ...bare(key, organisation?.name ?? nameOf(key), problems),
    organisation: organisation && OrganisationId.parse(organisation.id),
  };
}

function judgeSeveral(key: string, forms: readonly ReadForm[], input: RehearsalInput): RehearsedSubmission {
  const found = forms.map((form) => findOrganisation(form, '', input.organisations));
  const names = [...new Set(found.map(({ name }) => name))];
  const files = list(forms.map(({ path }) => `‘${nameOf(path)}’`));
  const problem =
    names.length === 1
      ? refusal(
          'two-workbooks',
          filePlace(key),
          `Several workbooks of ${names[0]} lie in one folder: ${files}. Keep the one that counts.`,
        )
      : refusal(
          'two-organisations',
          filePlace(key),
          `Workbooks of ${list(names)} lie in one folder: ${files}. Give each organisation a folder of its own, since there is no telling whose the evidence is.`,
        );
  const [first] = found;
  const bareOne = bare(key, list(names), [problem]);
  return names.length === 1 && first?.organisation !== undefined
    ? { ...bareOne, organisation: OrganisationId.parse(first.organisation.id) }
    : bareOne;
}

function judgeStanding(
  { id, name, extendedTo }: RegisteredOrganisation,
  content: SubmissionContent,
  { round, lastVersions, receivedAt }: RehearsalInput,
): { problems: readonly Problem[]; versionNumber: number; late: boolean } {
  const place = { kind: 'organisation' as const, at: name };
  const problems: Problem[] = [];
  const last = lastVersions.get(id);
  const versionNumber = (last?.number ?? 0) + 1;
  if (last !== undefined)
    problems.push(
      sameContent(last.content, content)
        ? refusal(
            'same-as-last-version',
            place,
            `Nothing in it differs from version ${last.number}, which is already here.`,
          )
        : note(
            'new-version',
            place,
            `${name} has sent version ${last.number} already. This would be version ${versionNumber}.`,
          ),
    );
  const closesAt = extendedTo ?? round.closesAt;
  const late = receivedAt > closesAt;
  if (late)
    problems.push(
      note(
        'late',
        place,
        `It came on ${momentInWords(receivedAt)}, after the closing time, ${momentInWords(closesAt)}. Taking it needs a reason.`,
      ),
    );
  return { problems, versionNumber, late };
}

function changesSince(
  organisation: string | undefined,
  content: SubmissionContent,
  { lastVersions }: RehearsalInput,
): RehearsedSubmission['changes'] {
  const last = organisation === undefined ? undefined : lastVersions.get(organisation);
  if (last === undefined) return undefined;
  return {
    ...versionChanges(last.content, content),
    since: last.number,
    about: aboutChanges(last.content, content),
  };
}

/** One organisation in two places: neither is taken, since there is no telling which counts. */
function refuseDoubles(rehearsed: readonly RehearsedSubmission[]): readonly RehearsedSubmission[] {
  return rehearsed.map((one) => {
    const doubles = rehearsed.filter(
      (other) => other !== one && other.organisation !== undefined && other.organisation === one.organisation,
    );
    if (one.organisation === undefined || doubles.length === 0) return one;
    const places = list([one, ...doubles].map(({ key }) => `‘${key}’`).sort());
    const areRows = [one, ...doubles].every(({ key }) => /, row \d+$/.test(key));
    const toDo = areRows
      ? 'Take the row that does not count out of the table, and choose it again.'
      : 'Import the one that counts.';
    const problem = refusal(
      'two-folders',
      filePlace(one.key),
      `${one.name} is there more than once: ${places}. ${toDo}`,
    );
    return { ...one, verdict: 'refused', problems: [problem, ...one.problems], content: undefined };
  });
}

function bare(key: string, name: string, problems: readonly Problem[]): RehearsedSubmission {
  return {
    key,
    organisation: undefined,
    name,
    verdict: 'refused',
    problems,
    content: undefined,
    files: [],
    offered: [],
    versionNumber: undefined,
    changes: undefined,
    late: false,
  };
}

function distinctGaps(gaps: readonly Gap[]): Gap[] {
  const seen = new Map(gaps.map((one) => [JSON.stringify(one), one]));
  return [...seen.values()];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
