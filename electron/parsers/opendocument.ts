import type { Picture, Remark, Slide } from '../../shared/domain/reading.ts';
import { UnreadableFile } from './container.ts';
import { clip, type Draft, type Property } from './draft.ts';
import { cleanHtml, escapeHtml } from './html.ts';
import { officeNotes, propertiesIn } from './office-properties.ts';
import type { Parts } from './parts.ts';
import { type PictureShelf, pictureShelf } from './pictures.ts';
import { draftOfSlides, hiddenNotes } from './slides.ts';
import { changeCautions, commentCautions } from './word.ts';
import { all, at, elements, textIn, type XmlNode } from './xml.ts';

/** An OpenDocument text as readable HTML. OpenDocument 1.3, part 3. */
export async function readOpenText(parts: Parts): Promise<Draft> {
  const content = await contentOf(parts);
  const body = at(content, 'body', 'text');
  if (body === undefined) throw new UnreadableFile('damaged');
  const shelf = pictureShelf();
  const pictures = await picturesIn(parts, body, shelf);
  const regions = all(at(body, 'tracked-changes') ?? nothing, 'changed-region');
  const margins = await marginWords(parts);
  const extra =
    margins.length === 0
      ? ''
      : `<section><h2>Headers and footers</h2>${margins.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</section>`;
  const { html, text } = cleanHtml(
    elements(body)
      .map((node) => htmlOf(node, pictures))
      .join('') +
      deletedWords(regions) +
      extra,
  );
  const comments = all(body, 'annotation').map(remarkOf);
  return {
    what: 'OpenDocument text',
    body: { kind: 'document', html, comments, trackedChanges: regions.length },
    leaves: [{ number: 1, label: 'Document', text, hidden: false }],
    cautions: [...commentCautions(comments), ...changeCautions(regions.length)],
    properties: await metaOf(parts),
    notes: [...(await officeNotes(parts)), ...shelf.notes()],
  };
}

/** An OpenDocument presentation slide by slide. */
export async function readOpenSlides(parts: Parts): Promise<Draft> {
  const content = await contentOf(parts);
  const body = at(content, 'body', 'presentation');
  if (body === undefined) throw new UnreadableFile('damaged');
  const hidden = hiddenStyles(content);
  const shelf = pictureShelf();
  const slides: Slide[] = [];
  for (const page of elements(body, 'page')) {
    const notes = at(page, 'notes');
    const shapes = elements(page).filter(({ name }) => name !== 'notes' && name !== 'annotation');
    const isTitle = (shape: XmlNode) => shape.attributes.class === 'title';
    slides.push({
      number: slides.length + 1,
      hidden: hidden.has(page.attributes['style-name'] ?? ''),
      title: clip(shapes.filter(isTitle).flatMap(linesIn).join(' '), 4000),
      paragraphs: shapes
        .filter((shape) => !isTitle(shape) && all(shape, 'table').length === 0)
        .flatMap((shape) => listed(shape, 0)),
      tables: shapes.flatMap((shape) => all(shape, 'table').map(tableOf)),
      notes: notes === undefined ? [] : linesIn(notes),
      comments: elements(page, 'annotation').map(remarkOf),
      pictures: [...(await picturesIn(parts, { ...page, children: shapes }, shelf)).values()],
    });
  }
  return {
    ...draftOfSlides('OpenDocument presentation', slides),
    properties: await metaOf(parts),
    notes: [...hiddenNotes(slides), ...(await officeNotes(parts)), ...shelf.notes()],
  };
}

const nothing: XmlNode = { name: '', attributes: {}, children: [] };

async function contentOf(parts: Parts): Promise<XmlNode> {
  const content = await parts.xml('content.xml');
  if (content === undefined) throw new UnreadableFile('damaged');
  return content;
}

async function metaOf(parts: Parts): Promise<readonly Property[]> {
  const meta = at(await parts.xml('meta.xml'), 'meta');
  return meta === undefined ? [] : propertiesIn(meta);
}

/** Elements that HTML has too; what is not here is taken for what it holds. */
const TAGS: Readonly<Record<string, string>> = {
  p: 'p',
  list: 'ul',
  'list-item': 'li',
  table: 'table',
  'table-row': 'tr',
  'table-cell': 'td',
  a: 'a',
};
const UNSEEN = new Set([
  'tracked-changes',
  'annotation',
  'sequence-decls',
  'forms',
  'covered-table-cell',
  'title',
  'desc',
]);

function htmlOf(node: XmlNode | string, pictures: ReadonlyMap<XmlNode, Picture>): string {
  if (typeof node === 'string') return escapeHtml(node);
  if (UNSEEN.has(node.name)) return '';
  if (node.name === 's') return ' '.repeat(Math.min(100, Number(node.attributes.c ?? 1) || 1));
  if (node.name === 'tab') return ' ';
  if (node.name === 'line-break') return '<br>';
  if (node.name === 'note') return escapeHtml(noteWords(node));
  const inner = node.children.map((child) => htmlOf(child, pictures)).join('');
  if (node.name === 'image') {
    const picture = pictures.get(node);
    return picture === undefined
      ? inner
      : `<img src="data:${picture.type};base64,${picture.base64}" alt="${escapeHtml(picture.description)}">${inner}`;
  }
  if (node.name === 'h') {
    const level = Math.min(6, Math.max(1, Number(node.attributes['outline-level'] ?? 1) || 1));
    return `<h${level}>${inner}</h${level}>`;
  }
  const tag = TAGS[node.name];
  if (tag === undefined) return inner;
  const link = tag === 'a' ? ` href="${escapeHtml(node.attributes.href ?? '')}"` : '';
  return `<${tag}${link}>${inner}</${tag}>`;
}

/** A footnote where it is called: " [1: Agreed by the board.]". */
function noteWords(note: XmlNode): string {
  const [sign, body] = [at(note, 'note-citation'), at(note, 'note-body')];
  return ` [${sign === undefined ? '' : textIn(sign)}: ${body === undefined ? '' : linesIn(body).join(' ')}]`;
}

/** Deleted words lie apart from the text: they are shown together, since they can be read by whoever has the file. */
function deletedWords(regions: readonly XmlNode[]): string {
  const deleted = regions
    .flatMap((region) => elements(region, 'deletion').flatMap(linesIn))
    .filter((line) => line !== '');
  if (deleted.length === 0) return '';
  return `<section><h2>Deleted words that can still be read</h2>${deleted.map((line) => `<p><del>${escapeHtml(line)}</del></p>`).join('')}</section>`;
}

function linesIn(node: XmlNode): string[] {
  return elements(node).flatMap((child) =>
    child.name === 'p' || child.name === 'h' ? [wordsOf(child)] : linesIn(child),
  );
}

/** Paragraphs with how many lists they lie in. */
function listed(node: XmlNode, depth: number): { depth: number; text: string }[] {
  return elements(node).flatMap((child) => {
    if (child.name !== 'p' && child.name !== 'h')
      return listed(child, child.name === 'list' ? depth + 1 : depth);
    const text = wordsOf(child);
    return text === '' ? [] : [{ depth: Math.min(8, Math.max(0, depth - 1)), text }];
  });
}

function wordsOf(node: XmlNode): string {
  return node.children
    .map((child) => {
      if (typeof child === 'string') return child;
      if (child.name === 's' || child.name === 'tab' || child.name === 'line-break') return ' ';
      return UNSEEN.has(child.name) ? '' : wordsOf(child);
    })
    .join('')
    .trim();
}

function tableOf(table: XmlNode): string[][] {
  return all(table, 'table-row').map((row) =>
    elements(row, 'table-cell').map((cell) => linesIn(cell).join('\n')),
  );
}

function remarkOf(annotation: XmlNode): Remark {
  const author = at(annotation, 'creator');
  return {
    author: author === undefined ? '' : clip(textIn(author), 400),
    text: clip(linesIn(annotation).join('\n'), 10_000),
  };
}

/** Styles of pages that are not shown. OpenDocument 1.3, 20.384. */
function hiddenStyles(content: XmlNode): ReadonlySet<string> {
  const styles = elements(at(content, 'automatic-styles') ?? nothing, 'style');
  return new Set(
    styles.flatMap((style) =>
      elements(style).some(({ attributes }) => attributes.visibility === 'hidden')
        ? [style.attributes.name ?? '']
        : [],
    ),
  );
}

async function picturesIn(
  parts: Parts,
  body: XmlNode,
  shelf: PictureShelf,
): Promise<ReadonlyMap<XmlNode, Picture>> {
  const pictures = new Map<XmlNode, Picture>();
  // A table's frame also holds a picture of it, for programs that know no tables.
  for (const frame of all(body, 'frame').filter((one) => elements(one, 'table').length === 0))
    for (const image of elements(frame, 'image')) {
      const bytes = await parts.bytes((image.attributes.href ?? '').replace(/^\.\//, ''));
      const words = at(frame, 'desc') ?? at(frame, 'title');
      const picture =
        bytes === undefined ? undefined : shelf.take(bytes, words === undefined ? '' : textIn(words));
      if (picture !== undefined) {
        pictures.set(image, picture);
        break;
      }
    }
  return pictures;
}

/** Headers and footers stand with the page styles; each line once. */
async function marginWords(parts: Parts): Promise<readonly string[]> {
  const styles = await parts.xml('styles.xml');
  const pages = at(styles, 'master-styles');
  if (pages === undefined) return [];
  const margins = ['header', 'footer', 'header-first', 'footer-first', 'header-left', 'footer-left'];
  const lines = margins.flatMap((name) => all(pages, name).flatMap(linesIn));
  return [...new Set(lines.filter((line) => line !== ''))];
}
