import type { ChosenQuestion, QuestionsDraft } from '../../../shared/contract/questions.ts';
import { dayInLondon } from '../../../shared/domain/dates.ts';
import {
  type Day,
  ItemId,
  type PersonId,
  QuestionId,
  type SubmissionId,
} from '../../../shared/domain/ids.ts';
import {
  type Asked,
  type ChoiceProblem,
  choiceProblems,
  couldGoWith,
  eachAlone,
  type Numbered,
  namedIn,
  namesSentence,
  numbered,
  usualAnswerBy,
} from '../../../shared/domain/questions.ts';
import { type Item, itemsOf } from '../../../shared/domain/standard-set.ts';
import { adoptedSet, type DeskContext, personHere, roundHead, roundHere } from '../desk/context.ts';
import { type CurrentVersion, currentVersions } from '../intake/service.ts';
import { listPeople } from '../people/service.ts';
import { refuse } from '../refused.ts';
import { blindTo } from '../scoring/service.ts';
import type { QuestionTable } from '../store/question-rows.ts';
import { type Contact, contactsIn } from './contacts.ts';
import { letterOf } from './letter.ts';

interface AskedBy extends Asked {
  readonly person: PersonId;
}

/** What would go to one organisation, before it is dressed for the room or the mail. */
export interface Draft {
  readonly version: CurrentVersion;
  readonly contact: Contact;
  readonly asked: readonly AskedBy[];
  readonly questions: readonly (Numbered & { readonly standing: Item })[];
  readonly problems: readonly ChoiceProblem[];
}

export interface Drafting {
  readonly title: string;
  readonly year: number;
  readonly sender: { readonly name: string; readonly email: string };
  readonly nameOf: (person: PersonId) => string;
  /** Submissions with a question that can be sent, by the organisation's name. */
  readonly waiting: readonly SubmissionId[];
  /** Undefined where nothing can be sent: also, in the same way, where whoever sits here is blind to it. */
  draft(submission: SubmissionId, chosen: readonly ChosenQuestion[] | undefined): Draft | undefined;
}

export const nothingToSend = () => refuse('not-found', 'There is no question to send.');

/** Reads once what the questions of any number of submissions are put together from. */
export async function drafting(desk: DeskContext): Promise<Drafting> {
  const [round, me] = [roundHere(desk), personHere(desk)];
  const [head, set, versions, contactOf, people] = await Promise.all([
    roundHead(desk),
    adoptedSet(desk, round),
    currentVersions(desk, round),
    contactsIn(desk, round),
    listPeople(desk, round),
  ]);
  const blind = blindTo(desk, round, me);
  const byId = new Map(people.map((person) => [person.id, person]));
  // Also of transitions that a newer version speaks for no more: the question was asked while it did.
  const items = itemsOf(
    set,
    set.transitions.map(({ id }) => id),
  );
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const openRows = desk.store.prepare<[string, string], QuestionTable & { person: PersonId }>(
    `SELECT * FROM question WHERE round = ? AND submission = ? AND state = 'asked' AND item IS NOT NULL
     ORDER BY asked_at, question`,
  );
  const assessorsOf = desk.store.prepare<[string, string], { person: PersonId }>(
    'SELECT person FROM assignment WHERE round = ? AND submission = ?',
  );
  const askedOf = (submission: SubmissionId): readonly AskedBy[] =>
    blind.has(submission)
      ? []
      : openRows.all(round, submission).map((row) => ({
          question: QuestionId.parse(row.question),
          item: ItemId.parse(row.item),
          words: row.words ?? '',
          person: row.person,
        }));
  return {
    title: head.title,
    year: head.year,
    sender: { name: byId.get(me)?.name ?? '', email: byId.get(me)?.email ?? '' },
    nameOf: (person) => byId.get(person)?.name ?? person,
    waiting: versions.map(({ submission }) => submission).filter((each) => askedOf(each).length > 0),
    draft(submission, wanted) {
      const [asked, version] = [askedOf(submission), versions.find((each) => each.submission === submission)];
      if (version === undefined || asked.length === 0) return undefined;
      const chosen = wanted ?? eachAlone(asked);
      const contact = contactOf(version);
      const panel = new Set([...assessorsOf.all(round, submission), ...asked].map(({ person }) => person));
      const known = people.filter(({ id, name }) => panel.has(id) && name !== contact.name);
      const gone = asked.filter(({ item }) => !itemOf.has(item));
      return {
        version,
        contact,
        asked,
        questions: numbered(
          chosen,
          asked,
          items.map(({ id }) => id),
        ).flatMap((each) => {
          const standing = itemOf.get(each.item);
          return standing === undefined ? [] : [{ ...each, standing }];
        }),
        problems: [
          ...choiceProblems(chosen, asked),
          ...chosen.flatMap(({ from, words }): ChoiceProblem[] => {
            const [first] = from;
            const item = asked.find(({ question }) => question === first?.question)?.item;
            const sentence = namesSentence(`The question about ${item}`, namedIn(words, known));
            return first === undefined || sentence === undefined
              ? []
              : [{ question: first.question, field: 'words', sentence }];
          }),
          ...gone
            .filter(({ question }) =>
              chosen.some(({ from }) => from.some((each) => each.question === question)),
            )
            .map(({ question, item }): ChoiceProblem => {
              const sentence = `The standards do not ask ${item} any more. Do not send the question, and say so to whoever asked it.`;
              return { question, field: 'question', sentence };
            }),
        ],
      };
    },
  };
}

/** The preview of what would go to one organisation. Throws the refusal 'not-found' where there is nothing to send. */
export async function draftQuestions(
  desk: DeskContext,
  submission: SubmissionId,
  chosen: readonly ChosenQuestion[] | undefined,
  wanted: Day | undefined,
): Promise<QuestionsDraft> {
  const context = await drafting(desk);
  const draft = context.draft(submission, chosen);
  if (draft === undefined) throw nothingToSend();
  const answerBy = wanted ?? usualAnswerBy(dayInLondon(desk.now()));
  const { version, contact, asked, questions, problems } = draft;
  const askedBy = new Map(asked.map((each) => [each.question, each]));
  return {
    submission,
    organisation: version.organisation,
    name: version.name,
    email: contact.email,
    answerBy,
    questions: questions.map(({ number, item, words, from, standing: { standard, transition } }) => ({
      number,
      item,
      standard: {
        number: standard.number,
        wording: standard.wording,
        ...(transition === undefined ? {} : { transition: transition.name }),
      },
      words,
      from: from.flatMap(({ question, joined }) => {
        const one = askedBy.get(question);
        return one === undefined
          ? []
          : [{ question, words: one.words, askedBy: context.nameOf(one.person), joined }];
      }),
      together: [
        ...new Set(
          from.flatMap(({ question }) => {
            const one = askedBy.get(question);
            return one === undefined ? [] : couldGoWith(one, asked).map((other) => other.question);
          }),
        ),
      ].filter((other) => !from.some(({ question }) => question === other)),
    })),
    problems: [...problems],
    ...letter(context, draft, answerBy),
  };
}

/** The e-mail of a draft. */
export function letter(
  { title, sender }: Pick<Drafting, 'title' | 'sender'>,
  { version, contact, questions }: Pick<Draft, 'version' | 'contact' | 'questions'>,
  answerBy: Day,
): { subject: string; text: string } {
  return letterOf({
    title,
    name: version.name,
    contactName: contact.name,
    answerBy,
    sender,
    questions: questions.map(({ number, words, standing }) => ({ number, words, item: standing })),
  });
}
