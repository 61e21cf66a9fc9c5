import type { SampleOrganisation } from '../organisations/fact.ts';
import { PdfPages } from './page.ts';
import { type DocumentJob, type MadeDocument, mentionsOf, type Passage, passagesOf } from './passage.ts';

/** A committee paper: front sheet, figures, what it asks for. */
export async function makePaper(job: DocumentJob): Promise<MadeDocument> {
  const { organisation, plan } = job;
  const pdf = new PdfPages(job);
  const pages = new Map<string, number>();
  pdf.title(organisation.committee, 18);
  pdf.table(
    [
      ['Item', '9'],
      ['Title', plan.title],
      ['Date', plan.date],
      ['Executive', organisation.executive],
      ['Author', organisation.lead],
      ['For', 'Assurance'],
    ],
    [0.22, 0.78],
  );
  pdf.heading('1 Purpose');
  pdf.paragraph(
    `This paper tells the ${organisation.committee} how preceptorship for allied health professionals has gone since the last report, and asks for its support. ${organisation.about}`,
  );
  pdf.heading('2 Where we are');
  passagesOf(job).forEach((passage, at) => {
    pdf.heading(`2.${at + 1} ${passage.heading}`, 1);
    pages.set(passage.item, pdf.paragraph(passage.own));
    pdf.paragraph(passage.usual[1]);
  });
  writeFigures(pdf, organisation);
  writeMentions(pdf, mentionsOf(job));
  pdf.heading('5 Risks');
  pdf.bullets([
    'Release for taught days is hardest in winter. Dates are therefore set around the busiest weeks.',
    'Preceptors move on. New ones are prepared each quarter, before they are needed.',
    'Small professions have one preceptor or two. Arrangements with neighbours are looked at each year.',
  ]);
  pdf.heading('6 The committee is asked to');
  pdf.bullets([
    'Note the figures and say what else it wants to see.',
    'Support the release of preceptees and preceptors.',
    'Ask for the next report in a year.',
  ]);
  return { plan, bytes: await pdf.finish(), pages };
}

function writeFigures(pdf: PdfPages, { cohort }: SampleOrganisation): void {
  const quarter = [0.18, 0.31, 0.22, 0.29].map((part) => Math.max(1, Math.round(cohort.size * part)));
  pdf.heading('3 Figures');
  pdf.paragraph(
    'Starts by quarter, and those on the programme at the end of it. Small numbers are given together.',
  );
  pdf.table(
    [
      ['Quarter', 'Started', 'On programme at end'],
      ...['January to March', 'April to June', 'July to September', 'October to December'].map((name, at) => [
        name,
        String(quarter[at] ?? 0),
        String(Math.round(cohort.size * (0.82 + at * 0.06))),
      ]),
    ],
    [0.5, 0.2, 0.3],
  );
}

function writeMentions(pdf: PdfPages, passages: readonly Passage[]): void {
  pdf.heading('4 How it is kept up');
  if (passages.length === 0)
    pdf.paragraph(
      'The record is checked each month, reviews that are late are followed up, and what preceptees say is brought together once a year.',
    );
  for (const { usual } of passages) pdf.paragraph(usual[0]);
}

/** Minutes as a PDF: who was there by role, items, actions. */
export async function makeMinutes(job: DocumentJob): Promise<MadeDocument> {
  const { organisation, plan } = job;
  const pdf = new PdfPages(job);
  const pages = new Map<string, number>();
  pdf.title(plan.title, 20);
  pdf.paragraph(`${plan.date}, 2pm to 4pm, ${organisation.sites[0] ?? ''} and by video`);
  pdf.paragraph(`Present: ${attendance(organisation).join('; ')}. Names are left out of this extract.`);
  minuteItems(job).forEach(({ title, words, passage }, at) => {
    pdf.heading(`${at + 1} ${title}`);
    for (const line of words) pdf.paragraph(line);
    if (passage !== undefined) pages.set(passage.item, pdf.paragraph(passage.own));
    pdf.table(
      [
        ['Action', 'Who', 'By'],
        [actionFor(title), organisation.lead, 'Next meeting'],
      ],
      [0.56, 0.24, 0.2],
    );
  });
  return { plan, bytes: await pdf.finish(), pages };
}

export function attendance(organisation: SampleOrganisation): readonly string[] {
  return [
    `${organisation.executive} (chair)`,
    organisation.lead,
    'Head of workforce',
    'Two team leaders',
    'One preceptor',
    'One preceptee',
  ];
}

export function actionFor(title: string): string {
  return `Report on “${title.toLowerCase()}” and say what has changed`;
}

export interface MinuteItem {
  readonly title: string;
  readonly words: readonly string[];
  readonly passage?: Passage;
}

/** The items of a meeting, in words or with a passage of its own. */
export function minuteItems(job: DocumentJob): readonly MinuteItem[] {
  const { organisation } = job;
  return [
    {
      title: 'Welcome, apologies and interests',
      words: [
        `Apologies came from the head of finance. No interests were declared. The minutes of the last meeting were agreed.`,
      ],
    },
    ...passagesOf(job).map((passage) => ({
      title: passage.heading,
      words: [`The ${organisation.lead} introduced the item. ${passage.usual[0]}`],
      passage,
    })),
    {
      title: 'Any other business',
      words: [
        `The group thanked those who had given time at ${organisation.sites.at(-1) ?? ''}. The next meeting is in a quarter.`,
      ],
    },
  ];
}
