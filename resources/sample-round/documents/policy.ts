import type { SampleOrganisation } from '../organisations/fact.ts';
import { PdfPages } from './page.ts';
import {
  byStandard,
  type DocumentJob,
  type MadeDocument,
  type Passage,
  passagesOf,
  proseOf,
} from './passage.ts';

const chapters = [
  ['1', 'Culture and responsibility'],
  ['2', 'Quality and oversight'],
  ['3', 'The preceptee'],
  ['4', 'The preceptor'],
  ['5', 'The programme'],
] as const;

const transitions: Readonly<Record<string, string>> = {
  'newly-registered': 'Newly registered',
  'internationally-educated': 'Educated outside the UK',
  'return-to-practice': 'Returning to practice',
};

/** What an organisation's policy for all new staff holds, preceptorship or not. */
const general = [
  [
    'Before the first day',
    'Checks of identity, right to work, references and registration are complete before the first day. The manager orders equipment and access at least two weeks ahead.',
  ],
  [
    'Probation',
    'Every appointment has a probation of six months. The manager and the new member of staff meet at one, three and five months, and the outcome is confirmed by letter.',
  ],
  [
    'Mandatory training',
    'Fire safety, moving and handling, safeguarding, infection prevention and information governance are completed in the first month. Completion is reported to the registered manager.',
  ],
  [
    'Health, safety and wellbeing',
    'New staff are shown exits, alarms and first aid. Anyone who is hurt, or who sees something unsafe, says so to the person in charge of the shift and writes it down the same day.',
  ],
  [
    'Conduct and uniform',
    'Uniform is worn on the unit and not outside it. Mobile telephones are kept away from patients. The code of conduct is signed on the first day.',
  ],
  [
    'Supervision and appraisal',
    'Clinical supervision is held at least every eight weeks, and appraisal once a year. Records are kept on the staff file.',
  ],
  [
    'Raising a concern',
    'Anyone may raise a concern with their manager, the registered manager or the regulator. Nobody is treated worse for having done so in good faith.',
  ],
] as const;

/** A policy: cover, control table, contents, chapters, appendices. */
export async function makePolicy(job: DocumentJob): Promise<MadeDocument> {
  const { organisation, plan } = job;
  const own = new Map(byStandard(passagesOf(job)).map((group) => [group[0].number, group]));
  const pages = new Map<string, number>();
  const pdf = new PdfPages(job);
  writeCover(pdf, job);
  const contentsTop = pdf.raw.y;
  pdf.newPage();
  pdf.heading('Introduction');
  pdf.paragraph(organisation.about);
  if (plan.elsewhere === true) {
    for (const [title, words] of general) {
      pdf.heading(title);
      pdf.paragraph(words);
      pdf.paragraph(
        `The manager is responsible for this at ${organisation.sites.join(' and ')}, and the ${organisation.executive} for ${organisation.us} as a whole.`,
      );
    }
    pdf.heading('Additional support');
    for (const group of own.values()) writeOwn(pdf, pages, group);
  } else {
    pdf.paragraph(
      `This document says how ${organisation.us} supports allied health professionals through a transition in their working life. It is written for preceptees, preceptors, managers and the ${organisation.lead}, and can be read in any order.`,
    );
    pdf.paragraph(
      `Where we write “preceptee” we mean anyone on the programme, whatever their grade; “preceptor” means the registered colleague who supports them. Protected time is what it says: it is part of the working week and is not given up lightly.`,
    );
    for (const [chapter, title] of chapters) writeChapter(pdf, pages, organisation, chapter, title, own);
  }
  writeAppendices(pdf, job);
  pdf.contents(2, contentsTop);
  return { plan, bytes: await pdf.finish(), pages };
}

function writeCover(pdf: PdfPages, { organisation, plan }: DocumentJob): void {
  const { raw } = pdf;
  raw.rect(0, 0, raw.page.width, 150).fill(organisation.colour);
  raw.font('Helvetica-Bold').fontSize(16).fillColor('#ffffff').text(organisation.name, 72, 92);
  raw.y = 240;
  pdf.title(plan.title, 30);
  pdf.paragraph(plan.date, { size: 14 });
  pdf.space(30);
  pdf.paragraph(organisation.about);
  pdf.newPage();
  pdf.title('Document control', 15);
  pdf.table(
    [
      ['', ''],
      ['Owner', organisation.lead],
      ['Executive', organisation.executive],
      ['Committee', organisation.committee],
      ['Date', plan.date],
      ['Applies to', organisation.covers],
    ].slice(1),
    [0.28, 0.72],
  );
  pdf.space(10);
}

function writeChapter(
  pdf: PdfPages,
  pages: Map<string, number>,
  organisation: SampleOrganisation,
  chapter: string,
  title: string,
  own: ReadonlyMap<string, readonly Passage[]>,
): void {
  const numbers = new Set(Object.keys(organisation.facts).map((item) => item.split('/')[0] ?? item));
  const written = [...numbers].filter(
    (number) => number.startsWith(`${chapter}.`) && covers(organisation, number),
  );
  if (written.length === 0) return;
  pdf.newPage();
  pdf.heading(`${chapter} ${title}`);
  written.forEach((number, at) => {
    const { heading, usual } = proseOf(number);
    const [before, after] = usual(organisation);
    pdf.heading(`${chapter}.${at + 1} ${heading}`, 1);
    pdf.paragraph(before);
    writeOwn(pdf, pages, own.get(number) ?? []);
    if (number === '3.3') writePeriods(pdf, organisation);
    pdf.paragraph(after);
  });
}

/** A policy says nothing about what nobody does. */
function covers(organisation: SampleOrganisation, number: string): boolean {
  return Object.entries(organisation.facts).some(
    ([item, fact]) => (item === number || item.startsWith(`${number}/`)) && fact.level > 0,
  );
}

function writeOwn(pdf: PdfPages, pages: Map<string, number>, passages: readonly Passage[]): void {
  for (const { item, own } of passages) {
    const ending =
      item === '3.3/internationally-educated' && !own.endsWith('.')
        ? ' and the line manager agrees interim support.'
        : '';
    pages.set(item, pdf.paragraph(own + ending));
  }
}

function writePeriods(pdf: PdfPages, organisation: SampleOrganisation): void {
  pdf.table(
    [
      ['Transition', 'Begins', 'Offered', 'Reviews'],
      ...organisation.periods.map(({ transition, begins, months, reviews }) => [
        transitions[transition] ?? transition,
        begins,
        `${months} months`,
        reviews,
      ]),
    ],
    [0.28, 0.26, 0.16, 0.3],
  );
}

function writeAppendices(pdf: PdfPages, { organisation, plan }: DocumentJob): void {
  pdf.newPage();
  pdf.heading('Appendix A: who does what');
  const name = plan.elsewhere === true ? 'new staff' : 'preceptees';
  pdf.table(
    [
      ['Role', 'Does'],
      [
        organisation.executive,
        `Answers to the ${organisation.committee}; removes obstacles that others cannot.`,
      ],
      [organisation.lead, `Plans, matches, keeps the record and listens to ${name}.`],
      ['Line manager', 'Releases people, agrees time, and asks how it is going.'],
      ['Senior therapist or preceptor', 'Meets, listens, works alongside, and says what went well.'],
      ['New colleague', 'Brings questions, sets objectives, keeps their own notes.'],
    ],
    [0.32, 0.68],
  );
  pdf.heading('Appendix B: review form');
  pdf.paragraph('Filled in together. Each keeps a copy; the date alone goes to the record.');
  pdf.table(
    [
      ['Question', 'Notes'],
      ['What has gone well since we last met?', ' \n \n'],
      ['What was hard, and who helped?', ' \n \n'],
      ['Which objectives are reached, changed or new?', ' \n \n'],
      ['Was the agreed time taken? If not, why?', ' \n \n'],
      ['What would help before the next review?', ' \n \n'],
    ],
    [0.45, 0.55],
  );
  pdf.heading('Appendix C: where this applies');
  pdf.bullets(
    organisation.sites.map(
      (site) =>
        `At ${site}, for ${organisation.professions.map((profession) => profession.toLowerCase()).join(', ')}.`,
    ),
  );
}
