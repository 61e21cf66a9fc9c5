import { buffer } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';
import { ZipFile } from 'yazl';
import { madeAt } from './page.ts';

/**
 * The same Word file with the moment of its making taken out: in its properties, and in the zip around it.
 * `docx` writes both, so that the same words would give other bytes every time.
 */
export async function settle(bytes: Uint8Array): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of await entriesOf(Buffer.from(bytes))) {
    const moment = madeAt.toISOString();
    const settled =
      name === 'docProps/core.xml'
        ? Buffer.from(content.toString('utf8').replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, moment))
        : content;
    zip.addBuffer(settled, name, { mtime: madeAt, forceDosTimestamp: true });
  }
  zip.end();
  return buffer(zip.outputStream);
}

async function entriesOf(bytes: Buffer): Promise<readonly (readonly [string, Buffer])[]> {
  return new Promise((settled, fail) => {
    fromBuffer(bytes, { lazyEntries: true }, (problem, zip) => {
      if (problem !== null) return fail(problem);
      const entries: (readonly [string, Buffer])[] = [];
      zip.on('error', fail);
      zip.on('end', () => settled(entries));
      zip.on('entry', (entry) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry();
        zip.openReadStream(entry, (trouble, stream) => {
          if (trouble !== null) return fail(trouble);
          buffer(stream).then((content) => {
            entries.push([entry.fileName, content]);
            zip.readEntry();
          }, fail);
        });
      });
      zip.readEntry();
    });
  });
}
