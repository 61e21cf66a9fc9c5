import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import {
  EnclosureResult,
  type ParserRequest,
  ParserResponse,
  ParserResult,
  ParserStarted,
  ReadingResult,
} from '../../shared/contract/parsing.ts';
import { MOST_BYTES } from '../../shared/domain/reading.ts';
import { findEntry, findPdfData } from './entry-point.ts';
import { refuse } from './refused.ts';

export interface ParserLimits {
  /** For a workbook; evidence may be a book, and has six times that. */
  readonly milliseconds: number;
  /** The heap of the process; what it holds in all may be `residentMegabytes`. */
  readonly heapMegabytes: number;
  readonly residentMegabytes: number;
}

const USUAL: ParserLimits = { milliseconds: 20_000, heapMegabytes: 512, residentMegabytes: 1_200 };

/**
 * Reads untrusted files in a process of their own, one at a time, in the order asked. Every call throws the refusal
 * 'unexpected' where that process cannot be started, which says nothing of the file.
 */
export interface Parser {
  /** A form's cells. */
  workbook(bytes: Uint8Array, name: string): Promise<ParserResult>;
  /** Any evidence file as plain data: its text, what lies in it, what to be careful of. */
  read(bytes: Uint8Array, name: string): Promise<ReadingResult>;
  /** The bytes of one file inside another, by its path among the reading's enclosures. */
  enclosure(bytes: Uint8Array, name: string, path: string): Promise<EnclosureResult>;
  /** Ends the process. What is being read is given up as damaged. */
  close(): void;
}

type GivenUp = { readonly ok: false; readonly reason: 'damaged' | 'took-too-long' | 'too-much-memory' };

/** What is asked for, before it has a number. */
type Question = ParserRequest extends infer Request
  ? Request extends ParserRequest
    ? Omit<Request, 'id'>
    : never
  : never;

/** Starts nothing until the first file comes. A process that dies, or has to be killed, is replaced by the next file. */
export function startParser({
  limits = USUAL,
  entry = findEntry('parsers/process'),
}: {
  readonly limits?: ParserLimits;
  readonly entry?: string;
} = {}): Parser {
  let child: ChildProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let nextId = 1;
  let closed = false;
  const started = new WeakSet<ChildProcess>();

  const ask = <Result>(question: Question, expected: z.ZodType<Result>): Promise<Result | GivenUp> => {
    if (closed) return Promise.resolve({ ok: false, reason: 'damaged' });
    const running = child ?? forkParser(entry, limits);
    child = running;
    return new Promise((resolve, reject) => {
      const id = nextId++;
      const end = (keep: boolean) => {
        clearTimeout(timer);
        clearInterval(watch);
        running.off('message', heard).off('exit', died).off('error', died);
        if (keep) rest(running);
        else {
          running.kill('SIGKILL');
          if (child === running) child = undefined;
        }
      };
      const done = (result: Result | GivenUp, keep: boolean) => {
        end(keep);
        resolve(result);
      };
      const heard = (message: unknown) => {
        if (!started.has(running) && ParserStarted.safeParse(message).success) {
          started.add(running);
          return;
        }
        const response = ParserResponse.safeParse(message);
        const result =
          response.success && response.data.id === id ? expected.safeParse(response.data.result) : undefined;
        if (result?.success === true) done(result.data, true);
        else done({ ok: false, reason: 'damaged' }, false);
      };
      // V8 ends a process whose heap is full by SIGABRT; Windows has no signals and gives 134 as its exit code.
      const died = (code: unknown, signal?: unknown) => {
        if (!started.has(running) && !closed) {
          end(false);
          reject(cannotStart());
          return;
        }
        done(
          { ok: false, reason: signal === 'SIGABRT' || code === 134 ? 'too-much-memory' : 'damaged' },
          false,
        );
      };
      const timer = setTimeout(
        () => done({ ok: false, reason: 'took-too-long' }, false),
        question.kind === 'workbook' ? limits.milliseconds : limits.milliseconds * 6,
      );
      const watch = setInterval(() => {
        residentMegabytes(running.pid).then((held) => {
          if (held > limits.residentMegabytes) done({ ok: false, reason: 'too-much-memory' }, false);
        }, ignoreGone);
      }, 200);
      running.on('message', heard).on('exit', died).on('error', died);
      wake(running);
      running.send({ id, ...question });
    });
  };

  const inTurn = <Result>(question: Question, expected: z.ZodType<Result>) => {
    const next = () => ask(question, expected);
    const answer = queue.then(next, next);
    queue = answer;
    return answer;
  };

  return {
    workbook: (bytes, name) => inTurn({ kind: 'workbook', name, bytes }, ParserResult),
    read: (bytes, name) =>
      bytes.length > MOST_BYTES
        ? Promise.resolve({ ok: false, reason: 'too-large' })
        : inTurn({ kind: 'reading', name, bytes }, ReadingResult),
    enclosure: (bytes, name, path) =>
      bytes.length > MOST_BYTES
        ? Promise.resolve({ ok: false, reason: 'too-large' })
        : inTurn({ kind: 'enclosure', name, bytes, path }, EnclosureResult),
    close() {
      closed = true;
      child?.kill('SIGKILL');
      child = undefined;
    },
  };
}

const cannotStart = () =>
  refuse(
    'unexpected',
    'The part of this program that reads files could not start. Close the program and start it again. If that does not help, install it again: your files and everything you saved are as they were.',
  );

/**
 * Node's permission model denies the process writing, spawning, threads and add-ons, and all reading but the program's.
 * https://nodejs.org/api/permissions.html
 */
function forkParser(entry: string, { heapMegabytes }: ParserLimits): ChildProcess {
  const pdfData = findPdfData();
  return fork(entry, [pdfData], {
    execArgv: [
      '--permission',
      ...readable(entry, pdfData).map((path) => `--allow-fs-read=${path}`),
      `--max-old-space-size=${heapMegabytes}`,
    ],
    // Nothing of the parent's environment: a NODE_OPTIONS there could give back what is denied here.
    env: process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** The program's own files: the sources or the build, and the packages; by their true places too, where a folder is a link. */
function readable(entry: string, pdfData: string): readonly string[] {
  const roots = [...programFolders(entry), pdfData];
  return [
    ...new Set([...roots, ...roots.filter((path) => existsSync(path)).map((path) => realpathSync(path))]),
  ];
}

function programFolders(entry: string): readonly string[] {
  const program = dirname(dirname(entry));
  const roots = [program];
  for (let folder = dirname(program); ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules');
    if (existsSync(packages)) roots.push(packages);
    if (existsSync(join(folder, 'package.json'))) roots.push(join(folder, 'package.json'));
    if (existsSync(join(folder, 'shared'))) roots.push(join(folder, 'shared'));
    if (roots.length > 1 || folder === dirname(folder)) return roots;
  }
}

/** What a process holds in memory, by Linux's own figures; 0 where there are none, and the heap's limit has to do. */
async function residentMegabytes(pid: number | undefined): Promise<number> {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return kilobytes === undefined ? 0 : Number(kilobytes) / 1024;
}

/** The process ended between two looks: its own end is heard elsewhere. */
function ignoreGone(error: unknown): void {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
    return;
  throw error;
}

/** A process at rest does not keep the program alive. */
function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function wake(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}
