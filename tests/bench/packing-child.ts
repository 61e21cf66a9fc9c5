import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Decrypter, Encrypter } from 'age-encryption';
import { extract, pack } from 'tar-stream';
import { ask } from '../../electron/core/ask.ts';
import { openDesk } from '../../electron/core/desk/desk.ts';
import { findResources } from '../../electron/core/entry-point.ts';
import { layRound, makeRound } from './round.ts';

/**
 * One step of a pack's measure, in a process of its own, so that its peak memory is its own. Says how long
 * its work took, in milliseconds, and the most memory that the process ever held, in megabytes.
 */
const [what = '', ...names] = process.argv.slice(2);
const [one = '', other = '', third = ''] = names;
const resources = findResources();
let milliseconds = 0;

async function* bytesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new Error('A stream gave something else than bytes.');
    yield chunk;
  }
}

async function timed<Value>(work: () => Promise<Value>): Promise<Value> {
  const began = performance.now();
  const value = await work();
  milliseconds += performance.now() - began;
  return value;
}

const FILE = 16 * 2 ** 20;
const FILES_EACH = 8;

/** An administrator's desk with that much evidence, which no compression makes smaller. Where each file lies. */
async function lay(dataFolder: string, files: number): Promise<string> {
  const desk = await openDesk({ dataFolder, resources });
  const size = { organisations: files / FILES_EACH, standards: 30, assessors: 1, perSubmission: 1 };
  await layRound(desk, makeRound({ ...size, files: FILES_EACH }), () => randomBytes(FILE));
  const { evidence } = desk.context.store;
  const paths: string[] = [];
  for await (const sha256 of evidence.list()) paths.push(evidence.path(sha256));
  await desk.close();
  return paths.join(',');
}

/** A desk's whole round, made. */
async function make(dataFolder: string, passphrase: string): Promise<string> {
  const desk = await openDesk({ dataFolder, resources });
  const made = await timed(() => ask(desk, 'packs.create', { purpose: 'archive', passphrase, job: 'make' }));
  const path = (await desk.exportFile(made.id))?.path ?? '';
  // The desk empties its exports when it is opened again; the file outlives it under another name.
  const kept = `${dataFolder}.awardpack`;
  await pipeline(createReadStream(path), createWriteStream(kept));
  await desk.close();
  return kept;
}

/** The same, looked through and taken in: read twice, and its evidence kept. */
async function take(dataFolder: string, file: string, passphrase: string): Promise<string> {
  const desk = await openDesk({ dataFolder, resources });
  const [staged] = await desk.context.handover.stage([{ path: 'round.awardpack', file }]);
  const { id } = await timed(() =>
    ask(desk, 'packs.rehearse', { staged: staged?.id ?? '', passphrase, job: randomUUID() }),
  );
  const rehearsed = Math.round(milliseconds);
  await timed(() => ask(desk, 'packs.accept', { rehearsal: id, job: randomUUID() }));
  await desk.close();
  return String(rehearsed);
}

/** The bare library over a bare archive of the same files, written and synced. */
async function seal(listed: string, to: string, passphrase: string): Promise<string> {
  const files = listed.split(',');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  await timed(async () => {
    const tar = pack();
    const filling = (async () => {
      for (const [at, file] of files.entries()) {
        const handle = await open(file);
        const { size } = await handle.stat();
        await pipeline(
          handle.createReadStream({ highWaterMark: 1 << 20 }),
          tar.entry({ name: `${at}`, size }),
        );
      }
      tar.finalize();
    })();
    await pipeline(await encrypter.encrypt(ReadableStream.from(bytesOf(tar))), createWriteStream(to));
    await filling;
    const handle = await open(to, 'r+');
    await handle.sync();
    await handle.close();
  });
  return to;
}

/** Opened by the bare library, each file hashed, written and synced. */
async function unseal(from: string, folder: string, passphrase: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  await timed(async () => {
    const source = createReadStream(from, { highWaterMark: 1 << 20 });
    const tar = extract();
    const feeding = pipeline(await decrypter.decrypt(ReadableStream.from(bytesOf(source))), tar);
    for await (const entry of tar) {
      const hash = createHash('sha256');
      const out = await open(`${folder}/${entry.header.name}`, 'w');
      for await (const chunk of bytesOf(entry)) {
        hash.update(chunk);
        await out.write(chunk);
      }
      await out.sync();
      await out.close();
    }
    await feeding;
  });
  return folder;
}

const work: Readonly<Record<string, () => Promise<string>>> = {
  lay: () => lay(one, Number(other)),
  make: () => make(one, other),
  take: () => take(one, other, third),
  seal: () => seal(one, other, third),
  unseal: () => unseal(one, other, third),
};
const chosen = work[what];
if (chosen === undefined) throw new Error(`There is nothing called ${what} to measure.`);
const said = await chosen();
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ milliseconds: Math.round(milliseconds), megabytes, said }));
