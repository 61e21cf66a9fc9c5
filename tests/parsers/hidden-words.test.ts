import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { afterAll, describe, expect, test } from 'vitest';
import { startParser } from '../../electron/core/parsing.ts';
import { pdfFile } from '../support/packages.ts';
import { pngFile } from '../support/pictures.ts';

const parser = startParser();
afterAll(() => parser.close());

/** "page: words" of what is hidden, with how. */
async function hiddenIn(bytes: Uint8Array): Promise<readonly string[]> {
  const result = await parser.read(bytes, 'a.pdf');
  if (!result.ok) throw new Error(result.reason);
  return result.reading.cautions
    .filter(({ kind }) => kind === 'covered-text')
    .map(({ leaf, quote, sentence }) => {
      const how = /under a (box|picture)|in the (colour)/.exec(sentence);
      return `${leaf} ${how?.[1] ?? how?.[2]}: ${quote}`;
    });
}

type Draw = (page: PDFKit.PDFDocument) => void;

async function drawn(draw: Draw): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', info: { Author: 'Ana Silva' } });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  draw(document);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

const SECRET = 'Preceptee Dilys Pugh has protected time';
const secret = (page: PDFKit.PDFDocument, colour = 'black') =>
  page.fillColor(colour).fontSize(12).text(SECRET, 72, 100, { lineBreak: false });
/** A rectangle over the words and a little more. */
const over = [60, 90, 400, 30] as const;

/** A page of one drawing, for what pdfkit does not draw; its font is /F, what it calls by name is in `resources`. */
function page(drawing: string, resources = '', further: readonly string[] = []): Buffer {
  return pdfFile(
    '',
    `/Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> ${resources} >>`,
    [`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`, ...further],
  );
}
const WORDS = 'BT /F 12 Tf 20 100 Td (Dilys Pugh) Tj ET';

const opaquePicture = pngFile(4, 4, () => [200, 30, 30, 255]);
const clearPicture = pngFile(4, 4, (x) => [200, 30, 30, x === 0 ? 255 : 40]);

describe('words that a page hides are found', () => {
  test.each<[string, Draw, readonly string[]]>([
    [
      'under a dark box, and only those under it',
      (page) => {
        secret(page);
        const start = 72 + page.widthOfString('Preceptee ') - 1;
        page.rect(start, 96, page.widthOfString('Dilys Pugh') + 1, 18).fill('black');
      },
      ['1 box: Dilys Pugh'],
    ],
    [
      'on the page where they are, under several boxes in one stroke of painting',
      (page) => {
        page.text('First page').addPage();
        secret(page);
        page.rect(70, 96, 60, 18).rect(400, 500, 20, 20).fill('#222222');
      },
      [expect.stringMatching(/^2 box: Preceptee/)],
    ],
    [
      'turned and moved with the page',
      (page) => {
        page.save().translate(300, 300).scale(0.5).rotate(90);
        secret(page);
        page
          .rect(...over)
          .fill('black')
          .restore();
      },
      [`1 box: ${SECRET}`],
    ],
    [
      'under a white box',
      (page) => {
        secret(page);
        page.rect(...over).fill('white');
      },
      [`1 box: ${SECRET}`],
    ],
    [
      'under a box of the page’s own colour, where the page has one',
      (page) => {
        page.rect(0, 0, 600, 850).fill('#f0f4f5');
        secret(page);
        page.rect(...over).fill('#f0f4f5');
      },
      [`1 box: ${SECRET}`],
    ],
    [
      'under an opaque box of any other colour',
      (page) => {
        secret(page);
        page.rect(...over).fill('yellow');
      },
      [`1 box: ${SECRET}`],
    ],
    [
      'under a thick line',
      (page) => {
        secret(page);
        page.lineWidth(24).moveTo(60, 105).lineTo(460, 105).stroke('black');
      },
      [`1 box: ${SECRET}`],
    ],
    [
      'under a picture',
      (page) => {
        secret(page);
        page.image(opaquePicture, 60, 90, { width: 400, height: 30 });
      },
      [`1 picture: ${SECRET}`],
    ],
    ['white on the white page', (page) => secret(page, 'white'), [`1 colour: ${SECRET}`]],
    ['so nearly white that nobody sees them', (page) => secret(page, '#fdfdfd'), [`1 colour: ${SECRET}`]],
    [
      'in the colour of the box that they stand on',
      (page) => {
        page.rect(...over).fill('#005eb8');
        secret(page, '#005eb8');
      },
      [`1 colour: ${SECRET}`],
    ],
    [
      'in each way on one page',
      (page) => {
        secret(page);
        page.rect(...over).fill('black');
        page.fillColor('white').text('Morgan Lowe', 72, 300, { lineBreak: false });
      },
      [`1 box: ${SECRET}`, '1 colour: Morgan Lowe'],
    ],
  ])('%s', async (_, draw, expected) => {
    expect(await hiddenIn(await drawn(draw))).toEqual(expected);
  });

  test.each<[string, Buffer, readonly string[]]>([
    [
      'under a box in a form of its own',
      page(`${WORDS} /X Do`, '/XObject << /X 5 0 R >>', [
        '<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Length 19 >>\nstream\n1 g 10 90 150 30 re f\nendstream',
      ]),
      ['1 box: Dilys Pugh'],
    ],
    [
      'under a black square that was laid over them as a comment',
      pdfFile(
        '',
        `/Contents 4 0 R /Annots [5 0 R] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>`,
        [
          `<< /Length ${WORDS.length} >>\nstream\n${WORDS}\nendstream`,
          '<< /Type /Annot /Subtype /Square /Rect [10 90 160 120] /F 4 /AP << /N 6 0 R >> >>',
          '<< /Type /XObject /Subtype /Form /BBox [0 0 150 30] /Length 21 >>\nstream\n0 g 0 0 150 30 re f  \nendstream',
        ],
      ),
      ['1 box: Dilys Pugh'],
    ],
    [
      'under a stretched mask, as some programs paint boxes',
      page(`${WORDS} q 150 0 0 30 10 90 cm BI /W 1 /H 1 /IM true /BPC 1 ID \u0000 EI Q`),
      ['1 box: Dilys Pugh'],
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(await hiddenIn(bytes)).toEqual(expected);
  });
});

describe('words that can be seen, or are meant not to be, are left alone', () => {
  test.each<[string, Draw]>([
    [
      'white words on a dark heading',
      (page) => {
        page.rect(...over).fill('black');
        page.fillColor('white').fontSize(12).text('A heading of a table', 72, 100);
      },
    ],
    [
      'words that are struck through or underlined',
      (page) => {
        secret(page);
        page.rect(72, 104, 300, 1).fill('black').rect(72, 112, 300, 1).fill('black');
        page.lineWidth(1).moveTo(72, 104).lineTo(400, 104).stroke('black');
      },
    ],
    [
      'words under a shade that one can see through',
      (page) => {
        secret(page);
        page
          .fillOpacity(0.2)
          .rect(...over)
          .fill('black');
      },
    ],
    [
      'words in a frame',
      (page) => {
        secret(page);
        page.rect(...over).stroke('black');
      },
    ],
    [
      'words in a frame that is made of two boxes, the inner one a hole',
      (page) => {
        secret(page);
        page
          .rect(...over)
          .rect(62, 92, 396, 26)
          .fill('black', 'even-odd');
      },
    ],
    [
      'words beside a box',
      (page) => {
        secret(page);
        page.rect(60, 300, 400, 30).fill('black');
      },
    ],
    [
      'words on the shading of a table, which was painted before them',
      (page) => {
        for (const y of [90, 120, 150]) page.rect(60, y, 400, 30).fill(y === 120 ? '#e8edee' : 'white');
        secret(page);
      },
    ],
    [
      'words that are painted again over the shading',
      (page) => {
        secret(page);
        page.rect(...over).fill('#e8edee');
        secret(page);
      },
    ],
    [
      'words under a box that is cut off beside them',
      (page) => {
        secret(page);
        page.save().rect(60, 300, 400, 30).clip().rect(0, 0, 600, 850).fill('black').restore();
      },
    ],
    [
      'words under a box that is cut to a curve',
      (page) => {
        secret(page);
        page.save().circle(500, 500, 20).clip().rect(0, 0, 600, 850).fill('white').restore();
      },
    ],
    [
      'white words on a dark shape with round corners',
      (page) => {
        page.roundedRect(60, 90, 400, 30, 8).fill('#003087');
        secret(page, 'white');
      },
    ],
    [
      'white words on a picture',
      (page) => {
        page.image(opaquePicture, 60, 90, { width: 400, height: 30 });
        secret(page, 'white');
      },
    ],
    [
      'white words on a run of colours',
      (page) => {
        const run = page.linearGradient(60, 90, 460, 90).stop(0, '#003087').stop(1, '#005eb8');
        page.rect(...over).fill(run);
        secret(page, 'white');
      },
    ],
    [
      'white words on a thick line',
      (page) => {
        page.lineWidth(30).moveTo(60, 105).lineTo(460, 105).stroke('#003087');
        secret(page, 'white');
      },
    ],
    [
      'words under a picture that one can see through',
      (page) => {
        secret(page);
        page.image(clearPicture, 60, 90, { width: 400, height: 30 });
      },
    ],
    [
      'words under a scan of the page, which were read in it',
      (page) => {
        secret(page);
        page.image(opaquePicture, 0, 0, { width: 595, height: 842 });
      },
    ],
    [
      'white words under a scan of the page',
      (page) => {
        secret(page, 'white');
        page.image(opaquePicture, 0, 0, { width: 595, height: 842 });
      },
    ],
    ['a mark of two letters', (page) => page.fillColor('white').fontSize(12).text('ok', 72, 100)],
  ])('%s', async (_, draw) => {
    expect(await hiddenIn(await drawn(draw))).toEqual([]);
  });

  test.each<[string, Buffer]>([
    [
      'words under a highlighter',
      page(`${WORDS} /H gs 1 1 0 rg 10 90 150 30 re f`, '/ExtGState << /H << /BM /Multiply >> >>'),
    ],
    [
      'words under a group that one can see through, though the box in it is not',
      page(`${WORDS} /H gs /X Do`, '/ExtGState << /H << /ca 0.3 >> >> /XObject << /X 5 0 R >>', [
        '<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Group << /S /Transparency >> /Length 21 >>\nstream\n0 g 10 90 150 30 re f\nendstream',
      ]),
    ],
    [
      'invisible words, as programs that read scans write them',
      page(`BT 3 Tr /F 12 Tf 20 100 Td (Dilys Pugh) Tj ET 1 g 10 90 150 30 re f`),
    ],
    ['words beside the page', page('1 g BT /F 12 Tf 20 300 Td (Dilys Pugh) Tj ET')],
  ])('%s', async (_, bytes) => {
    expect(await hiddenIn(bytes)).toEqual([]);
  });
});

test('a page of a great many boxes and letters is gone through in a moment', async () => {
  const boxes = Array.from({ length: 40_000 }, (_, at) => `${at % 200} ${(at * 7) % 200} 1 1 re f`).join(
    '\n',
  );
  const words = Array.from(
    { length: 2_000 },
    (_, at) => `1 0 0 1 ${at % 150} ${(at * 3) % 190} Tm (word) Tj`,
  ).join('\n');
  const drawing = deflateSync(
    Buffer.from(`BT /F 6 Tf ${words} ET 0.5 g ${boxes} BT /F 6 Tf ${words} ET`),
  ).toString('latin1');
  const bytes = pdfFile(
    '',
    '/Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>',
    [`<< /Length ${drawing.length} /Filter /FlateDecode >>\nstream\n${drawing}\nendstream`],
  );
  const start = performance.now();
  expect(await hiddenIn(bytes)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(15_000);
});
