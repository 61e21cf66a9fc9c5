import { posix } from 'node:path';
import { type Entry, fromBufferPromise } from 'yauzl';
import { type Container, inspectContainer, LIMITS, UnreadableFile } from './container.ts';
import { decodeText } from './text.ts';
import { all, parseXml, type XmlNode } from './xml.ts';

/** The parts of an Office file or an OpenDocument: a zip that was gone through once before anything reads it. */
export interface Parts extends Container {
  /** Their sizes when unpacked. */
  readonly sizes: ReadonlyMap<string, number>;
  bytes(name: string): Promise<Uint8Array | undefined>;
  xml(name: string): Promise<XmlNode | undefined>;
}

/** @throws UnreadableFile */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
  const container = await inspectContainer(bytes);
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    validateEntrySizes: true,
    autoClose: false,
  });
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  const read = async (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LIMITS.inflated) throw new UnreadableFile('bomb');
    }
    return Buffer.concat(chunks);
  };
  return {
    ...container,
    sizes: new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize])),
    bytes: read,
    async xml(name) {
      const part = await read(name);
      return part === undefined ? undefined : parseXml(decodeText(part));
    },
  };
}

export interface Relation {
  readonly id: string;
  /** The last word of its type: "slide", "image", "notesSlide". */
  readonly type: string;
  /** A part's name, or an address outside the file. */
  readonly target: string;
  readonly external: boolean;
}

/** What a part points to. Open Packaging Conventions, ECMA-376 part 2, 9.3. */
export async function relations(parts: Parts, part: string): Promise<readonly Relation[]> {
  const folder = posix.dirname(part);
  const tree = await parts.xml(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  if (tree === undefined) return [];
  return all(tree, 'Relationship').map(({ attributes: { Id = '', Type = '', Target = '', TargetMode } }) => {
    const external = TargetMode === 'External';
    return {
      id: Id,
      type: Type.slice(Type.lastIndexOf('/') + 1),
      target: external
        ? Target
        : Target.startsWith('/')
          ? Target.slice(1)
          : posix.normalize(posix.join(folder, Target)),
      external,
    };
  });
}

/** Where any part points outside the file for something that it would show: pictures, sheets, templates, not links to read. */
export async function linkedElsewhere(parts: Parts): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const name of parts.names) {
    const owner = /^(.*?)_rels\/([^/]+)\.rels$/.exec(name);
    if (owner === null) continue;
    for (const { type, target, external } of await relations(parts, `${owner[1]}${owner[2]}`))
      if (external && type !== 'hyperlink') found.add(target.slice(0, 300));
  }
  return [...found];
}
