import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { actionFor, attendance, minuteItems } from './paper.ts';
import { chance, type DocumentJob, footing, type MadeDocument, mentionsOf, passagesOf } from './passage.ts';
import { settle } from './zip.ts';

/** Minutes as a Word file. */
export async function makeWordMinutes(job: DocumentJob): Promise<MadeDocument> {
  const { organisation, plan } = job;
  return word(job, [
    heading(plan.title, HeadingLevel.TITLE),
    paragraph(`${plan.date}, ${organisation.sites[0] ?? ''} and by video`),
    table([['Present', 'Names left out'], ...attendance(organisation).map((role) => [role, ''])], [70, 30]),
    ...minuteItems(job).flatMap(({ title, words, passage }, at) => [
      heading(`${at + 1}. ${title}`, HeadingLevel.HEADING_2),
      ...words.map(paragraph),
      ...(passage === undefined
        ? []
        : [paragraph(passage.own), paragraph(`Action: ${organisation.lead}. ${actionFor(title)}.`)]),
    ]),
  ]);
}

const voices = [
  'I knew who to ring, and somebody rang back.',
  'My preceptor asked me what I thought before saying what she thought.',
  'It was the first time that anyone asked how I learn.',
  'The first month is a blur. Having it written down helped.',
  'I would have liked the session on difficult conversations earlier.',
  'Seeing another team for a day changed how I refer.',
  'It is easier to ask a silly question of someone who is not your manager.',
  'Some weeks the time went, and I got it back the month after.',
  'I did not know that my portfolio could be so short.',
  'By month six I was the one explaining where things are.',
];

/** A summary of feedback: how it was asked, figures, themes, voices. */
export async function makeFeedback(job: DocumentJob): Promise<MadeDocument> {
  const { organisation, plan } = job;
  const next = chance(`feedback ${organisation.id}`);
  const answered = Math.max(5, Math.round(organisation.cohort.size * 0.8));
  const most = (part: number) => `${Math.round(answered * part)} of ${answered}`;
  const chosen = voices.map((voice) => [next(), voice] as const).sort(([one], [other]) => one - other);
  return word(job, [
    heading(plan.title, HeadingLevel.TITLE),
    paragraph(
      `${organisation.called}, ${plan.date}. Names and anything that could point to a person have been left out.`,
    ),
    heading('How we asked', HeadingLevel.HEADING_2),
    paragraph(
      `Everyone on the programme was sent a short survey, with two reminders. The ${organisation.lead} met those who wished to talk. What follows was read by two preceptees before it was shared.`,
    ),
    heading('In figures', HeadingLevel.HEADING_2),
    table(
      [
        ['Question, of those who answered it', 'Yes'],
        ['I would recommend preceptorship here', most(0.86 + next() * 0.12)],
        ['My manager knows what it is for', most(0.62 + next() * 0.3)],
        ['The taught days were worth the journey', most(0.66 + next() * 0.28)],
        ['I was told what happened with last year’s answers', most(0.5 + next() * 0.4)],
      ],
      [75, 25],
    ),
    ...passagesOf(job).flatMap(({ heading: title, own, usual }) => [
      heading(title, HeadingLevel.HEADING_2),
      paragraph(own),
      paragraph(usual[1]),
    ]),
    ...mentionsOf(job)
      .slice(0, 3)
      .flatMap(({ heading: title, usual }) => [heading(title, HeadingLevel.HEADING_2), paragraph(usual[0])]),
    heading('In their words', HeadingLevel.HEADING_2),
    ...chosen
      .slice(0, 6)
      .map(([, voice], at) =>
        paragraph(
          `“${voice}” (${(organisation.professions[at % organisation.professions.length] ?? 'therapists').toLowerCase()})`,
        ),
      ),
  ]);
}

async function word(job: DocumentJob, children: readonly (Paragraph | Table)[]): Promise<MadeDocument> {
  const document = new Document({
    title: job.plan.title,
    creator: job.organisation.name,
    styles: {
      default: {
        document: { run: { font: 'Arial', size: 22 }, paragraph: { spacing: { after: 140, line: 280 } } },
        title: {
          run: { size: 36, bold: true, color: job.organisation.colour.slice(1) },
          paragraph: { spacing: { after: 200 } },
        },
        heading2: {
          run: { size: 26, bold: true, color: job.organisation.colour.slice(1) },
          paragraph: { spacing: { before: 260, after: 100 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.LEFT,
                children: [
                  new TextRun({ size: 16, children: [`${footing(job)} Page `, PageNumber.CURRENT] }),
                ],
              }),
            ],
          }),
        },
        children: [...children],
      },
    ],
  });
  return { plan: job.plan, bytes: await settle(await Packer.toBuffer(document)), pages: new Map() };
}

function heading(text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
  return new Paragraph({ text, heading: level });
}

function paragraph(text: string): Paragraph {
  return new Paragraph({ text });
}

/** `widths` in percent. The first row is the head. */
function table(rows: readonly (readonly string[])[], widths: readonly number[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths.map((width) => width * 90),
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          tableHeader: row === 0,
          children: cells.map(
            (text, at) =>
              new TableCell({
                width: { size: widths[at] ?? 50, type: WidthType.PERCENTAGE },
                margins: { top: 60, bottom: 20, left: 100, right: 100 },
                children: [new Paragraph({ children: [new TextRun({ text, bold: row === 0 })] })],
              }),
          ),
        }),
    ),
  });
}
