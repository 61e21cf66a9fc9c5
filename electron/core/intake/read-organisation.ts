import type { TransitionId } from '../../../shared/domain/ids.ts';
import type { Problem } from '../../../shared/domain/intake.ts';
import { plainWords } from '../../../shared/domain/likeness.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { labelled, sheetNamed, yesOrNo } from '../spreadsheet/cells.ts';
import { DECLARATION_LABELS, ORGANISATION_LABELS, PROFESSIONS, SHEETS } from './form.ts';
import { gap, note, refusal, rowPlace, sheetPlace } from './problems.ts';

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
  const sheet = sheetNamed(workbook, SHEETS.organisation);
  const problems: Problem[] = [];
  const values = sheet === undefined ? new Map<string, never>() : labelled(sheet);
  const value = (label: string) => values.get(plainWords(label)) ?? { words: '', row: 0 };
  const answer = (label: string): 'yes' | 'no' | 'not-said' => {
    const { words, row } = value(label);
    const said = yesOrNo(words);
    if (said !== undefined) return said;
    problems.push(
      note(
        'neither-yes-nor-no',
        rowPlace(SHEETS.organisation, row),
        `‘${words}’ for ${label} is neither Yes nor No. It was read as not said.`,
      ),
    );
    return 'not-said';
  };
  const short = (label: string, most: number) => {
    const { words, row } = value(label);
    if (words.length <= most) return words;
    problems.push(tooLong(label, words.length, most, rowPlace(SHEETS.organisation, row)));
    return '';
  };
  const answers = set.transitions.map(({ id, name }) => ({ id, said: answer(name) }));
  const listed = PROFESSIONS.filter((profession) => answer(profession) === 'yes');
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
  const sheet = sheetNamed(workbook, SHEETS.declaration);
  const values = sheet === undefined ? new Map<string, never>() : labelled(sheet);
  const value = (label: string) => values.get(plainWords(label))?.words ?? '';
  const name = value(DECLARATION_LABELS.name);
  const confirmed = yesOrNo(value(DECLARATION_LABELS.confirmed)) === 'yes';
  if (name !== '' && confirmed) {
    const words = [name, value(DECLARATION_LABELS.role), value(DECLARATION_LABELS.date)];
    return {
      declaredBy: words
        .filter((part) => part !== '')
        .join(', ')
        .slice(0, 400),
      problems: [],
    };
  }
  const sentence =
    name === ''
      ? 'Nobody has signed the declaration. Ask who stands by the submission.'
      : `${name.slice(0, 200)} has not said Yes to the declaration. Ask whether they stand by the submission.`;
  return {
    declaredBy: '',
    problems: [
      gap('declaration-missing', sheetPlace(SHEETS.declaration), sentence, [{ kind: 'declaration-missing' }]),
    ],
  };
}

export function tooLong(what: string, length: number, most: number, place: Problem['place']): Problem {
  const digits = new Intl.NumberFormat('en-GB');
  return refusal(
    'too-long',
    place,
    `${what} has ${digits.format(length)} characters, and the most is ${digits.format(most)}. Ask for it to be shortened, or sent as evidence.`,
  );
}
