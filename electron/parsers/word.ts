import { ZipFile } from 'yazl';
import type { Caution, Remark } from '../../shared/domain/reading.ts';
import { clip, type Draft } from './draft.ts';
import { embeddedIn } from './embedded.ts';
import { cleanHtml, escapeHtml } from './html.ts';
import { officeNotes, officeProperties } from './office-properties.ts';
import type { Parts } from './parts.ts';
import { type PictureShelf, pictureShelf } from './pictures.ts';
import { decodeText } from './text.ts';
import { CHANGE_STYLES, tellChanges } from './word-changes.ts';
import { all, textIn, type XmlNode } from './xml.ts';

/** What the converter is told: changes as such, and a sign where somebody wrote a comment. */
const STYLE_MAP = [
  `r.${CHANGE_STYLES.ins} => ins`,
  `r.${CHANGE_STYLES.del} => del`,
  'comment-reference => sup',
  'u => u',
  'strike => s',
];

/** A Word document as readable HTML: headings, tables, pictures, footnotes, comments and changes that were not accepted. */
export async function readWord(parts: Parts): Promise<Draft> {
  const shelf = pictureShelf();
  const { zip, changes, otherParts } = await plainDocument(parts);
  const converted = await convert(zip, shelf);
  const margins = await marginWords(parts);
  const extra =
    margins.length === 0
      ? ''
      : `<section><h2>Headers and footers</h2>${margins.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</section>`;
  const { html, text } = cleanHtml(converted + extra);
  const comments = await remarks(parts);
  const notes = [...(await officeNotes(parts)), ...shelf.notes()];
  if (otherParts > 0)
    notes.push('It takes in a part in another format, such as a web page, which is not shown here.');
  return {
    what: 'Word document',
    body: { kind: 'document', html, comments, trackedChanges: changes },
    leaves: [{ number: 1, label: 'Document', text, hidden: false }],
    enclosures: await embeddedIn(parts, false),
    cautions: [...commentCautions(comments), ...changeCautions(changes)],
    properties: await officeProperties(parts),
    notes,
  };
}

export function changeCautions(changes: number): readonly Caution[] {
  if (changes === 0) return [];
  const sentence =
    changes === 1
      ? 'One tracked change was never accepted: what was taken out can still be read.'
      : `${changes} tracked changes were never accepted: what was taken out can still be read.`;
  return [{ kind: 'tracked-changes', quote: '', sentence }];
}

export function commentCautions(comments: readonly Remark[], leaf?: number): readonly Caution[] {
  const [first] = comments;
  if (first === undefined) return [];
  const authors = [...new Set(comments.map(({ author }) => author).filter((author) => author !== ''))];
  const by = authors.length === 0 ? '' : ` by ${clip(authors.join(', '), 300)}`;
  return [
    {
      kind: 'comments',
      ...(leaf === undefined ? {} : { leaf }),
      quote: clip(first.text, 400),
      sentence: `${comments.length === 1 ? 'One comment' : `${comments.length} comments`}${by} can be read.`,
    },
  ];
}

/** The document again as the converter should see it: only its own parts, changes told, nothing from elsewhere. */
async function plainDocument(parts: Parts) {
  const plain = new ZipFile();
  let changes = 0;
  let otherParts = 0;
  for (const name of parts.names) {
    if (!/^(?:\[Content_Types\]\.xml|_rels\/|word\/)/.test(name) || name.endsWith('/')) continue;
    if (/^word\/(?:embeddings|activeX|fonts)\//i.test(name) || /\.(?:html?|mht|bin)$/i.test(name)) continue;
    const content = await parts.bytes(name);
    if (content === undefined) continue;
    if (!/^word\/(?:document\d*|footnotes|endnotes)\.xml$/.test(name)) {
      plain.addBuffer(Buffer.from(content), name, { compress: false });
      continue;
    }
    const told = tellChanges(decodeText(content));
    changes += told.changes;
    otherParts += told.otherParts;
    plain.addBuffer(Buffer.from(told.xml), name, { compress: false });
  }
  plain.end();
  const chunks: Buffer[] = [];
  for await (const chunk of plain.outputStream) chunks.push(Buffer.from(chunk));
  return { zip: Buffer.concat(chunks), changes, otherParts };
}

async function convert(buffer: Buffer, shelf: PictureShelf): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml(
    { buffer },
    {
      styleMap: STYLE_MAP,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(async (image) => {
        const picture = shelf.take(await image.readAsBuffer(), '');
        return { src: picture === undefined ? '' : `data:${picture.type};base64,${picture.base64}` };
      }),
    },
  );
  return value;
}

/** What stands in headers and footers, each once. */
async function marginWords(parts: Parts): Promise<readonly string[]> {
  const lines = new Set<string>();
  for (const name of [...parts.names].filter((part) => /^word\/(?:header|footer)\d*\.xml$/.test(part))) {
    const tree = await parts.xml(name);
    for (const paragraph of tree === undefined ? [] : all(tree, 'p')) {
      const words = paragraphText(paragraph).trim();
      if (words !== '') lines.add(words);
    }
  }
  return [...lines];
}

/** A paragraph's words; tabs and breaks as spaces, instructions of fields left out. */
export function paragraphText(node: XmlNode): string {
  return node.children
    .map((child) => {
      if (typeof child === 'string') return '';
      if (child.name === 't') return textIn(child);
      if (child.name === 'tab' || child.name === 'br') return ' ';
      return paragraphText(child);
    })
    .join('');
}

async function remarks(parts: Parts): Promise<Remark[]> {
  const tree = await parts.xml('word/comments.xml');
  if (tree === undefined) return [];
  return all(tree, 'comment').map((comment) => ({
    author: clip(comment.attributes.author ?? '', 400),
    text: clip(
      all(comment, 'p')
        .map((paragraph) => paragraphText(paragraph))
        .join('\n')
        .trim(),
      10_000,
    ),
  }));
}
