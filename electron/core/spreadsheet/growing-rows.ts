import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';

/** Times in a zip are of no zone, and begin in 1980: the same on every machine. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * The same .xlsx with row heights as a start only, so that rows grow with what is written into them. The writer that
 * we use marks every height as set by hand, which keeps rows as they are and hides the end of a long answer.
 * ECMA-376, part 1, 18.3.1.73 (row, customHeight)
 */
export async function withGrowingRows(bytes: Uint8Array): Promise<Uint8Array> {
  const opened = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const grown = new ZipFile();
  for await (const entry of opened.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    const isSheet = /^xl\/worksheets\/[^/]+\.xml$/.test(entry.fileName);
    grown.addBuffer(isSheet ? letGrow(content) : content, entry.fileName, {
      mtime: NO_TIME,
      forceDosTimestamp: true,
    });
  }
  grown.end();
  const chunks: Buffer[] = [];
  for await (const chunk of grown.outputStream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Only inside row tags: what people wrote is text between cells, where "<" stands escaped. */
function letGrow(sheet: Buffer): Buffer {
  return Buffer.from(
    sheet.toString('utf8').replace(/<row\b[^>]*>/g, (tag) => tag.replace(' customHeight="1"', '')),
  );
}
