import { PackPurpose, type PackRehearsal } from '../../../shared/contract/exchange.ts';
import type { PersonId, RoundId } from '../../../shared/domain/ids.ts';
import { count, list } from '../../../shared/domain/words.ts';
import type { DeskContext } from '../desk/context.ts';
import type { Job } from '../desk/jobs.ts';
import { fingerprintOf } from '../keys/service.ts';
import type { SubjectKind } from '../ledger/acts/act.ts';
import { hashOf, type RawEntry, REFUSED_ENTRY } from '../ledger/entry.ts';
import { heldHeader } from '../ledger/held.ts';
import type { MergeReport } from '../ledger/ledger.ts';
import type { Conflict } from '../ledger/report.ts';
import { eachInTurns } from '../ledger/turns.ts';
import { blindTo } from '../scoring/service.ts';
import type { Contents } from './manifest.ts';
import type { OpenedPack } from './pack.ts';
import { readerOf } from './take-in.ts';
import { type Tried, tryOut } from './trial.ts';

/** What taking a pack in would do, in the words of its rehearsal. */

export async function rehearsalOf(
  desk: DeskContext,
  id: string,
  { contents, entries }: OpenedPack,
  job: Pick<Job, 'progress' | 'step'>,
): Promise<PackRehearsal> {
  const { purpose, round, roundTitle, fromName, toName, madeAt, evidence } = contents;
  const seen = await seenOf(desk, contents, entries);
  const tried = await tryOut(desk, contents, entries, job);
  const { blind } = seen;
  const conflicts = tried.conflicts.filter(({ kind }) => !blind || kind !== 'sheet');
  const withoutEffect = tried.withoutEffect.filter(({ act }) => !blind || !act.startsWith('sheet-'));
  const stranger = tried.known ? [] : [strangerWords(contents)];
  const ofStranger = new Set(
    tried.known
      ? []
      : entries
          .filter(({ header }) => header.includes(`"writer":"${contents.writer}"`))
          .map(({ header }) => hashOf(header)),
  );
  return {
    id,
    // A desk's own files were turned away before this.
    purpose: PackPurpose.parse(purpose),
    round: { id: round, title: roundTitle },
    from: fromName,
    to: toName,
    madeAt,
    newEntries: seen.fresh - tried.report.refused.length,
    knownEntries: seen.known,
    evidenceFiles: evidence.filter(({ sha256 }) => !desk.store.evidence.has(sha256)).length,
    conflicts: conflicts.length,
    refused: tried.report.refused.length,
    withoutEffect: withoutEffect.length,
    problems: [
      ...anotherRound(desk, contents),
      ...stranger,
      ...refusedWords(tried.report),
      ...effectWords(withoutEffect.filter(({ hash }) => !ofStranger.has(hash))),
      ...conflictWords(desk, round, conflicts),
    ],
  };
}

export interface Seen {
  /** Entries that are not held here, and those that are: as many as the reader may know of. */
  readonly fresh: number;
  readonly known: number;
  /** Whether the reader still scores something blind. */
  readonly blind: boolean;
}

/** How many entries of the pack are new here. Of others' sheets nobody is told who may not know of them yet. */
export async function seenOf(
  desk: DeskContext,
  contents: Contents,
  entries: readonly RawEntry[],
): Promise<Seen> {
  const reader = readerOf(contents);
  const hidden = blindTo(desk, contents.round, reader);
  const held = desk.store.prepare<[string], { one: 1 }>('SELECT 1 AS one FROM entry WHERE hash = ?');
  let [fresh, known] = [0, 0];
  await eachInTurns(entries, ({ header }) => {
    if (hidden.size > 0 && isHidden(header, hidden, reader)) return;
    if (held.get(hashOf(header)) === undefined) fresh++;
    else known++;
  });
  return { fresh, known, blind: hidden.size > 0 };
}

function isHidden(header: string, hidden: ReadonlySet<string>, reader: PersonId): boolean {
  if (!header.includes('"act":"sheet-')) return false;
  const { submission, person } = heldHeader(header).facts;
  return typeof submission === 'string' && hidden.has(submission) && person !== reader;
}

/** A computer may hold several rounds; that this one is not what its rooms show has to be said. */
function anotherRound(desk: DeskContext, { round, roundTitle }: Contents): string[] {
  const here = desk.settings.get('round');
  if (here === undefined || here === round) return [];
  return [`It belongs to the ${roundTitle}, which is not the round that is open here.`];
}

/** A key that is not known, and brings no invitation of ours, has no effect: better said before than found out. */
function strangerWords({ fromName, writer }: Contents): string {
  return `The key of ${fromName}’s computer is not known here, and the file brings no invitation of yours. Its records would be kept without effect. If it is theirs, the words of that computer are “${fingerprintOf(writer)}”.`;
}

/** What would not be taken in, by its reason. */
export function refusedWords({ refused }: MergeReport): string[] {
  return [...Map.groupBy(refused, ({ refusal }) => refusal)].map(
    ([refusal, each]) => `${count(each.length, 'record')} not taken in: ${REFUSED_ENTRY[refusal]}`,
  );
}

function effectWords(withoutEffect: Tried['withoutEffect']): string[] {
  return [...Map.groupBy(withoutEffect, ({ reason }) => reason)].map(
    ([reason, each]) => `${count(each.length, 'record')} kept without effect: ${reason}`,
  );
}

const CALLED: Partial<Readonly<Record<SubjectKind, string>>> = {
  sheet: 'scores',
  agreed: 'an agreed score',
  decision: 'the decision',
  proposal: 'the proposal',
  moderation: 'moderation',
  award: 'the award',
  version: 'a version',
  assignment: 'an assignment',
  condition: 'a condition',
  person: 'an appointment',
  organisation: 'an organisation',
  dates: 'the dates',
  standards: 'the standards',
};
const SHOWN = 5;

function conflictWords(desk: DeskContext, round: RoundId, conflicts: readonly Conflict[]): string[] {
  if (conflicts.length === 0) return [];
  const nameOf = desk.store.prepare<[string, string], { name: string }>(
    `SELECT o.name FROM submission_version v JOIN organisation o
      ON o.round = v.round AND o.organisation = v.organisation WHERE v.round = ? AND v.submission = ? LIMIT 1`,
  );
  const names = conflicts.slice(0, SHOWN).map(({ kind, key }) => {
    const [first = '', second] = key.split(' ');
    const organisation = nameOf.get(round, first)?.name;
    const what = `${CALLED[kind] ?? 'a record'}${kind === 'agreed' && second !== undefined ? ` on ${second}` : ''}`;
    return organisation === undefined ? what : `${what} of ${organisation}`;
  });
  const more = conflicts.length - names.length;
  const all = more === 0 ? names : [...names, `${more} more`];
  return [
    `${count(conflicts.length, 'thing')} would then be said in two ways, for a person to settle: ${list(all)}.`,
  ];
}
