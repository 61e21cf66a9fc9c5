import { type PageText, plainPageText } from '../../../shared/domain/page-text.ts';

/** Characters after which a plain file goes on on a new sheet, so that a long one can be leafed through. */
const sheet = 6000;

/** A plain file cut into sheets between its paragraphs; `start` is where each begins in the file. */
export function sheetsOf(text: string): readonly { readonly start: number; readonly text: PageText }[] {
  const { paragraphs } = plainPageText(text);
  const starts = [0];
  for (const { start } of paragraphs) if (start - (starts.at(-1) ?? 0) > sheet) starts.push(start);
  return starts.map((start, index) => ({ start, text: plainPageText(text.slice(start, starts[index + 1])) }));
}
