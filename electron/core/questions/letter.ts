import { dayInWords } from '../../../shared/domain/dates.ts';
import type { Day } from '../../../shared/domain/ids.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { count } from '../../../shared/domain/words.ts';

export interface LetterInput {
  /** "2026 round". */
  readonly title: string;
  readonly name: string;
  /** Empty where no contact is known. */
  readonly contactName: string;
  readonly answerBy: Day;
  readonly sender: { readonly name: string; readonly email: string };
  readonly questions: readonly { readonly number: number; readonly item: Item; readonly words: string }[];
}

/** The e-mail that goes with the workbook. It speaks for the panel, and says of nobody that they asked. */
export function letterOf(input: LetterInput): { readonly subject: string; readonly text: string } {
  const { title, name, contactName, answerBy, sender, questions } = input;
  const asked = questions.map(({ number, item: { standard, transition }, words }) => {
    const heading = `${number}. Standard ${standard.number}${transition === undefined ? '' : `, ${transition.name.toLowerCase()}`}`;
    return [heading, standard.wording, '', words].join('\n');
  });
  return {
    subject: `${title}: ${questions.length === 1 ? 'a question' : 'questions'} about your submission, ${name}`,
    text: [
      contactName === '' ? 'Hello,' : `Dear ${contactName},`,
      `The panel that reads the submission of ${name} has ${count(questions.length, 'question')} before it decides. ${questions.length === 1 ? 'It is' : 'They are'} in the workbook that is attached, and here:`,
      ...asked,
      `Write your answers into the workbook and send it back by ${dayInWords(answerBy)}, in reply to this e-mail. You can point to evidence that you have sent already, by its reference and page. Attach new files to the same e-mail, and name each of them on the workbook’s Evidence sheet.`,
      'Take out names and any other personal information first. Send the files themselves: links to files elsewhere are not opened.',
      [sender.name, sender.email].filter((words) => words !== '').join('\n'),
    ].join('\n\n'),
  };
}
