import type { Problem } from '../../../shared/domain/intake.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { SubmissionContent } from '../../../shared/domain/submission.ts';
import type { Enclosed, PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { sheetWith } from '../spreadsheet/cells.ts';
import { INSTRUCTION_HEADINGS, SHEETS } from './form.ts';
import { judgeAnswers } from './judge-answers.ts';
import { formulaErrors, sheetsLeftOut } from './left-out.ts';
import { note, sheetPlace } from './problems.ts';
import { aboutSheet, checkAbout, type FormAbout, organisationSheet, readAbout } from './read-about.ts';
import { readAssessment } from './read-assessment.ts';
import { type NamedEvidence, readEvidence } from './read-evidence.ts';
import { declarationSheet, readDeclaration, readOrganisation } from './read-organisation.ts';

/** What a workbook says, before its evidence is looked for. */
export interface ReadSubmission {
  readonly about: FormAbout;
  readonly content: Omit<SubmissionContent, 'evidence' | 'gaps'>;
  readonly evidence: readonly NamedEvidence[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a filled form. Forgiving in reading: rows and columns are found by their words, and case, spaces and Unicode
 * forms make no difference. Strict in meaning: nothing is guessed that would change what the organisation says.
 * A form of another round is not read further, since its numbers may mean other standards.
 */
export function readSubmission(
  workbook: PlainWorkbook,
  set: StandardSet,
  round: { readonly id: string; readonly year: number },
): ReadSubmission {
  const about = readAbout(workbook);
  const form = [...checkAbout(about, set, round), ...besides(workbook)];
  const organisation = readOrganisation(workbook, set);
  const { professions, covers, contact } = organisation;
  if (form.some(({ severity }) => severity === 'refusal')) {
    const content = {
      transitions: [],
      professions: [...professions],
      covers,
      contact,
      declaredBy: '',
      responses: [],
    };
    return { about, content, evidence: [], problems: form };
  }
  const named = readEvidence(workbook);
  const assessment = readAssessment(workbook, set);
  const missing = assessment.problems.some(({ code }) => code === 'sheet-missing');
  const answers = missing
    ? { transitions: [], responses: [], problems: [] }
    : judgeAnswers(set, assessment.rows, organisation, named.evidence);
  const declaration = readDeclaration(workbook);
  const sheets = [
    sheetWith(workbook, SHEETS.instructions, Object.values(INSTRUCTION_HEADINGS)),
    organisationSheet(workbook),
    assessment.sheet,
    named.sheet,
    declarationSheet(workbook),
    aboutSheet(workbook),
  ];
  return {
    about,
    content: {
      transitions: [...answers.transitions],
      professions: [...professions],
      covers,
      contact,
      declaredBy: declaration.declaredBy,
      responses: [...answers.responses],
    },
    evidence: named.evidence,
    problems: [
      ...form,
      ...sheetsLeftOut(workbook, sheets),
      ...formulaErrors(workbook),
      ...organisation.problems,
      ...assessment.problems,
      ...answers.problems,
      ...named.problems,
      ...declaration.problems,
    ],
  };
}

/** What lies in the workbook besides the form: never opened, run or fetched, and said. */
export function besides({ sheets, enclosed }: PlainWorkbook): readonly Problem[] {
  return [
    ...sheets
      .filter(({ hidden }) => hidden)
      .map(({ name }) =>
        note(
          'hidden-sheet',
          sheetPlace(name),
          `The sheet ‘${name}’ is hidden. Look whether it names anybody before the workbook is passed on.`,
        ),
      ),
    ...enclosed.map(enclosedNote),
  ];
}

function enclosedNote({ kind, name }: Enclosed): Problem {
  const place = sheetPlace(name);
  switch (kind) {
    case 'external-link':
      return note(
        'external-link',
        place,
        `The workbook links to ‘${name}’. What lies there was not fetched and is not received.`,
      );
    case 'comment':
      return note(
        'comment',
        place,
        'A comment stands here. Comments are not read: look whether it says something that belongs to an answer, or names anybody.',
      );
    case 'macro':
      return note('macro', place, 'The workbook holds a macro. It was not run.');
    case 'object':
    case 'picture':
      return note(
        'embedded-object',
        place,
        `A${kind === 'object' ? 'n object' : ' picture'} is embedded in the workbook (${name}). To use it as evidence, save it as a file beside the workbook.`,
      );
  }
}
