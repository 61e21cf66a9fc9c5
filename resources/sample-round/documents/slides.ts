import { PdfPages } from './page.ts';
import { type DocumentJob, type MadeDocument, passagesOf } from './passage.ts';

/** Slides as they are handed out: one thought to a page, landscape. */
export async function makeSlides(job: DocumentJob): Promise<MadeDocument> {
  const { organisation, plan } = job;
  const pdf = new PdfPages(job, { landscape: true });
  const pages = new Map<string, number>();
  const { raw } = pdf;
  raw.rect(0, 0, 960, 540).fill(organisation.colour);
  raw.font('Helvetica-Bold').fontSize(44).fillColor('#ffffff').text(plan.title, 70, 190);
  raw.fontSize(20).text(`${organisation.name}, ${plan.date}`, 70, 280);
  slide(pdf, organisation.colour, 'What we will do in this session');
  pdf.bullets(
    [
      'Say what preceptorship is for, and what it is not',
      'Practise a first meeting',
      'Look at what to do when things are hard',
      'Know where to turn, and what comes next',
    ],
    24,
  );
  for (const passage of passagesOf(job)) {
    slide(pdf, organisation.colour, passage.heading);
    pages.set(passage.item, pdf.paragraph(passage.own, { bold: true, size: 24 }));
    pdf.space(10);
    pdf.bullets(passage.usual, 19);
  }
  slide(pdf, organisation.colour, 'A first meeting, in pairs');
  pdf.bullets(
    [
      'Ten minutes each way: one is the preceptor, one has started on Monday',
      'Ask what they have done, what they look forward to, and what they dread',
      'Agree one objective in their words, and a date',
      'Then say what you would do differently',
    ],
    22,
  );
  slide(pdf, organisation.colour, 'When you are worried');
  pdf.bullets(
    [
      'Say what you saw, soon, in private and kindly',
      'Ask what would help, and write down what you agreed',
      `If it is about safety, tell the manager; if you are not sure, ring the ${organisation.lead}`,
    ],
    22,
  );
  slide(pdf, organisation.colour, 'Thank you');
  pdf.bullets(
    [
      `Questions go to the ${organisation.lead}`,
      'Your date of attendance goes to the list of prepared preceptors',
      'Tell us on the sheet by the door what to change',
    ],
    22,
  );
  return { plan, bytes: await pdf.finish(), pages };
}

function slide(pdf: PdfPages, colour: string, title: string): void {
  pdf.newPage();
  pdf.raw.rect(0, 0, 14, 540).fill(colour);
  pdf.raw.y = 66;
  pdf.heading(title, 0, 30);
  pdf.raw.y = 124;
}
