import { createHash } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipient } from '../../../../shared/contract/exchange.ts';
import type { PersonId, RoundId, WriterKey } from '../../../../shared/domain/ids.ts';
import { packFileName, partialName, readPackFileName } from '../../../../shared/domain/team-folder.ts';
import type { DeskContext } from '../../desk/context.ts';
import type { Job } from '../../desk/jobs.ts';
import { canonical } from '../../ledger/canonical.ts';
import type { EntryMeta } from '../../ledger/travel.ts';
import { keepSent, ownSheets } from '../../scoring/service.ts';
import { inwards, outwards, type Plan, planned } from '../making.ts';
import { writePack } from '../pack.ts';
import { syncShared } from './place.ts';
import { answersTo, sentTo } from './sent.ts';

/** How many of this desk's files lie in a sub-folder at most while nobody tells that they were taken. */
const KEPT = 2;

/** Eight digits that tell one writer's files from another's, and nothing else. */
export const shortOf = (writer: WriterKey): string =>
  createHash('sha256').update(writer).digest('hex').slice(0, 8);

/** A sub-folder, and for whom this desk puts files there: the one person, or all administrators in one's own. */
export interface SubFolderFor {
  readonly folder: string;
  readonly persons: readonly PersonId[];
}

/**
 * Puts this desk's newest file for one person into a sub-folder, where it would tell anything that the last one did
 * not, or the last one has gone untaken. Returns how many that is. Sealed to that person's keys: never with a passphrase.
 */
export async function put(
  desk: DeskContext,
  { person, purpose, submissions }: Recipient,
  { folder, persons }: SubFolderFor,
  job: Job,
): Promise<number> {
  const wanted = { purpose, to: person };
  const plan = await planned(desk, wanted);
  const { round } = plan.about;
  const sent = sentTo(desk, round, person);
  if (plan.lock.by !== 'keys' || (purpose === 'round' && submissions === 0 && sent.length === 0)) return 0;
  const short = shortOf(desk.key.writer);
  const own = await ownFiles(folder, short);
  const content = contentOf(desk, await planned(desk, { ...wanted, everything: true }));
  const answers = answersTo(desk, round, person);
  const digest = digestOf(desk, plan, content, answers);
  const last = sent.at(-1);
  const untaken =
    last?.state === 'asks' && !own.some(({ name }) => name === packFileName(short, last.number));
  if (last?.digest === digest && !untaken) return 0;
  // Only what lies or lay in this sub-folder counts: what goes elsewhere may not show in the numbers here.
  const used = [...own, ...persons.flatMap((each) => sentTo(desk, round, each))].map(({ number }) => number);
  const number = Math.max(0, ...used) + 1;
  const asks = !sent.some((each) => each.state !== 'asks' && each.content === content);
  job.step();
  const sheets = inwards(purpose) ? ownSheets(desk, round, plan.about.from) : [];
  const partial = join(folder, partialName(short, number));
  await rm(partial, { force: true });
  await writePack({
    file: partial,
    key: desk.key,
    lock: plan.lock,
    about: { ...plan.about, folder: { number, asks, answers } },
    entries: desk.ledger.entriesFor(plan.filter),
    evidencePath: desk.store.evidence.path,
    job,
  });
  await rename(partial, join(folder, packFileName(short, number)));
  await syncShared(folder);
  const state = asks ? 'asks' : 'tells';
  desk.store.transaction(() =>
    desk.store.put('folder_sent', { round, person, number, content, digest, state }),
  );
  if (sheets.length > 0) {
    keepSent(desk, sheets);
    desk.changed('sheets');
  }
  return 1;
}

/** Takes away this desk's files that were taken there, all but the newest few others, and what was left half-written. */
export async function tidy(
  desk: DeskContext,
  round: RoundId,
  { folder, persons }: SubFolderFor,
): Promise<void> {
  const keep = new Set<number>();
  for (const person of persons) {
    const sent = sentTo(desk, round, person);
    const taken = sent.findLast(({ state }) => state === 'taken')?.number ?? 0;
    for (const { number } of sent.slice(-KEPT)) if (number > taken) keep.add(number);
    const from = Math.min(taken || Number.POSITIVE_INFINITY, sent.at(-KEPT)?.number ?? 0);
    desk.store
      .prepare<[string, string, number], never>(
        'DELETE FROM folder_sent WHERE round = ? AND person = ? AND number < ?',
      )
      .run(round, person, from);
  }
  for (const { name, number } of await ownFiles(folder, shortOf(desk.key.writer), true))
    if (!keep.has(number) || name.endsWith('.partial')) await rm(join(folder, name), { force: true });
}

const sha256 = (value: unknown) => createHash('sha256').update(canonical(value)).digest('hex');

/** What that person has to have: which records with or without their words, which evidence, for which keys. */
function contentOf(desk: DeskContext, { about, filter, lock }: Plan): string {
  const records = desk.store
    .prepare<[string], EntryMeta & { readonly words: 0 | 1 }>(
      `SELECT e.hash, e.act, e.round, e.person, e.writer, e.subject_kind, e.subject_key, t.hash IS NOT NULL AS words
        FROM entry e LEFT JOIN entry_text t ON t.hash = e.hash WHERE e.round = ? ORDER BY e.hash`,
    )
    .all(about.round)
    .flatMap(({ words, ...meta }) => {
      const extent = filter.include?.(meta) ?? 'whole';
      return extent === 'nothing' ? [] : [`${meta.hash} ${extent === 'whole' ? words : 0}`];
    });
  return sha256({
    purpose: about.purpose,
    records,
    files: about.evidence.map(({ sha256: file }) => file).toSorted(),
    keys: lock.by === 'keys' ? [...lock.recipients].toSorted() : [],
  });
}

/** Of all that it tells. What comes back to the administrators tells once a day that somebody was here. */
function digestOf(
  desk: DeskContext,
  { about }: Plan,
  content: string,
  answers: readonly { readonly writer: WriterKey; readonly number: number }[],
): string {
  return sha256({
    content,
    answers,
    told: (about.told ?? []).map(({ at, ...counts }) =>
      outwards(about.purpose) ? { ...counts, at } : counts,
    ),
    holds: about.holds ?? [],
    knows: about.knows ?? '',
    day: outwards(about.purpose) ? '' : desk.now().slice(0, 10),
  });
}

interface OwnFile {
  readonly name: string;
  readonly number: number;
}

async function ownFiles(folder: string, short: string, partials = false): Promise<readonly OwnFile[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const read = readPackFileName(name);
    const kind = /\.awardpack$/i.test(name) || (partials && name.endsWith('.partial'));
    return read?.short === short && kind ? [{ name, number: read.number }] : [];
  });
}
