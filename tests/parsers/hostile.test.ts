import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startParser } from '../../electron/core/parsing.ts';
import type { Body, Reading } from '../../shared/domain/reading.ts';
import { excelFile, pdfFile, relationships, wordFile, zipped } from '../support/packages.ts';

/** Files made to run, fetch, leave their folder or fill memory. Each gets its sentence or is read without any of that. */
const parser = startParser();
const asked: string[] = [];
/** What would be asked if anything in a file were fetched. */
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
});
let remote = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  remote = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  parser.close();
  server.close();
});

async function read(bytes: Uint8Array, name: string): Promise<Reading> {
  const result = await parser.read(bytes, name);
  if (!result.ok) throw new Error(`${name}: ${result.reason}`);
  return result.reading;
}

function bodyOf<K extends Body['kind']>(reading: Reading, kind: K): Extract<Body, { kind: K }> {
  const { body } = reading;
  const isKind = (one: Body): one is Extract<Body, { kind: K }> => one.kind === kind;
  if (!isKind(body)) throw new Error(`It is ${body.kind}, not ${kind}.`);
  return body;
}

const paragraph = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
const nothingThatRuns =
  /<(?:script|iframe|object|embed|svg|link|meta|base|form|style)|javascript:|vbscript:|\son\w+=|file:|data:text/i;

/** The same zip with one name for another of its length, everywhere. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  expect(to).toHaveLength(from.length);
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('what unpacks to more than it should, or lies about it', () => {
  const zeros = Buffer.alloc(300 * 1024 * 1024);

  test('a zip bomb', async () => {
    expect(await parser.read(await zipped({ 'a.txt': zeros }), 'a.zip')).toEqual({
      ok: false,
      reason: 'bomb',
    });
  }, 60_000);

  test('a Word document that is one', async () => {
    const bomb = await wordFile(paragraph('small'), { 'word/media/image1.png': zeros });
    expect(await parser.read(bomb, 'a.docx')).toEqual({ ok: false, reason: 'bomb' });
  }, 60_000);

  test('more entries than anybody sends', async () => {
    const files = Object.fromEntries(Array.from({ length: 6000 }, (_, index) => [`${index}.txt`, 'x']));
    expect(await parser.read(await zipped(files), 'a.zip')).toEqual({ ok: false, reason: 'bomb' });
  }, 60_000);

  test.each(['../../evil.txt', '/etc/evil1.txt', 'C:\\evil\\x1.txt'])(
    'a name that leaves the folder: %s',
    async (name) => {
      const zip = renamed(await zipped({ 'aaaaaaaaaa.txt': 'x' }), 'aaaaaaaaaa.txt', name);
      expect(await parser.read(zip, 'a.zip')).toEqual({ ok: false, reason: 'damaged' });
      expect(await parser.enclosure(zip, 'a.zip', name)).toEqual({ ok: false, reason: 'damaged' });
    },
  );

  test('a size that is not the true one', async () => {
    const zip = await zipped({ 'a.txt': 'x'.repeat(5000) });
    const directory = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    zip.writeUInt32LE(10, directory + 24);
    expect(await parser.read(zip, 'a.zip')).toEqual({ ok: false, reason: 'damaged' });
    expect(await parser.enclosure(zip, 'a.zip', 'a.txt')).toEqual({ ok: false, reason: 'damaged' });
  });

  test('two entries of one name', async () => {
    const zip = renamed(await zipped({ 'a.txt': 'x', 'b.txt': 'y' }), 'b.txt', 'a.txt');
    expect(await parser.read(zip, 'a.zip')).toEqual({ ok: false, reason: 'damaged' });
  });

  test('a sheet that says it has a million rows, with cells at its far ends', async () => {
    const sheet = await excelFile(
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>here</t></is></c><c r="XFD1" t="inlineStr"><is><t>far</t></is></c></row><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>below</t></is></c></row></sheetData>',
    );
    const reading = await read(sheet, 'a.xlsx');
    expect(reading.leaves[0]?.text).toBe('here');
    expect(bodyOf(reading, 'workbook').sheets[0]?.cut).toBe(true);
    expect(reading.notes).toEqual(['It is larger than is shown here: the rest is left out.']);
  }, 60_000);
});

describe('what is nested or expands without end', () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

  test('entities in a Word document', async () => {
    const file = await wordFile('', { 'word/document.xml': `<?xml version="1.0"?>${doctype}<w/>` });
    expect(await parser.read(file, 'a.docx')).toEqual({ ok: false, reason: 'doctype' });
  });

  test('entities in a part that is read later on', async () => {
    const file = await wordFile(paragraph('x'), {
      'docProps/core.xml': `<?xml version="1.0"?>${doctype}<x>&b;</x>`,
    });
    expect(await parser.read(file, 'a.docx')).toEqual({ ok: false, reason: 'doctype' });
  });

  test('elements a hundred thousand deep in a Word document', async () => {
    const deep = `${'<w:sdt>'.repeat(100_000)}${'</w:sdt>'.repeat(100_000)}`;
    expect(await parser.read(await wordFile(deep), 'a.docx')).toEqual({ ok: false, reason: 'bomb' });
  });

  test('elements a hundred thousand deep in a message are read flat', async () => {
    const html = `${'<div>'.repeat(100_000)}words${'</div>'.repeat(100_000)}`;
    const reading = await read(
      Buffer.from(
        `From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n${html}`,
      ),
      'a.eml',
    );
    expect(reading.leaves[0]?.text).toContain('words');
    expect((bodyOf(reading, 'mail').html ?? '').length).toBeLessThan(20_000);
  }, 60_000);

  test('parts within parts of a message without end', async () => {
    const open = (depth: number) => `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n`;
    const parts = Array.from({ length: 500 }, (_, depth) => open(depth)).join('');
    const bytes = Buffer.from(`From: a@example.org\nTo: b@example.org\nSubject: x\n${parts}`);
    expect(await parser.read(bytes, 'a.eml')).toEqual({ ok: false, reason: 'damaged' });
  });
});

describe('what would run, fetch or send', () => {
  test('a Word document with a script for a link, a picture and a template elsewhere, and a web page to take in', async () => {
    const file = await wordFile(
      `<w:p><w:hyperlink r:id="rId1"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p><w:altChunk r:id="rId2"/>${paragraph('the rest')}`,
      {
        'word/chunk.html': '<html><script>alert(1)</script>taken in</html>',
        'word/_rels/settings.xml.rels': relationships([
          { id: 'rId1', type: 'attachedTemplate', target: `${remote}/template.dotm`, external: true },
        ]),
        'word/settings.xml':
          '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
      },
      [
        { id: 'rId1', type: 'hyperlink', target: 'javascript:alert(1)', external: true },
        { id: 'rId2', type: 'aFChunk', target: 'chunk.html' },
        { id: 'rId3', type: 'image', target: `${remote}/picture.png`, external: true },
      ],
    );
    const reading = await read(file, 'a.docx');
    const { html } = bodyOf(reading, 'document');
    expect(html).not.toMatch(nothingThatRuns);
    expect(reading.leaves[0]?.text).toBe('a link\nthe rest');
    expect(reading.notes.join(' ')).toMatch(/another format, such as a web page/);
    expect(reading.notes.join(' ')).toContain(`${remote}/template.dotm`);
  });

  test('a message with scripts, frames, remote pictures and links that run', async () => {
    const html = `<html><head><style>@import url(${remote}/a.css)</style><title>t</title></head><body background="${remote}/b.png" onload="alert(1)">
      <script>alert(1)</script><img src="${remote}/c.png" onerror="alert(1)"><img src="//127.0.0.1/d.png"><img src="cid:logo">
      <a href="javascript:alert(1)">runs</a><a href=" JavaScript:alert(1)">runs too</a><a href="https://example.org/">goes</a>
      <a href="file:///etc/passwd">opens</a><iframe src="${remote}/e"></iframe><object data="${remote}/f"></object>
      <svg><script>alert(1)</script><image href="${remote}/g"/></svg><form action="${remote}/h"><input name="x"><button>Send</button></form>
      <p style="background:url(${remote}/i)">The words</p><math><mtext></p><img src=x onerror=alert(1)></mtext></math></body></html>`;
    const message = [
      'From: Ana <ana@example.org>',
      'To: ben@example.org',
      'Subject: Pictures',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      html,
    ].join('\r\n');
    const reading = await read(Buffer.from(message), 'a.eml');
    const body = bodyOf(reading, 'mail');
    expect(body.html).not.toMatch(nothingThatRuns);
    expect(body.html).not.toContain(remote);
    expect(body.html).toContain('<a href="https://example.org/">goes</a>');
    expect(body.remotePictures).toBe(3);
    expect(reading.notes).toEqual(['3 pictures lie elsewhere and were not fetched.']);
    expect(body.text).toContain('The words');
    expect(body.text).not.toContain('alert');
  });

  test.each([
    [
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'SVG drawing, shown as plain text',
    ],
    ['a.html', '<!doctype html><script>alert(1)</script>', 'Web page, shown as plain text'],
    ['a.png', '<html><script>alert(1)</script></html>', 'Web page, shown as plain text'],
  ])('%s that is markup is plain text', async (name, text, what) => {
    const reading = await read(Buffer.from(text), name);
    expect([reading.what, reading.body.kind, reading.leaves[0]?.text]).toEqual([what, 'text', text]);
  });

  test.each([
    ['on opening', `/OpenAction << /S /JavaScript /JS (app.launchURL\\("URL"\\);) >>`],
    ['by name', '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>'],
    ['by launching', '/OpenAction << /S /Launch /F (calc.exe) >>'],
    ['by sending a form', '/OpenAction << /S /SubmitForm /F (URL) >>'],
  ])('a PDF that acts %s', async (_, catalogue) => {
    const reading = await read(pdfFile(catalogue.replace('URL', remote)), 'a.pdf');
    expect(bodyOf(reading, 'pdf').pages).toBe(1);
  });

  test('a workbook with a formula that fetches, and a link to another, shows what was last kept', async () => {
    const sheet = `<sheetData><row r="1"><c r="A1"><f>WEBSERVICE("${remote}/w")</f><v>42</v></c></row></sheetData>`;
    const file = await excelFile(sheet, {
      'xl/externalLinks/_rels/externalLink1.xml.rels': relationships([
        { id: 'rId1', type: 'externalLinkPath', target: `${remote}/other.xlsx`, external: true },
      ]),
    });
    const reading = await read(file, 'a.xlsx');
    expect(reading.leaves[0]?.text).toBe('42');
    expect(reading.notes.join(' ')).toContain(`${remote}/other.xlsx`);
  });

  test('a message with a thousand attachments lists them, by name alone', async () => {
    const parts = Array.from(
      { length: 1000 },
      (_, index) =>
        `--b\r\nContent-Disposition: attachment; filename="../../etc/${index}.txt"\r\n\r\nnumber ${index}\r\n`,
    );
    const message = `From: a@example.org\r\nTo: b@example.org\r\nSubject: many\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n${parts.join('')}--b--\r\n`;
    const bytes = Buffer.from(message);
    const reading = await read(bytes, 'a.eml');
    expect(reading.enclosures).toHaveLength(1000);
    expect(reading.enclosures[999]?.name).toBe('999.txt');
    const last = await parser.enclosure(bytes, 'a.eml', '1000');
    expect(last.ok && Buffer.from(last.bytes).toString().trim()).toBe('number 999');
  }, 60_000);

  test('nothing was fetched by any of them', () => {
    expect(asked).toEqual([]);
  });
});
