import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Slide } from '../../../shared/domain/reading.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';

export interface SlideText extends PageText {
  readonly title: Stretch;
  /** In the order of the slide's own. */
  readonly points: readonly Stretch[];
  readonly cells: readonly (readonly (readonly Stretch[])[])[];
  readonly notes: readonly Stretch[];
  readonly comments: readonly Stretch[];
}

/** A slide's words in the order that it is read in, and where each part of it stands in them. */
export function slideTextOf(slide: Slide): SlideText {
  let text = '';
  const paragraphs: Stretch[] = [];
  const add = (words: string, after: '\n' | '\t' = '\n'): Stretch => {
    const stretch = { start: text.length, end: text.length + words.length };
    text += words === '' ? '' : words + after;
    return stretch;
  };
  const line = (words: string): Stretch => {
    const stretch = add(words);
    if (words.trim() !== '') paragraphs.push(stretch);
    return stretch;
  };
  const title = line(slide.title);
  const points = slide.paragraphs.map((paragraph) => line(paragraph.text));
  const cells = slide.tables.map((table) =>
    table.map((row) => {
      const start = text.length;
      const stretches = row.map((cell) => add(cell, '\t'));
      const end = stretches.at(-1)?.end ?? start;
      if (text.slice(start, end).trim() !== '') paragraphs.push({ start, end });
      text += '\n';
      return stretches;
    }),
  );
  const notes = slide.notes.map(line);
  const comments = slide.comments.map((comment) =>
    line(comment.author === '' ? comment.text : `${comment.author}: ${comment.text}`),
  );
  return { text, runs: [], paragraphs, title, points, cells, notes, comments };
}
