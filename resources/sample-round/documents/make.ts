import type { Browser } from 'playwright';
import { makeMinutes, makePaper } from './paper.ts';
import type { DocumentJob, MadeDocument } from './passage.ts';
import { makePoster, makeScan } from './picture.ts';
import { makePolicy } from './policy.ts';
import { makeSlides } from './slides.ts';
import { makeTimetable, makeTracker } from './spreadsheet.ts';
import { makeMail, makeNote } from './text.ts';
import { makeFeedback, makeWordMinutes } from './word.ts';

/** One evidence file, as its plan says. */
export async function makeDocument(job: DocumentJob, browser: Browser): Promise<MadeDocument> {
  switch (job.plan.kind) {
    case 'policy':
      return makePolicy(job);
    case 'paper':
      return makePaper(job);
    case 'minutes':
      return job.plan.name.endsWith('.docx') ? makeWordMinutes(job) : makeMinutes(job);
    case 'slides':
      return makeSlides(job);
    case 'feedback':
      return makeFeedback(job);
    case 'tracker':
      return makeTracker(job);
    case 'timetable':
      return makeTimetable(job);
    case 'mail':
      return makeMail(job);
    case 'note':
      return makeNote(job);
    case 'scan':
      return makeScan(job, browser);
    case 'poster':
      return makePoster(job, browser);
  }
}
