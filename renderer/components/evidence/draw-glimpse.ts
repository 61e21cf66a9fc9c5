import type { Glimpse } from '../../../shared/domain/glimpse.ts';
import type { Size } from './page-layout.ts';

type Lines = Extract<Glimpse, { kind: 'lines' }>;
type Cells = Extract<Glimpse, { kind: 'grid' }>;
type Slide = Extract<Glimpse, { kind: 'slide' }>;
export type Drawable = Lines | Cells | Slide;

/** As a page is on paper, in the dark too. */
const [paper, ink, faint, line] = ['#ffffff', '#212b32', '#4c6272', '#d8dde0'];
const letters = 'Arial, "Liberation Sans", sans-serif';
const margin = 6;

/** A small page of what a file begins with, in CSS pixels within the room; `density` pixels of the canvas for each. */
export async function drawGlimpse(
  glimpse: Drawable,
  room: Size,
  density: number,
): Promise<HTMLCanvasElement> {
  const size = glimpse.kind === 'slide' ? { width: room.width, height: (room.width * 3) / 4 } : room;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(size.width * density);
  canvas.height = Math.round(size.height * density);
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('Nothing can be drawn in this window.');
  brush.scale(density, density);
  brush.fillStyle = paper;
  brush.fillRect(0, 0, size.width, size.height);
  brush.textBaseline = 'top';
  switch (glimpse.kind) {
    case 'lines':
      drawLines(brush, glimpse, size);
      break;
    case 'grid':
      drawGrid(brush, glimpse, size);
      break;
    case 'slide':
      await drawSlide(brush, glimpse, size);
      break;
  }
  return canvas;
}

function drawLines(brush: CanvasRenderingContext2D, { lines }: Lines, size: Size): void {
  let top = margin;
  for (const { text, strong } of lines) {
    brush.fillStyle = strong ? ink : faint;
    brush.font = strong ? `bold 6px ${letters}` : `5px ${letters}`;
    for (const part of wrapped(brush, text, size.width - 2 * margin)) {
      if (top > size.height - margin - 5) return;
      brush.fillText(part, margin, top);
      top += strong ? 8 : 6.5;
    }
    top += 1.5;
  }
}

function drawGrid(brush: CanvasRenderingContext2D, { rows }: Cells, size: Size): void {
  const [high, narrow] = [8, 14];
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.min(34, Math.max(narrow, ...rows.map((row) => 3 * (row[column]?.text.length ?? 0)))),
  );
  rows.forEach((row, at) => {
    let left = 0;
    row.forEach(({ text, figure }, column) => {
      const wide = widths[column] ?? narrow;
      brush.save();
      brush.beginPath();
      brush.rect(left, at * high, wide, high);
      brush.clip();
      brush.strokeStyle = line;
      brush.lineWidth = 0.5;
      brush.strokeRect(left, at * high, wide, high);
      brush.fillStyle = at === 0 ? ink : faint;
      brush.font = `${at === 0 ? 'bold ' : ''}5px ${letters}`;
      brush.textAlign = figure ? 'right' : 'left';
      brush.fillText(text, figure ? left + wide - 1.5 : left + 1.5, at * high + 1.8);
      brush.restore();
      left += wide;
    });
  });
  brush.strokeStyle = line;
  brush.strokeRect(0, 0, size.width, size.height);
}

async function drawSlide(brush: CanvasRenderingContext2D, slide: Slide, size: Size): Promise<void> {
  const wide = size.width - 2 * margin;
  let top = margin;
  brush.fillStyle = ink;
  brush.font = `bold 7px ${letters}`;
  for (const part of wrapped(brush, slide.title, wide).slice(0, 3)) {
    brush.fillText(part, margin, top);
    top += 8.5;
  }
  brush.fillStyle = faint;
  brush.font = `5px ${letters}`;
  top += 2;
  for (const { depth, text } of slide.points) {
    const left = margin + 3 * depth;
    for (const part of wrapped(brush, text, wide - 3 * depth)) {
      if (top > size.height - margin - 4) return;
      brush.fillText(part, left, top);
      top += 6.5;
    }
  }
  const left = size.height - margin - top;
  if (slide.picture === undefined || left < 12) return;
  const bytes = Uint8Array.from(atob(slide.picture.base64), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: slide.picture.type }));
  const scale = Math.min(wide / picture.width, left / picture.height);
  brush.drawImage(picture, margin, top, picture.width * scale, picture.height * scale);
  picture.close();
}

/** Broken between words; a word that is wider than the line is cut off by it. */
function wrapped(brush: CanvasRenderingContext2D, text: string, wide: number): readonly string[] {
  const lines: string[] = [];
  let now = '';
  for (const word of text.split(' ')) {
    const longer = now === '' ? word : `${now} ${word}`;
    if (now === '' || brush.measureText(longer).width <= wide) now = longer;
    else {
      lines.push(now);
      now = word;
    }
  }
  return now === '' ? lines : [...lines, now];
}
