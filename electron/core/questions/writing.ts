import { safeName } from '../../../shared/domain/file-names.ts';
import type { Day, OrganisationId, RoundId } from '../../../shared/domain/ids.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { writeQuestions } from '../intake/service.ts';
import { XLSX_TYPE } from '../spreadsheet/sheet-writer.ts';
import type { Contact } from './contacts.ts';
import { letterOf } from './letter.ts';
import { draftMail } from './mail.ts';

/** What the media type of a saved e-mail is. */
export const MAIL_TYPE = 'message/rfc822';

export interface WritingInput {
  readonly round: { readonly id: RoundId; readonly title: string; readonly year: number };
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly contact: Contact;
  readonly sender: { readonly name: string; readonly email: string };
  readonly batch: string;
  readonly sentOn: Day;
  readonly answerBy: Day;
  readonly questions: readonly { readonly number: number; readonly item: Item; readonly words: string }[];
}

/** The workbook and the e-mail that carries it, both under one name without an ending. */
export interface Written {
  readonly called: string;
  readonly workbook: Uint8Array;
  readonly letter: Uint8Array;
}

/** The same questions give the same bytes, on whichever day they are written out again. */
export async function writeOut(input: WritingInput): Promise<Written> {
  const { round, organisation, name, contact, sender, batch, sentOn, answerBy, questions } = input;
  const called = safeName(`Questions for ${name} ${sentOn}`);
  const workbook = await writeQuestions({
    mark: { round: round.id, organisation, batch },
    year: round.year,
    name,
    answerBy,
    sendTo: [sender.name, sender.email === '' ? '' : `(${sender.email})`].filter(Boolean).join(' '),
    questions,
    madeOn: sentOn,
  });
  const { subject, text } = letterOf({
    title: round.title,
    name,
    contactName: contact.name,
    answerBy,
    sender,
    questions,
  });
  const letter = draftMail({
    to: contact,
    subject,
    text,
    attachment: { name: `${called}.xlsx`, type: XLSX_TYPE, bytes: workbook },
  });
  return { called, workbook, letter };
}
