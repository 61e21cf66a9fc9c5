import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { unescapeXml } from './container.ts';

/** Rows may be wrapped: those repeated at the top of every printed page, groups, and plain runs of rows. */
const WRAPPERS = /<\/?table:table-(?:header-rows|row-group|rows)\b[^>]*>/g;

/**
 * The same .ods with every row directly in its table, and the sheets that have comments in them. The reader that we use
 * leaves out rows that are repeated at the top of printed pages, which are the headings of our own form, numbers those
 * below them wrongly, and says nothing of comments.
 * OpenDocument 1.3, part 3, 9.1.7 to 9.1.9 and 14.1: https://docs.oasis-open.org/office/OpenDocument/v1.3/
 */
export async function plainOds(
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly comments: readonly string[] }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const opened = await fromBufferPromise(buffer, { validateEntrySizes: true });
  const plain = new ZipFile();
  let wrapped = false;
  let comments: readonly string[] = [];
  for await (const entry of opened.eachEntry()) {
    // Pictures and objects are not needed to read cells.
    if (!/^(mimetype|content\.xml|styles\.xml|meta\.xml|META-INF\/manifest\.xml)$/.test(entry.fileName))
      continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk);
    const content = Buffer.concat(chunks);
    if (entry.fileName !== 'content.xml') {
      plain.addBuffer(content, entry.fileName);
      continue;
    }
    const text = content.toString('utf8');
    const unwrapped = text.replace(WRAPPERS, '');
    wrapped = unwrapped.length < text.length;
    comments = commentedSheets(text);
    plain.addBuffer(Buffer.from(unwrapped), entry.fileName);
  }
  if (!wrapped) return { bytes, comments };
  plain.end();
  const chunks: Buffer[] = [];
  for await (const chunk of plain.outputStream) chunks.push(Buffer.from(chunk));
  return { bytes: Buffer.concat(chunks), comments };
}

/** The same for a reader that has no use for comments. */
export async function withPlainRows(bytes: Uint8Array): Promise<Uint8Array> {
  return (await plainOds(bytes)).bytes;
}

function commentedSheets(content: string): readonly string[] {
  return content.split(/<table:table(?=\s)/).flatMap((table) => {
    const name = /^[^>]*?\btable:name="([^"]*)"/.exec(table)?.[1];
    return name !== undefined && table.includes('<office:annotation') ? [unescapeXml(name)] : [];
  });
}
