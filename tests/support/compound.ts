const SECTOR = 512;
const END = 0xffff_fffe;
const FREE = 0xffff_ffff;

/** A compound file of these streams, each in sectors of its own, with no short ones kept apart. [MS-CFB] 2. */
export function compoundFile(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const contents = Object.entries(streams);
  const sectors: Buffer[] = [];
  const fat: number[] = [];
  const put = (bytes: Uint8Array): number => {
    if (bytes.length === 0) return END;
    const start = sectors.length;
    const count = Math.ceil(bytes.length / SECTOR);
    for (let at = 0; at < count; at++) {
      const sector = Buffer.alloc(SECTOR);
      sector.set(bytes.subarray(at * SECTOR, (at + 1) * SECTOR));
      sectors.push(sector);
      fat.push(at === count - 1 ? END : start + at + 1);
    }
    return start;
  };
  const entries = contents.map(([name, bytes]) => directoryEntry(name, 2, put(bytes), bytes.length));
  const directory = put(Buffer.concat([directoryEntry('Root Entry', 5, END, 0), ...entries]));
  const fatSize = Math.ceil((fat.length + 2) / (SECTOR / 4));
  const fatStart = sectors.length;
  const table = Buffer.alloc(fatSize * SECTOR, 0xff);
  const links = [...fat, ...Array.from({ length: fatSize }, () => 0xffff_fffd)];
  for (const [at, next] of links.entries()) table.writeUInt32LE(next, at * 4);
  const head = Buffer.alloc(SECTOR, 0xff);
  head.fill(0, 0, 76);
  head.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  head.writeUInt16LE(0x3e, 24);
  head.writeUInt16LE(3, 26);
  head.writeUInt16LE(0xfffe, 28);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(fatSize, 44);
  head.writeUInt32LE(directory, 48);
  head.writeUInt32LE(0, 56);
  head.writeUInt32LE(END, 60);
  head.writeUInt32LE(END, 68);
  for (let at = 0; at < 109; at++) head.writeUInt32LE(at < fatSize ? fatStart + at : FREE, 76 + 4 * at);
  return Buffer.concat([head, ...sectors, table]);
}

function directoryEntry(name: string, kind: number, start: number, size: number): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 0, 62, 'utf16le');
  entry.writeUInt16LE(2 * name.length + 2, 64);
  entry[66] = kind;
  entry.fill(0xff, 68, 80);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}

/** A file as Windows' Packager puts it into a document. [MS-OLEDS] 2.3.6. */
export function packagedFile(name: string, content: Uint8Array): Buffer {
  const words = (text: string) => Buffer.from(`${text}\0`, 'latin1');
  const number = (value: number, bytes: 2 | 4) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  };
  const path = words(`C:\\Temp\\${name}`);
  const body = Buffer.concat([
    number(2, 2),
    words(name),
    words(`C:\\Users\\ana\\${name}`),
    number(0, 2),
    number(3, 2),
    number(path.length, 4),
    path,
    number(content.length, 4),
    content,
  ]);
  return compoundFile({ '\u0001Ole10Native': Buffer.concat([number(body.length, 4), body]) });
}
