import type { TransitionId } from '../../../shared/domain/ids.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { plainWords } from '../../../shared/domain/likeness.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { PlainSheet, PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { labelled, saysMore, sheetWith, yesOrNo } from '../spreadsheet/cells.ts';
import { ASIDES, DECLARATION_LABELS, ORGANISATION_LABELS, PROFESSIONS, SHEETS } from './form.ts';
import { leftOutBeside } from './left-out.ts';
import { gap, note, refusal, rowPlace, sheetPlace } from './problems.ts';
import { organisationSheet } from './read-about.ts';

export interface ReadOrganisation {
  /** Those said to be offered, and those said not to be. */
  readonly offered: readonly TransitionId[];
  readonly notOffered: readonly TransitionId[];
  readonly professions: readonly string[];
  readonly covers: string;
  readonly contact: { readonly name: string; readonly role: string; readonly email: string };
  readonly problems: readonly Problem[];
}

export function readOrganisation(workbook: PlainWorkbook, set: StandardSet): ReadOrganisation {
  const sheet = organisationSheet(workbook);
  const sheetName = sheet?.name ?? SHEETS.organisation;
  const problems: Problem[] = [];
  const values = valuesOf(sheet);
  const value = (label: string) => values.get(plainWords(label)) ?? { words: '', row: 0 };
  const answer = (label: string): 'yes' | 'no' | 'not-said' => {
    const { words, row } = value(label);
    const said = yesOrNo(words);
    if (said !== undefined) {
      if (saysMore(words)) problems.push(withWords(words, said, label, rowPlace(sheetName, row)));
      return said;
    }
    problems.push(
      note(
        'neither-yes-nor-no',
        rowPlace(sheetName, row),
        `‘${words}’ for ${label} is neither Yes nor No. It was read as not said.`,
      ),
    );
    return 'not-said';
  };
  const short = (label: string, most: number) => {
    const { words, row } = value(label);
    if (words.length <= most) return words;
    problems.push(tooLong(label, words.length, most, rowPlace(sheetName, row)));
    return '';
  };
  const answers = set.transitions.map(({ id, name }) => ({ id, said: answer(name) }));
  const listed = PROFESSIONS.filter((profession) => answer(profession) === 'yes');
  if (sheet !== undefined)
    problems.push(
      ...leftOutBeside(sheet, [
        ...Object.values(ORGANISATION_LABELS),
        ...set.transitions.map(({ name }) => name),
        ...PROFESSIONS,
      ]),
    );
  const others = short(ORGANISATION_LABELS.otherProfessions, 2000).split(/[;\n]/);
  return {
    offered: answers.filter(({ said }) => said === 'yes').map(({ id }) => id),
    notOffered: answers.filter(({ said }) => said === 'no').map(({ id }) => id),
    professions: [
      ...listed,
      ...others.map((words) => words.trim().slice(0, 100)).filter((words) => words !== ''),
    ],
    covers: short(ORGANISATION_LABELS.covers, 4000),
    contact: {
      name: short(ORGANISATION_LABELS.contactName, 200),
      role: short(ORGANISATION_LABELS.contactRole, 200),
      email: short(ORGANISATION_LABELS.contactEmail, 320),
    },
    problems,
  };
}

/** Who stands by the submission: "B Person, Director, 6 March 2026"; empty, with its problem, where nobody does yet. */
export function readDeclaration(workbook: PlainWorkbook): {
  declaredBy: string;
  problems: readonly Problem[];
} {
  const sheet = declarationSheet(workbook);
  const place = sheetPlace(sheet?.name ?? SHEETS.declaration);
  const values = valuesOf(sheet);
  const value = (label: string) => values.get(plainWords(label))?.words ?? '';
  const name = value(DECLARATION_LABELS.name);
  const answer = value(DECLARATION_LABELS.confirmed);
  const confirmed = yesOrNo(answer) === 'yes';
  const problems: Problem[] =
    sheet === undefined ? [] : [...leftOutBeside(sheet, Object.values(DECLARATION_LABELS))];
  if (confirmed && saysMore(answer)) problems.push(withWords(answer, 'yes', 'the declaration', place));
  if (name !== '' && confirmed) {
    const words = [name, value(DECLARATION_LABELS.role), value(DECLARATION_LABELS.date)];
    return {
      declaredBy: words
        .filter((part) => part !== '')
        .join(', ')
        .slice(0, 400),
      problems,
    };
  }
  const sentence =
    name === ''
      ? 'Nobody has signed the declaration. Ask who stands by the submission.'
      : `${name.slice(0, 200)} has not said Yes to the declaration${answer === '' ? '' : `, but ‘${answer.slice(0, 100)}’`}. Ask whether they stand by the submission.`;
  return {
    declaredBy: '',
    problems: [...problems, gap('declaration-missing', place, sentence, [{ kind: 'declaration-missing' }])],
  };
}

export function declarationSheet(workbook: PlainWorkbook): PlainSheet | undefined {
  return sheetWith(workbook, SHEETS.declaration, Object.values(DECLARATION_LABELS));
}

function valuesOf(sheet: PlainSheet | undefined): ReturnType<typeof labelled> {
  return sheet === undefined ? new Map() : labelled(sheet, Object.values(ASIDES));
}

/** A yes or a no that says more than the answer keeps. */
export function withWords(
  words: string,
  said: 'yes' | 'no' | 'not-said',
  what: string,
  place: Problem['place'],
) {
  return note(
    'yes-or-no-with-words',
    place,
    `‘${words.slice(0, 200)}’ for ${what} was read as ${said === 'yes' ? 'Yes' : 'No'}. Look whether the words beside it matter.`,
  );
}

export function tooLong(what: string, length: number, most: number, place: Problem['place']): Problem {
  const digits = new Intl.NumberFormat('en-GB');
  return refusal(
    'too-long',
    place,
    `${what} has ${digits.format(length)} characters, and the most is ${digits.format(most)}. Ask for it to be shortened, or sent as evidence.`,
  );
}
