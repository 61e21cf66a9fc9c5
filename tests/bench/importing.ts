import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { writeTemplate } from '../../electron/core/intake/template.ts';
import { itemsOf } from '../../shared/domain/standard-set.ts';
import { type Measure, median, type Row, round, type Setting, timed } from './measure.ts';
import { CLOSES_AT, layRound, type MadeRound, makeRound, numbers } from './round.ts';

interface Picked {
  readonly path: string;
  readonly file: string;
}

const TIMES = 3;
const AT_ONCE = 4;

/** An import, from picked files to the record, against what any copy of the same files costs on the same disk. */
export const importing: Measure = {
  name: 'import',
  async run(setting) {
    const shape = { standards: 24, assessors: 1, perSubmission: 1, files: 10 };
    const made = makeRound({ ...shape, organisations: setting.size === 'stress' ? 40 : 8 });
    setting.say('making the files');
    const picked = await makeDeliveries(setting, made);
    const [whole, rehearsals, writing, bare]: [number[], number[], number[], number[]] = [[], [], [], []];
    for (let time = 0; time < TIMES; time++) {
      setting.say(`import ${time + 1} of ${TIMES}`);
      bare.push((await timed(() => copyAll(picked, join(setting.folder, `bare-${time}`))))[0]);
      const { rehearse, accept } = await importAll(setting, made, picked, time);
      rehearsals.push(rehearse);
      writing.push(accept);
      whole.push(rehearse + accept);
    }
    const of = {
      organisations: made.size.organisations,
      files: picked.length,
      megabytes: Math.round(picked.reduce((sum, { file }) => sum + statSync(file).size, 0) / 2 ** 20),
      runs: TIMES,
      bareMs: round(median(bare)),
    };
    const kept = (ratio: number) => ratio <= 1.3;
    const row = (name: string, values: readonly number[], more: object): Row => {
      const ratio = median(values) / median(bare);
      return {
        name,
        promise: 'within 1.3 times hashing, copying, syncing and renaming the same files',
        measured: { ...of, ms: round(median(values)), ...more },
        ratio: round(ratio),
        kept: kept(ratio),
      };
    };
    return [
      row('import, rehearsal and all', whole, { rehearsalMs: round(median(rehearsals)) }),
      row('import, from accepting on', writing, {}),
    ];
  },
};

/** Folders as administrators pick them: a filled workbook, and files between 0.2 and 2.2 MB that begin like a PDF. */
async function makeDeliveries({ folder }: Setting, made: MadeRound): Promise<readonly Picked[]> {
  const next = numbers(made.size.seed ?? 1);
  const picked: Picked[] = [];
  const put = (path: string, bytes: Uint8Array) => {
    const file = join(folder, 'picked', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    picked.push({ path, file });
  };
  for (const { organisation, name } of made.submissions) {
    const names = Array.from({ length: made.size.files }, (_, at) => `E${at + 1}.pdf`);
    for (const each of names)
      put(`${organisation}/evidence/${each}`, pdfLike(200_000 + next() * 2_000_000, next));
    const workbook = await writeTemplate({
      set: made.set,
      round: { id: made.id, year: 2026, closesAt: CLOSES_AT },
      organisation: { id: organisation, name },
      fill: {
        transitions: { 'newly-registered': 'Yes' },
        professions: ['Physiotherapists'],
        covers: 'All sites',
        contact: { name: 'The lead', role: 'Lead', email: 'lead@example.org' },
        rows: itemsOf(made.set, ['newly-registered']).map(({ id }, at) => ({
          item: id,
          rating: 'Met',
          account: `We do what ${id} says, and this is how.`,
          reason: '',
          action: '',
          references: [{ ref: `E${(at % names.length) + 1}`, pages: 'p. 1' }],
        })),
        evidence: names.map((each, at) => ({
          ref: `E${at + 1}`,
          name: each,
          shows: 'How we do it',
          namesRemoved: 'Yes',
        })),
        declaration: { confirmed: 'Yes', name: 'A director', role: 'Director', date: '6 March 2026' },
      },
    });
    put(`${organisation}/submission.xlsx`, workbook);
  }
  return picked;
}

function pdfLike(length: number, next: () => number): Buffer {
  const bytes = Buffer.alloc(Math.round(length));
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(Math.floor(next() * 2 ** 32), at);
  bytes.write('%PDF-1.7\n');
  return bytes;
}

async function importAll({ folder }: Setting, made: MadeRound, picked: readonly Picked[], time: number) {
  const desk = await openDesk({
    dataFolder: join(folder, `import-${time}`),
    resources: findResources(),
    clock: () => new Date('2026-03-20T10:00:00.000Z'),
  });
  try {
    await layRound(desk, { ...made, size: { ...made.size, files: 0 } }, undefined, 'registered');
    const staged = await desk.context.handover.stage(picked);
    const [rehearse, rehearsal] = await timed(() =>
      ask(desk, 'import.rehearse', { staged: staged.map(({ id }) => id), job: randomUUID() }),
    );
    const [accept, { written, notWritten }] = await timed(() =>
      ask(desk, 'import.accept', {
        rehearsal: rehearsal.id,
        job: randomUUID(),
        organisations: rehearsal.organisations.map(({ key }) => ({ key, acceptGaps: false, lateReason: '' })),
      }),
    );
    if (written.length !== made.submissions.length)
      throw new Error(`Not everything was imported: ${notWritten[0]?.sentence ?? 'nothing was found'}`);
    return { rehearse, accept };
  } finally {
    await desk.close();
  }
}

/** Hash, copy, sync, rename and sync the folder, a few files at once as the import does. */
async function copyAll(picked: readonly Picked[], to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const waiting = [...picked];
  const work = async () => {
    const buffer = Buffer.allocUnsafe(2 ** 20);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await copyOne(next, to, buffer);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function copyOne({ file }: Picked, to: string, buffer: Buffer): Promise<void> {
  const temporary = join(to, `${randomUUID()}.part`);
  const [from, out] = [await open(file, 'r'), await open(temporary, 'wx')];
  const hash = createHash('sha256');
  try {
    for (;;) {
      const { bytesRead } = await from.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      await out.write(buffer, 0, bytesRead);
    }
    await out.sync();
  } finally {
    await from.close();
    await out.close();
  }
  await rename(temporary, join(to, `${hash.digest('hex')}-${basename(file)}`));
  const shelf = await open(to, 'r');
  try {
    await shelf.sync();
  } finally {
    await shelf.close();
  }
}
