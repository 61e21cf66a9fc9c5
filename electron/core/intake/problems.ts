import type { Place } from '../../../shared/contract/refusal.ts';
import type { Problem, ProblemCode } from '../../../shared/domain/intake.ts';
import type { Gap } from '../../../shared/domain/submission.ts';

type Maker = (code: ProblemCode, place: Place, sentence: string) => Problem;

/** Cannot be understood, or may not be taken. */
export const refusal: Maker = (code, place, sentence) => ({
  code,
  severity: 'refusal',
  sentence,
  place,
  gaps: [],
});

/** Only said. */
export const note: Maker = (code, place, sentence) => ({ code, severity: 'note', sentence, place, gaps: [] });

/** Can be accepted and is then chased. */
export function gap(code: ProblemCode, place: Place, sentence: string, gaps: readonly Gap[]): Problem {
  return { code, severity: 'gap', sentence, place, gaps: [...gaps] };
}

/** "Self-assessment, row 14"; a CSV has no sheets, and goes by its file. */
export function rowPlace(sheet: string, row: number): Place {
  return { kind: 'cell', at: `${sheet === '' ? 'The table' : sheet}, row ${row}` };
}

export function sheetPlace(sheet: string): Place {
  return { kind: 'cell', at: sheet };
}

export function filePlace(path: string): Place {
  return { kind: 'file', at: path };
}
