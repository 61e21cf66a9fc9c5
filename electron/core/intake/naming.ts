import type { Place } from '../../../shared/contract/refusal.ts';
import { SHEETS } from './form.ts';
import { sheetPlace } from './problems.ts';

/** How what is read calls its own parts: a workbook by its sheets, a table of many organisations by row and column. */
export interface Naming {
  readonly organisation: Place;
  readonly assessment: Place;
  /** "The form", "The row". */
  readonly whole: string;
  /** What to do where it does not say which organisation it is from. */
  readonly sayWhose: string;
  /** "the Organisation sheet" */
  readonly offers: string;
  /** After "is not named": "on the Evidence sheet". */
  readonly named: string;
  /** After "E9 is not": "on the Evidence sheet". */
  readonly listed: string;
  /** After "‘the folder’ names no": "reference from the Evidence sheet". */
  readonly nameable: string;
}

export const WORKBOOK: Naming = {
  organisation: sheetPlace(SHEETS.organisation),
  assessment: sheetPlace(SHEETS.assessment),
  whole: 'The form',
  sayWhose: `Write its code on the ${SHEETS.organisation} sheet.`,
  offers: `the ${SHEETS.organisation} sheet`,
  named: `on the ${SHEETS.evidence} sheet`,
  listed: `on the ${SHEETS.evidence} sheet`,
  nameable: `reference from the ${SHEETS.evidence} sheet`,
};
