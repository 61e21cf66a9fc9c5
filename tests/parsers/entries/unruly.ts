import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ParserRequest } from '../../../shared/contract/parsing.ts';

/** A parser process gone wrong, in the way that the file's name asks for. */
process.on('message', (message) => {
  const { id, name } = ParserRequest.parse(message);
  const say = (words: readonly string[]) =>
    process.send?.({
      id,
      result: {
        ok: true,
        workbook: {
          kind: 'csv',
          sheets: words.map((one) => ({ name: one, hidden: false, rows: [] })),
          enclosed: [],
        },
      },
    });
  switch (name) {
    case 'spins':
      for (;;);
    case 'fills its heap': {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(100_000).fill(kept.length));
    }
    case 'fills memory outside its heap': {
      const kept: Buffer[] = [];
      const more = () => {
        kept.push(Buffer.alloc(20 * 1024 * 1024, 1));
        setTimeout(more, 5);
      };
      return more();
    }
    case 'dies':
      return process.exit(3);
    case 'lies':
      return process.send?.({ id, result: { ok: true, workbook: 'all yours' } });
    case 'answers another':
      return process.send?.({ id: id + 1, result: { ok: false, reason: 'empty' } });
    case 'tries its rights':
      return say([
        tried('write', () => writeFileSync(join(tmpdir(), 'award-parser-was-here'), 'x')),
        tried('read', () => readFileSync(join(tmpdir(), '..', 'etc', 'passwd'))),
        tried('spawn', () => spawnSync(process.execPath, ['--version'])),
        tried('thread', () => new Worker('1', { eval: true })),
        `environment: ${process.env.AWARD_SECRET ?? 'nothing'}`,
      ]);
    default:
      return say(['read']);
  }
});

function tried(what: string, attempt: () => unknown): string {
  try {
    attempt();
    return `${what}: done`;
  } catch (error) {
    return `${what}: ${error instanceof Error && 'code' in error ? String(error.code) : 'failed'}`;
  }
}

process.send?.({ started: true });
