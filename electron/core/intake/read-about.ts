import type { Problem } from '../../../shared/domain/intake.ts';
import { plainWords } from '../../../shared/domain/likeness.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import type { PlainSheet, PlainWorkbook } from '../../../shared/domain/workbook.ts';
import { labelled, sheetWith } from '../spreadsheet/cells.ts';
import {
  ABOUT_LABELS,
  ASIDES,
  ASSESSMENT_HEADINGS,
  FORM_FORMAT,
  ORGANISATION_LABELS,
  SHEETS,
} from './form.ts';
import { note, refusal, sheetPlace } from './problems.ts';

/** What the form says of itself; empty where it does not say. */
export interface FormAbout {
  readonly format: string;
  readonly set: string;
  readonly version: string;
  readonly round: string;
  readonly year: string;
  /** The organisation by its code in the round, its ODS code and its name, as the form has them. */
  readonly organisation: { readonly id: string; readonly odsCode: string; readonly name: string };
}

export function readAbout(workbook: PlainWorkbook): FormAbout {
  const about = valuesOf(aboutSheet(workbook));
  const organisation = valuesOf(organisationSheet(workbook));
  return {
    format: about(ABOUT_LABELS.format),
    set: about(ABOUT_LABELS.set),
    version: about(ABOUT_LABELS.version),
    round: about(ABOUT_LABELS.round),
    year: about(ABOUT_LABELS.year),
    organisation: {
      id: about(ABOUT_LABELS.organisation) || organisation(ORGANISATION_LABELS.id),
      odsCode: organisation(ORGANISATION_LABELS.odsCode),
      name: organisation(ORGANISATION_LABELS.name),
    },
  };
}

export function aboutSheet(workbook: PlainWorkbook): PlainSheet | undefined {
  return sheetWith(workbook, SHEETS.about, Object.values(ABOUT_LABELS));
}

export function organisationSheet(workbook: PlainWorkbook): PlainSheet | undefined {
  return sheetWith(workbook, SHEETS.organisation, Object.values(ORGANISATION_LABELS));
}

function valuesOf(sheet: PlainSheet | undefined): (label: string) => string {
  const values = sheet === undefined ? undefined : labelled(sheet, Object.values(ASIDES));
  return (label) => values?.get(plainWords(label))?.words ?? '';
}

/** Whether a workbook is a submission at all, of whatever year: a tracker sent as evidence is not. */
export function isForm(workbook: PlainWorkbook): boolean {
  if (readAbout(workbook).format !== '') return true;
  const rating = plainWords(ASSESSMENT_HEADINGS.rating);
  const number = plainWords(ASSESSMENT_HEADINGS.number);
  return workbook.sheets.some(({ rows }) =>
    rows.some(({ cells }) => {
      const words = cells.map(({ value }) => plainWords(String(value)));
      return words.includes(rating) && words.includes(number);
    }),
  );
}

/** Whether it is the form of this round: of another year, of other standards, of another version of them. */
export function checkAbout(
  about: FormAbout,
  set: StandardSet,
  round: { readonly id: string; readonly year: number },
): readonly Problem[] {
  const place = sheetPlace(SHEETS.about);
  if (about.format === '')
    return [
      note(
        'not-our-form',
        place,
        `The table does not say which form it is. It was read as one for ${round.year} and ${set.title}.`,
      ),
    ];
  if (about.format !== FORM_FORMAT)
    return [
      refusal(
        'not-our-form',
        place,
        `The form calls itself ‘${about.format}’, which this program does not know. The selected file must use the template.`,
      ),
    ];
  if (about.year !== String(round.year))
    return [
      refusal(
        'other-year',
        place,
        `The form is for ${about.year === '' ? 'no year that it names' : about.year}, and this round is ${round.year}. Ask for the submission on this year’s form.`,
      ),
    ];
  if (about.set !== set.id)
    return [
      refusal(
        'other-set',
        place,
        `The form is for other standards, ‘${about.set}’. This round uses ‘${set.id}’. Ask for the submission on the form of this round.`,
      ),
    ];
  return [...checkRound(about.round, round, place), ...checkVersion(about.version, set, place)];
}

/** Of the same year and standards: a round that was opened again, whose forms had gone out before. */
function checkRound(
  said: string,
  round: { readonly id: string; readonly year: number },
  place: Problem['place'],
): readonly Problem[] {
  if (said === round.id) return [];
  return [
    note(
      'other-round',
      place,
      `The form was made for another round of ${round.year}, with the same standards. It was read as one for this round.`,
    ),
  ];
}

/** A round adopts a corrected version only for its wording, so that an earlier form is still good. */
function checkVersion(version: string, set: StandardSet, place: Problem['place']): readonly Problem[] {
  if (version === String(set.version)) return [];
  if (/^\d+$/.test(version) && Number(version) < set.version)
    return [
      note(
        'other-version',
        place,
        `The form has version ${version} of the standards, and this round now uses version ${set.version}. Its answers were read by their numbers.`,
      ),
    ];
  return [
    refusal(
      'other-version',
      place,
      `The form has version ${version === '' ? 'unknown' : version} of the standards, and this round uses version ${set.version}. Load those standards first, or ask for the submission on the form of this round.`,
    ),
  ];
}
