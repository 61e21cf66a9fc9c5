import type { Derived } from './derived-rows.ts';

/** Rows of the calibration submission, derived from entries. */

/** A row only while it is the calibration submission. */
export interface CalibrationTable extends Derived {
  round: string;
  submission: string;
  since: string;
}
export interface CalibrationOpenedTable extends Derived {
  round: string;
  submission: string;
  opened_at: string;
}
