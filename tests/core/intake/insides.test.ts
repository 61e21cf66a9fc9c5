import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FormFill } from '../../../electron/core/intake/form.ts';
import { startParser } from '../../../electron/core/parsing.ts';
import { type Rehearsal, withoutDeclined } from '../../../shared/domain/intake.ts';
import { compoundFile, packagedFile } from '../../support/compound.ts';
import { pdfFile, unzipped, wordFile, zipped } from '../../support/packages.ts';
import { pngFile } from '../../support/pictures.ts';
import { files, folderOf, form, rehearsalOf, whole } from './delivery.ts';

type Attachment = readonly [name: string, content: string | Uint8Array];

/** A saved e-mail with these attachments. */
function mail(
  attachments: readonly Attachment[],
  words = 'Here is our submission.',
  from = 'lead@example.org',
): string {
  const part = ([name, content]: Attachment) =>
    `--part\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}\r\n`;
  return `From: Lead <${from}>\r\nTo: award@example.org\r\nSubject: Our submission\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="part"\r\n\r\n--part\r\nContent-Type: text/plain\r\n\r\n${words}\r\n${attachments.map(part).join('')}--part--\r\n`;
}

const evidence: readonly Attachment[] = Object.entries(files);

/** "verdict: names of the evidence", for each organisation. */
function came({ organisations }: Pick<Rehearsal, 'organisations'>): readonly string[] {
  return organisations.map(
    ({ name, verdict, content }) =>
      `${name}, ${verdict}: ${content?.evidence.map(({ ref, name }) => `${ref} ${name}`).join(', ') ?? 'nothing'}`,
  );
}
function said({ organisations }: Rehearsal): readonly string[] {
  return organisations.flatMap(({ problems }) =>
    problems.map(({ code, sentence }) => `${code}: ${sentence}`),
  );
}

const WHOLE = 'Riverbend Community Trust, ready: E1 policy.pdf, E2 tracker.csv.pdf';

describe('a submission that comes as a saved e-mail', () => {
  test('is read like a folder: its form, and its evidence', async () => {
    const rehearsal = await rehearsalOf({
      'Our submission.eml': mail([['form.xlsx', await form()], ...evidence]),
    });
    expect(came(rehearsal)).toEqual([WHOLE]);
    expect(said(rehearsal)).toEqual([
      'mail-opened: The e-mail was opened: 3 files came with it. Its own words are not taken.',
    ]);
  });

  test('holds a zip of it all', async () => {
    const zip = await zipped({ 'form.xlsx': await form(), ...files });
    expect(came(await rehearsalOf({ 'mail.eml': mail([['all.zip', zip]]) }))).toEqual([WHOLE]);
  });

  test('comes in several e-mails, in one folder', async () => {
    const rehearsal = await rehearsalOf({
      'riverbend/one.eml': mail([['form.xlsx', await form()]]),
      'riverbend/two.eml': mail(evidence.slice(0, 1)),
      'riverbend/three.eml': mail(evidence.slice(1)),
    });
    expect(came(rehearsal)).toEqual([WHOLE]);
    expect(said(rehearsal)).toHaveLength(3);
  });

  test('of two organisations, picked together, are two submissions', async () => {
    const other = await form(whole, { organisation: { id: 'hillside', name: 'Hillside Hospitals' } });
    const rehearsal = await rehearsalOf({
      'a.eml': mail([['form.xlsx', await form()], ...evidence]),
      'b.eml': mail([['form.xlsx', other], ...evidence]),
    });
    expect(came(rehearsal)).toEqual([
      WHOLE,
      WHOLE.replace('Riverbend Community Trust', 'Hillside Hospitals'),
    ]);
  });

  describe('and a second one without a form, picked loose', () => {
    const second = mail(evidence);
    const firsts = async () => ({ 'a.eml': mail([['form.xlsx', await form()]]) });
    const others = async () => ({
      'b.eml': mail(
        [
          ['form.xlsx', await form(whole, { organisation: { id: 'hillside', name: 'Hillside Hospitals' } })],
          ...evidence,
        ],
        'Ours.',
        'office@hillside.example.org',
      ),
    });

    test('is offered to whom its sender belongs to, and is not taken', async () => {
      const rehearsal = await rehearsalOf({ ...(await firsts()), ...(await others()), 'c.eml': second });
      expect(rehearsal.mails.map(({ path, organisation }) => [path, organisation])).toEqual([
        ['c.eml', 'riverbend'],
        ['c.eml', 'hillside'],
      ]);
      expect(rehearsal.mails[0]?.sentence).toBe(
        '‘c.eml’ came from lead@example.org, an address of Riverbend Community Trust, with 2 files. Anybody can write another’s address as the sender: look whether it is theirs.',
      );
      expect(came(rehearsal)).toContain('Riverbend Community Trust, has-problems: ');
    });

    test('is taken with its submission once that is confirmed, and it is said who sent it', async () => {
      const confirmedMails = new Map([['c.eml', 'riverbend']]);
      const delivery = { ...(await firsts()), ...(await others()), 'c.eml': second };
      const rehearsal = await rehearsalOf(delivery, { confirmedMails });
      expect(came(rehearsal)).toContain(WHOLE);
      expect(rehearsal.organisations).toHaveLength(2);
      expect(rehearsal.mails).toEqual([]);
      expect(rehearsal.unplaced).toEqual([]);
      expect(said(rehearsal)).toContain(
        'mail-opened: The e-mail was opened: 2 files came with it. Its own words are not taken. It was put with this submission by hand, since it came from lead@example.org.',
      );
    });

    test('one whose files no form names is offered too, and opened once it is confirmed', async () => {
      const more = {
        ...(await folderOf()),
        'late.eml': mail([['rota.txt', 'a rota']], 'More.', 'Office@Example.org'),
      };
      const organisations = [
        { id: 'riverbend', name: 'Riverbend Community Trust', contactEmail: 'office@example.org' },
      ];
      const offered = await rehearsalOf(more, { organisations });
      expect(offered.mails).toMatchObject([{ path: 'late.eml', organisation: 'riverbend' }]);
      expect([came(offered), offered.unplaced]).toEqual([[WHOLE], ['late.eml']]);
      const taken = await rehearsalOf(more, {
        organisations,
        confirmedMails: new Map([['late.eml', 'riverbend']]),
      });
      expect(came(taken)).toEqual([`${WHOLE.replace('ready', 'has-problems')}, U1 rota.txt`]);
    });

    test('from an address that nobody knows is offered to nobody, and whose it is cannot be made up', async () => {
      const stranger = {
        ...(await folderOf()),
        'late.eml': mail([['rota.txt', 'a rota']], 'More.', 'x@example.com'),
      };
      expect((await rehearsalOf(stranger)).mails).toEqual([]);
      const confirmedMails = new Map([['late.eml', 'nobody']]);
      expect(came(await rehearsalOf(stranger, { confirmedMails }))).toContain(WHOLE);
    });
  });

  test('leaves the pictures of its own text behind, and says so; attachments of one name are both kept', async () => {
    const rehearsal = await rehearsalOf({
      'mail.eml': mail([
        ['form.xlsx', await form()],
        ...evidence,
        ['image001.png', 'a logo'],
        ['notes.txt', 'one'],
        ['notes.txt', 'another'],
      ]),
    });
    expect(came(rehearsal)).toEqual([
      'Riverbend Community Trust, has-problems: E1 policy.pdf, E2 tracker.csv.pdf, U1 notes (2).txt, U2 notes.txt',
    ]);
    expect(said(rehearsal)).toContain(
      'mail-opened: The e-mail was opened: 5 files came with it. Its own words are not taken, nor a picture of the message itself.',
    );
  });

  test('names of attachments lead nowhere', async () => {
    const rehearsal = await rehearsalOf({
      'mail.eml': mail([
        ['form.xlsx', await form()],
        ...evidence,
        ['../../../etc/passwd', 'x'],
        ['C:\\boot.ini', 'y'],
      ]),
    });
    expect(came(rehearsal)[0]).toMatch(/U1 boot\.ini, U2 passwd$/);
  });

  test('links to files that lie elsewhere: they are listed as not received', async () => {
    const link = 'https://trust-my.sharepoint.com/:f:/g/personal/evidence?e=1';
    const rehearsal = await rehearsalOf({
      'mail.eml': mail(
        [['form.xlsx', await form()], ...evidence],
        `The rest is at ${link} and on https://example.org/`,
      ),
    });
    expect(said(rehearsal)).toContain(
      `external-link: The e-mail links to ‘${link}’. What lies there was not fetched and is not received.`,
    );
    expect(said(rehearsal)).toHaveLength(2);
  });

  test('without a form says that none came', async () => {
    const rehearsal = await rehearsalOf({ 'riverbend/mail.eml': mail(evidence) });
    expect(came(rehearsal)).toEqual(['mail, refused: nothing']);
    expect(said(rehearsal).map((one) => one.split(':')[0])).toEqual(['no-workbook', 'mail-opened']);
  });

  const outlook = resolve(import.meta.dirname, '../../../../shared/corpus/mail/testMSG_att_doc.msg');
  test.runIf(existsSync(outlook))('is opened as Outlook saves it too', async () => {
    const parser = startParser();
    try {
      const rehearsal = await rehearsalOf({ 'riverbend/mail.msg': readFileSync(outlook) }, { parser });
      expect(said(rehearsal)).toEqual([
        expect.stringMatching(/^no-workbook/),
        'mail-opened: The e-mail was opened: 2 files came with it. Its own words are not taken.',
      ]);
    } finally {
      parser.close();
    }
  });
});

describe('a saved e-mail that is evidence stays one', () => {
  const letter = mail([['minutes.txt', 'minutes']]);
  test.each<[string, FormFill, string]>([
    [
      'where the form names it',
      {
        ...whole,
        evidence: [
          ...whole.evidence,
          { ref: 'E3', name: 'letter.eml', shows: 'A letter', namesRemoved: 'Yes' },
        ],
      },
      'E3 letter.eml',
    ],
    ['where it lies beside a form that names none of its files', whole, 'U1 letter.eml'],
  ])('%s', async (_, fill, expected) => {
    const rehearsal = await rehearsalOf(await folderOf(fill, { ...files, 'letter.eml': letter }));
    expect(came(rehearsal)[0]).toMatch(new RegExp(`E2 tracker.csv.pdf, ${expected}$`));
    expect(said(rehearsal).filter((one) => one.startsWith('mail-opened'))).toEqual([]);
  });

  test('but is opened where the form names what lies in it', async () => {
    const fill = {
      ...whole,
      evidence: [
        ...whole.evidence,
        { ref: 'E3', name: 'minutes.txt', shows: 'Minutes', namesRemoved: 'Yes' },
      ],
    };
    const rehearsal = await rehearsalOf(await folderOf(fill, { ...files, 'letter.eml': letter }));
    expect(came(rehearsal)).toEqual([`${WHOLE}, E3 minutes.txt`]);
  });
});

describe('what lies in the workbook itself is offered as evidence', () => {
  const plan = pdfFile('');
  const logo = pngFile(2, 2, () => [0, 94, 184, 255]);

  /** The form with these parts in it. */
  async function formWith(
    parts: Readonly<Record<string, Uint8Array>>,
    fill: FormFill = whole,
  ): Promise<Buffer> {
    const empty = await unzipped(await form(fill));
    return zipped({ ...empty, ...parts });
  }

  test.each<[string, string, Buffer | (() => Promise<Buffer>), string]>([
    [
      'a packaged PDF, by its own name',
      'xl/embeddings/oleObject1.bin',
      packagedFile('Our plan.pdf', plan),
      'Our plan.pdf',
    ],
    [
      'a PDF as Acrobat embeds it',
      'xl/embeddings/oleObject1.bin',
      compoundFile({ CONTENTS: plan }),
      'oleObject1.pdf',
    ],
    [
      'a Word document',
      'xl/embeddings/Microsoft_Word_Document.docx',
      () => wordFile('<w:p/>'),
      'Microsoft_Word_Document.docx',
    ],
    [
      'a Word document in a wrapping',
      'xl/embeddings/oleObject2.bin',
      async () => compoundFile({ Package: await wordFile('<w:p/>') }),
      'oleObject2.docx',
    ],
    [
      'a Word document of before 2007',
      'xl/embeddings/oleObject3.bin',
      compoundFile({ WordDocument: Buffer.from('x') }),
      'oleObject3.doc',
    ],
    [
      'an object of no known kind',
      'xl/embeddings/oleObject4.bin',
      Buffer.from('something'),
      'oleObject4.bin',
    ],
    ['a picture', 'xl/media/image7.png', logo, 'image7.png'],
  ])('%s', async (_, part, content, name) => {
    const bytes = await formWith({ [part]: typeof content === 'function' ? await content() : content });
    const rehearsal = await rehearsalOf({
      'riverbend/form.xlsx': bytes,
      'riverbend/policy.pdf': 'the policy',
      'riverbend/tracker.csv.pdf': 'the tracker',
    });
    expect(came(rehearsal)).toEqual([
      `Riverbend Community Trust, has-problems: E1 policy.pdf, E2 tracker.csv.pdf, U1 ${name}`,
    ]);
    expect(said(rehearsal)).toEqual([
      `embedded-object: ‘${name}’ lies in the workbook itself and is not named on the Evidence sheet. It would be taken in as U1. Ask what it shows.`,
    ]);
  });

  test('with its very bytes', async () => {
    const bytes = await formWith({
      'xl/embeddings/oleObject1.bin': packagedFile('policy.pdf', Buffer.from('the policy')),
    });
    const rehearsal = await rehearsalOf({ 'form.xlsx': bytes });
    const [file] = rehearsal.organisations[0]?.files ?? [];
    expect(file).toMatchObject({
      ref: 'E1',
      bytes: 10,
      sha256: 'd5d2b0086caa4ae7e729ab3ae542dc0ae24d7000a1bc7ac3b367a5fbc5e4b692',
    });
  });

  test('under the reference that names it', async () => {
    const bytes = await formWith({
      'xl/embeddings/oleObject1.bin': packagedFile('policy.pdf', Buffer.from('the policy')),
      'xl/embeddings/oleObject2.bin': packagedFile('tracker.csv.pdf', Buffer.from('the tracker')),
    });
    expect(came(await rehearsalOf({ 'form.xlsx': bytes }))).toEqual([WHOLE]);
  });

  test('once, where the same file came beside it', async () => {
    const bytes = await formWith({
      'xl/embeddings/oleObject1.bin': packagedFile('plan.pdf', Buffer.from('the policy')),
    });
    const rehearsal = await rehearsalOf({
      'r/form.xlsx': bytes,
      'r/policy.pdf': 'the policy',
      'r/tracker.csv.pdf': 'the tracker',
    });
    expect(came(rehearsal)).toEqual([WHOLE]);
  });

  test('with its own form, where several were picked together', async () => {
    const one = await formWith({ 'xl/media/image1.png': logo });
    const other = await form(whole, { organisation: { id: 'hillside', name: 'Hillside Hospitals' } });
    const rehearsal = await rehearsalOf({ 'a.xlsx': one, 'b.xlsx': other });
    expect(came(rehearsal)).toEqual([
      'Riverbend Community Trust, has-problems: U1 image1.png',
      'Hillside Hospitals, has-problems: ',
    ]);
  });

  test('a drawing that shows how an object looks is only named, and so is a damaged wrapping passed on as it is', async () => {
    const broken = packagedFile('notes.txt', Buffer.from('words')).subarray(0, 700);
    const bytes = await formWith({
      'xl/media/image1.emf': Buffer.from('x'),
      'xl/embeddings/oleObject1.bin': broken,
    });
    const rehearsal = await rehearsalOf({ 'form.xlsx': bytes });
    expect(came(rehearsal)).toEqual(['Riverbend Community Trust, has-problems: U1 oleObject1.bin']);
    expect(said(rehearsal)).toContain(
      'embedded-object: A picture is embedded in the workbook (xl/media/image1.emf). To use it as evidence, save it as a file beside the workbook.',
    );
  });

  test('and each can be declined by itself: then it is neither taken in nor chased', async () => {
    const bytes = await formWith({
      'xl/media/image1.png': logo,
      'xl/media/image2.png': pngFile(3, 3, () => [0, 0, 0, 255]),
    });
    const rehearsal = await rehearsalOf({
      'riverbend/form.xlsx': bytes,
      'riverbend/policy.pdf': 'the policy',
      'riverbend/tracker.csv.pdf': 'the tracker',
    });
    const [one] = rehearsal.organisations;
    if (one === undefined) throw new Error('Nothing was rehearsed.');
    expect(one.offered.map(({ ref, name }) => `${ref} ${name}`)).toEqual(['U1 image1.png', 'U2 image2.png']);
    const left = (refs: string[]) => came({ organisations: [withoutDeclined(one, refs)] });
    expect(left([])).toEqual([
      'Riverbend Community Trust, has-problems: E1 policy.pdf, E2 tracker.csv.pdf, U1 image1.png, U2 image2.png',
    ]);
    expect(left(['U1'])).toEqual([
      'Riverbend Community Trust, has-problems: E1 policy.pdf, E2 tracker.csv.pdf, U2 image2.png',
    ]);
    expect(left(['U1', 'U2'])).toEqual([WHOLE]);
    // What the form names was not offered, and stays whatever is asked.
    expect(withoutDeclined(one, ['E1'])).toBe(one);
    const without = withoutDeclined(one, ['U2']);
    expect(without.content?.gaps).toEqual([{ kind: 'evidence-unnamed', ref: 'U1' }]);
    expect(without.files.map(({ ref }) => ref)).toEqual(['E1', 'E2', 'U1']);
    expect(without.problems.map(({ code }) => code)).toEqual(['embedded-object']);
  });
});
