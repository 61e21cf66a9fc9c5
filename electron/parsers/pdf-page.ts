import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.d.ts';
import { pageTextOf, type Run } from '../../shared/domain/page-text.ts';
import type { Remark } from '../../shared/domain/reading.ts';
import { clip } from './draft.ts';

export interface ReadPage {
  /** As the viewer has it, then what fields hold and what was written on the page. */
  readonly text: string;
  readonly remarks: readonly Remark[];
  /** Its letters are drawn, and what they are is not in the file: a third of them at least. */
  readonly untold: boolean;
}

/** What comes of letters in a font that does not say which letters they are. */
const UNTOLD = /[^\P{C}\n\t\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A page's words, or undefined where the page is damaged: the others may be whole. */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<ReadPage | undefined> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const whole = pageTextOf(items.filter(isText).map(runOf)).text;
    const text = whole.replace(UNTOLD, '');
    const untold = whole.length - text.length > text.length / 2;
    const { words, remarks } = await annotationsOf(page);
    page.cleanup();
    const notes = [
      ...words,
      ...remarks.map((remark) => `${remark.author}: ${remark.text}`.replace(/^: /, '')),
    ];
    return {
      text: [text, ...notes].join(text.endsWith('\n') || text === '' ? '' : '\n') || text,
      remarks,
      untold,
    };
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

interface Annotated {
  readonly words: string[];
  readonly remarks: Remark[];
}

/** What form fields were filled in with, words laid over the page, and comments on it. */
async function annotationsOf(page: PDFPageProxy): Promise<Annotated> {
  const found: Annotated = { words: [], remarks: [] };
  const annotations: readonly unknown[] = await page.getAnnotations();
  for (const annotation of annotations.slice(0, 2000)) {
    const kind = textOf(annotation, 'subtype');
    const contents = textOf(field(annotation, 'contentsObj'), 'str').replace(/\r\n?/g, '\n').trim();
    if (kind === 'Widget') {
      const value = filledIn(annotation);
      const name = textOf(annotation, 'alternativeText') || textOf(annotation, 'fieldName');
      if (value !== '') found.words.push(name === '' ? value : `${name}: ${value}`);
    } else if (kind === 'FreeText' && contents !== '') found.words.push(clip(contents, 10_000));
    else if (kind !== 'Popup' && kind !== 'Link' && contents !== '')
      found.remarks.push({
        author: clip(textOf(field(annotation, 'titleObj'), 'str'), 400),
        text: clip(contents, 10_000),
      });
  }
  return found;
}

function filledIn(annotation: unknown): string {
  const kind = textOf(annotation, 'fieldType');
  if (kind !== 'Tx' && kind !== 'Ch') return '';
  const value = field(annotation, 'fieldValue');
  const words = Array.isArray(value) ? value.filter((part) => typeof part === 'string').join(', ') : value;
  return typeof words === 'string' ? clip(words.replace(/\r\n?/g, '\n').trim(), 10_000) : '';
}

/** pdf.js gives annotations without a type, and these fields of them only to some kinds. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

function textOf(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}

function isText(item: TextItem | TextMarkedContent): item is TextItem {
  return 'str' in item;
}

function runOf(item: TextItem): Run {
  const [a, b, c, d, e, f] = item.transform.map(Number);
  return {
    text: item.str,
    matrix: [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0],
    width: item.width,
    height: item.height,
    endsLine: item.hasEOL,
  };
}
