import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZodError } from 'zod';
import type { May } from '../../../shared/contract/call.ts';
import type { Answer, Refusal } from '../../../shared/contract/refusal.ts';
import { callNamed, type DeskEvent, type Topic } from '../../../shared/contract/table.ts';
import { instantOf } from '../../../shared/domain/dates.ts';
import { type CopyTimes, USUAL_TIMES } from '../../../shared/domain/draft-copy.ts';
import { Hash, PersonId, RoundId } from '../../../shared/domain/ids.ts';
import { COPYING_JOB, createDraftCopy, type DraftCopy } from '../copies/service.ts';
import type { DeskPort } from '../desk-types.ts';
import { createReader, evidenceFile, READING_JOB, type Reader } from '../evidence/service.ts';
import { createTeamFolder, FOLDER_JOB, type TeamFolder } from '../exchange/service.ts';
import { loadWriterKey, makeWriterKey, storeWriterKey } from '../ledger/keys.ts';
import { createLedger, type Ledger, LedgerRefusal } from '../ledger/ledger.ts';
import { sealingKeyIn } from '../ledger/sealing-key.ts';
import { type Parser, startParser } from '../parsing.ts';
import { Refused, refuse } from '../refused.ts';
import { openStore } from '../store/open.ts';
import { StoreRefusal, tellFullDisk } from '../store/refusal.ts';
import type { DeskContext } from './context.ts';
import { READER, rolesOf } from './context.ts';
import { features } from './features.ts';
import { createHandover } from './handover.ts';
import { createJobs } from './jobs.ts';
import { projections } from './projections.ts';
import { createSettings } from './settings.ts';

export interface DeskOptions {
  readonly dataFolder: string;
  readonly resources: string;
  readonly clock?: () => Date;
  /** Reads evidence, looks in its team folder and copies drafts in the background, as a window's desk does. */
  readonly readsAlong?: boolean;
  /** Milliseconds from a change that others wait for to the look in the team folder that tells them; five seconds. */
  readonly looksSoon?: number;
  /** Of the sealed copy of drafts, where they are not the usual ones. */
  readonly copyTimes?: Partial<CopyTimes>;
  /** Less than the usual 18 is for samples and tests: https://age-encryption.org/v1#the-scrypt-recipient-type */
  readonly workFactor?: number;
}

/** A desk with its features put together; `context` is for what works beside the contract: the sample, the tests. */
export interface Desk extends DeskPort {
  readonly context: DeskContext;
}

/** Opens a data folder, making it where it is new. Throws a `StoreRefusal` where it cannot be opened. */
export async function openDesk({
  dataFolder,
  resources,
  clock = () => new Date(),
  readsAlong = false,
  looksSoon = 5000,
  copyTimes = {},
  workFactor = 18,
}: DeskOptions): Promise<Desk> {
  const now = () => instantOf(clock());
  const store = await openStore(dataFolder, { now: now() });
  const settings = createSettings(store);
  const key = loadWriterKey(store.folder.keys) ?? newKey(store.folder.keys);
  const sealing = await sealingKeyIn(store.folder.keys);
  const listeners = new Set<(event: DeskEvent) => void>();
  const emit = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const jobs = createJobs(emit);
  const handover = await createHandover(store.folder.path);
  const ledgerFor = (person: PersonId | undefined): Ledger =>
    createLedger({ store, key, person, clock: now, projections });
  const known = settings.get('person');
  let signer = known === undefined ? undefined : PersonId.parse(known);
  let ledger = ledgerFor(signer);
  let parser: Parser | undefined;
  let reader: Reader | undefined;
  let teamFolder: TeamFolder | undefined;
  let draftCopy: DraftCopy | undefined;
  const failedIn = (job: string) => (error: unknown) =>
    void toldAs(error, job, store.folder.logs, store.folder.path);

  const context: DeskContext = {
    store,
    settings,
    jobs,
    handover,
    now,
    resources,
    key,
    sealing,
    workFactor,
    get ledger() {
      return ledger;
    },
    get parser() {
      parser ??= startParser();
      return parser;
    },
    get reader() {
      reader ??= createReader(context, {
        alongside: readsAlong,
        failed: failedIn(READING_JOB),
      });
      return reader;
    },
    get teamFolder() {
      teamFolder ??= createTeamFolder(context, {
        alongside: readsAlong,
        soon: looksSoon,
        failed: failedIn(FOLDER_JOB),
      });
      return teamFolder;
    },
    get draftCopy() {
      draftCopy ??= createDraftCopy(context, {
        alongside: readsAlong,
        times: { ...USUAL_TIMES, ...copyTimes },
        failed: failedIn(COPYING_JOB),
      });
      return draftCopy;
    },
    belongTo(person) {
      const before = settings.get('person');
      if (before !== undefined && before !== person && before !== READER)
        throw refuse(
          'not-allowed',
          'This computer’s data belongs to somebody else. Use another data folder.',
        );
      if (signer === person) return;
      const whose = { signer, ledger };
      store.afterRollback(() => {
        ({ signer, ledger } = whose);
      });
      settings.set('person', person);
      ledger = ledgerFor(person);
      signer = person;
    },
    changed: (...topics) => store.afterCommit(() => emit({ kind: 'changed', topics: [...topics] })),
  };
  const handlers = features(context);
  context.reader.wake();
  context.teamFolder.heard(['desk']);
  context.draftCopy.heard([]);
  listeners.add((event) => {
    if (event.kind !== 'changed') return;
    if (event.topics.some((topic) => REFILED.has(topic))) context.reader.wake();
    context.teamFolder.heard(event.topics);
    context.draftCopy.heard(event.topics);
  });

  async function invoke(method: string, input: unknown): Promise<Answer<unknown>> {
    const row = callNamed(method);
    if (row === undefined) return refused(noSuchCall(method));
    try {
      if (!mayCall(context, row.may)) {
        return refused({
          code: 'not-allowed',
          sentence: 'Your part in this round does not include this.',
          places: [],
        });
      }
      const read = row.input.safeParse(input);
      if (!read.success) return refused(wrongInput(read.error));
      const handler = handlers.get(method);
      if (handler === undefined) return refused(noSuchCall(method));
      const answer = await handler(read.data);
      return answer instanceof Refused ? refused(answer.refusal) : { ok: true, value: answer };
    } catch (error) {
      return refused(await toldAs(error, method, store.folder.logs, store.folder.path));
    }
  }

  return {
    context,
    invoke,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stagingFolder: async () => handover.stagingFolder,
    async stage(files) {
      try {
        const staged = await handover.stage(files);
        return { ok: true, value: staged.map(({ id, path, bytes }) => ({ id, path, bytes })) };
      } catch (error) {
        return refused(await toldAs(error, 'stage', store.folder.logs, store.folder.path));
      }
    },
    async evidence(sha256) {
      const hash = Hash.safeParse(sha256);
      return hash.success ? evidenceFile(context, hash.data) : undefined;
    },
    exportFile: async (id) => handover.given(id),
    async close() {
      jobs.stopAll();
      const [reading, looking, copying] = [reader?.close(), teamFolder?.close(), draftCopy?.close()];
      parser?.close();
      await reading;
      await looking;
      await copying;
      emit({ kind: 'closed' });
      listeners.clear();
      await store.close();
    },
  };
}

/** What may change which files belong where, or what the standards say. */
const REFILED: ReadonlySet<Topic> = new Set(['submissions', 'standards']);

function newKey(folder: string) {
  const key = makeWriterKey();
  storeWriterKey(folder, key);
  return key;
}

const noSuchCall = (method: string): Refusal => ({
  code: 'not-found',
  sentence: `There is no call named ${method}.`,
  places: [],
});

const refused = (error: Refusal): Answer<never> => ({ ok: false, error });

/** Whoever holds one of the roles in the round at hand; `nobody-yet` on a desk that belongs to no round. */
function mayCall(desk: DeskContext, may: readonly May[]): boolean {
  if (may.includes('anyone')) return true;
  const [round, person] = [desk.settings.get('round'), desk.settings.get('person')];
  if (round === undefined || person === undefined) return may.includes('nobody-yet');
  const roles = rolesOf(desk, RoundId.parse(round), PersonId.parse(person));
  return roles.some((role) => may.includes(role));
}

function wrongInput(error: ZodError): Refusal {
  const [first] = error.issues;
  const field = first?.path.join(', ') ?? '';
  return {
    code: 'wrong-input',
    sentence:
      field === ''
        ? 'What was sent is not of the right shape.'
        : `Check ${field}: ${first?.message ?? 'it is not of the right shape'}.`,
    places: error.issues.map((issue) => ({ kind: 'field', at: issue.path.join('.') })),
  };
}

/** Errors that nobody foresaw go to the log under a number: never their words, which can hold names or evidence. */
async function toldAs(error: unknown, method: string, logs: string, folder: string): Promise<Refusal> {
  if (error instanceof Refused) return error.refusal;
  const known = tellFullDisk(error, folder);
  if (known instanceof StoreRefusal || known instanceof LedgerRefusal) {
    return { code: known.code, sentence: known.message, places: [] };
  }
  const number = randomUUID().slice(0, 8);
  const where = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 8).join('\n') : '';
  const kind = error instanceof Error ? error.name : typeof error;
  await appendFile(
    join(logs, 'errors.log'),
    `${new Date().toISOString()} ${number} ${method} ${kind}\n${where}\n`,
  );
  return {
    code: 'unexpected',
    sentence: `Something went wrong that this program did not foresee. Nothing that you saved is lost. Try again; if it happens again, send the log with the number ${number}.`,
    places: [],
  };
}
