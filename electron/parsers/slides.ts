import { posix } from 'node:path';
import type { Caution, Leaf, Picture, Remark, Slide } from '../../shared/domain/reading.ts';
import { UnreadableFile } from './container.ts';
import { clip, type Draft } from './draft.ts';
import { embeddedIn } from './embedded.ts';
import { officeNotes, officeProperties } from './office-properties.ts';
import { type Parts, type Relation, relations } from './parts.ts';
import { type PictureShelf, pictureShelf } from './pictures.ts';
import { commentCautions, paragraphText } from './word.ts';
import { all, at, elements, textIn, type XmlNode } from './xml.ts';

const MOST_SLIDES = 2_000;

/** A PowerPoint presentation slide by slide, in the order shown. */
export async function readSlides(parts: Parts): Promise<Draft> {
  const shelf = pictureShelf();
  const authors = await commentAuthors(parts);
  const slides: Slide[] = [];
  for (const part of (await slideParts(parts)).slice(0, MOST_SLIDES))
    slides.push(await readSlide(parts, part, slides.length + 1, authors, shelf));
  return {
    ...draftOfSlides('PowerPoint presentation', slides),
    enclosures: await embeddedIn(parts, false),
    properties: await officeProperties(parts),
    notes: [...hiddenNotes(slides), ...(await officeNotes(parts)), ...shelf.notes()],
  };
}

/** What slides of any kind come to. */
export function draftOfSlides(what: string, slides: Slide[]): Draft {
  return {
    what,
    body: { kind: 'slides', slides },
    leaves: slides.map(leafOf),
    cautions: slides.flatMap(cautionsOf),
  };
}

export function hiddenNotes(slides: readonly Slide[]): readonly string[] {
  const hidden = slides.filter((slide) => slide.hidden).length;
  return hidden === 0 ? [] : [`${hidden} of ${slides.length} slides ${hidden === 1 ? 'is' : 'are'} hidden.`];
}

function leafOf(slide: Slide): Leaf {
  const lines = [
    slide.title,
    ...slide.paragraphs.map(({ text }) => text),
    ...slide.tables.flatMap((table) => table.map((row) => row.join('\t'))),
    ...slide.pictures.map(({ description }) => description),
    ...slide.notes,
    ...slide.comments.map(({ author, text }) => (author === '' ? text : `${author}: ${text}`)),
  ];
  return {
    number: slide.number,
    label: `Slide ${slide.number}`,
    text: lines.filter((line) => line.trim() !== '').join('\n'),
    hidden: slide.hidden,
  };
}

function cautionsOf({ number, hidden, comments }: Slide): readonly Caution[] {
  const seen: Caution[] = hidden
    ? [{ kind: 'hidden-slide', leaf: number, quote: '', sentence: `Slide ${number} is hidden.` }]
    : [];
  return [...seen, ...commentCautions(comments, number)];
}

async function slideParts(parts: Parts): Promise<readonly string[]> {
  const main = [...parts.names].find((name) => /^ppt\/presentation\d*\.xml$/.test(name));
  if (main === undefined) throw new UnreadableFile('damaged');
  const list = at(await parts.xml(main), 'sldIdLst');
  const targets = new Map((await relations(parts, main)).map(({ id, target }) => [id, target]));
  return (list === undefined ? [] : elements(list, 'sldId')).flatMap(({ attributes }) => {
    const target = targets.get(attributes['r:id'] ?? '');
    return target === undefined ? [] : [target];
  });
}

async function readSlide(
  parts: Parts,
  part: string,
  number: number,
  authors: ReadonlyMap<string, string>,
  shelf: PictureShelf,
): Promise<Slide> {
  const slide = await parts.xml(part);
  if (slide === undefined) throw new UnreadableFile('damaged');
  const related = await relations(parts, part);
  const shapes = at(slide, 'cSld', 'spTree');
  const read = shapes === undefined ? emptyShapes() : shapesIn(shapes);
  const notesPart = related.find(({ type }) => type === 'notesSlide')?.target;
  const notes = notesPart === undefined ? undefined : await parts.xml(notesPart);
  return {
    number,
    hidden: slide.attributes.show === '0' || slide.attributes.show === 'false',
    title: clip(read.title.join(' '), 4000),
    paragraphs: read.paragraphs,
    tables: read.tables,
    notes: notes === undefined ? [] : notesIn(notes),
    comments: await commentsOf(parts, related, authors),
    pictures: await picturesOf(parts, related, read.pictures, shelf),
  };
}

interface Shapes {
  readonly title: string[];
  readonly paragraphs: { depth: number; text: string }[];
  readonly tables: string[][][];
  readonly pictures: { readonly id: string; readonly description: string }[];
}

function emptyShapes(): Shapes {
  return { title: [], paragraphs: [], tables: [], pictures: [] };
}

/** What stands in the shapes of a slide, groups opened, in their order. ECMA-376 part 1, 19.3.1. */
function shapesIn(tree: XmlNode, into: Shapes = emptyShapes()): Shapes {
  for (const shape of elements(tree)) {
    if (shape.name === 'grpSp') shapesIn(shape, into);
    else if (shape.name === 'AlternateContent')
      shapesIn(at(shape, 'Choice') ?? at(shape, 'Fallback') ?? shape, into);
    else if (shape.name === 'sp' || shape.name === 'cxnSp') readShape(shape, into);
    else if (shape.name === 'graphicFrame') readFrame(shape, into);
    else if (shape.name === 'pic') {
      const id = at(shape, 'blipFill', 'blip')?.attributes['r:embed'];
      const named = at(shape, 'nvPicPr', 'cNvPr')?.attributes ?? {};
      if (id !== undefined) into.pictures.push({ id, description: named.descr ?? named.title ?? '' });
    }
  }
  return into;
}

function readShape(shape: XmlNode, into: Shapes): void {
  const body = at(shape, 'txBody');
  if (body === undefined) return;
  const kind = at(shape, 'nvSpPr', 'nvPr', 'ph')?.attributes.type ?? '';
  if (/^(?:sldNum|dt)$/.test(kind)) return;
  for (const paragraph of elements(body, 'p')) {
    const text = paragraphText(paragraph).trim();
    if (text === '') continue;
    if (/^(?:title|ctrTitle)$/.test(kind)) into.title.push(text);
    else into.paragraphs.push({ depth: depthOf(paragraph), text });
  }
}

function depthOf(paragraph: XmlNode): number {
  const level = Number(at(paragraph, 'pPr')?.attributes.lvl ?? 0);
  return Number.isInteger(level) ? Math.min(8, Math.max(0, level)) : 0;
}

/** Tables are grids of cells; of charts and diagrams only the words that stand in the slide itself. */
function readFrame(frame: XmlNode, into: Shapes): void {
  for (const table of all(frame, 'tbl'))
    into.tables.push(
      elements(table, 'tr').map((row) =>
        elements(row, 'tc').map((cell) =>
          all(cell, 'p')
            .map((paragraph) => paragraphText(paragraph))
            .join('\n')
            .trim(),
        ),
      ),
    );
}

function notesIn(notes: XmlNode): string[] {
  const tree = at(notes, 'cSld', 'spTree');
  if (tree === undefined) return [];
  const { title, paragraphs } = shapesIn(tree);
  return [...title, ...paragraphs.map(({ text }) => text)];
}

/** Names by id: as PowerPoint wrote comments until 2021, and as it does since. */
async function commentAuthors(parts: Parts): Promise<ReadonlyMap<string, string>> {
  const trees = [await parts.xml('ppt/commentAuthors.xml'), await parts.xml('ppt/authors.xml')];
  return new Map(
    trees.flatMap((tree) =>
      tree === undefined
        ? []
        : elements(tree).map(({ attributes: { id = '', name = '' } }) => [id, name] as const),
    ),
  );
}

async function commentsOf(
  parts: Parts,
  related: readonly Relation[],
  authors: ReadonlyMap<string, string>,
): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const { target } of related.filter(({ type }) => type === 'comments')) {
    const tree = await parts.xml(target);
    if (tree === undefined) continue;
    for (const comment of elements(tree, 'cm')) {
      const replies = at(comment, 'replyLst');
      for (const one of [comment, ...(replies === undefined ? [] : elements(replies, 'reply'))])
        remarks.push({
          author: clip(authors.get(one.attributes.authorId ?? '') ?? '', 400),
          text: clip(commentText(one), 10_000),
        });
    }
  }
  return remarks;
}

function commentText(comment: XmlNode): string {
  const old = at(comment, 'text');
  if (old !== undefined) return textIn(old).trim();
  const body = at(comment, 'txBody');
  return (body === undefined ? [] : elements(body, 'p'))
    .map((paragraph) => paragraphText(paragraph))
    .join('\n')
    .trim();
}

async function picturesOf(
  parts: Parts,
  related: readonly Relation[],
  wanted: Shapes['pictures'],
  shelf: PictureShelf,
): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const { id, description } of wanted) {
    const relation = related.find((one) => one.id === id);
    if (relation === undefined || relation.external) continue;
    const bytes = await parts.bytes(posix.normalize(relation.target));
    const picture = bytes === undefined ? undefined : shelf.take(bytes, description);
    if (picture !== undefined) pictures.push(picture);
  }
  return pictures;
}
