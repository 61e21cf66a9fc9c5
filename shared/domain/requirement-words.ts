import type { GateResult, Judgement } from './award-rule.ts';
import { type Fraction, fraction, inDecimals } from './fraction.ts';
import type { ProposedOutcome } from './standard-set.ts';
import { count, list } from './words.ts';

/** The words in which requirements and outcomes are shown, on screens, in letters and on the command line. */

/** Hundredths of a percent: 8000 is "80%", 6650 is "66.5%". */
export function percentInWords(hundredths: number): string {
  return `${inDecimals(fraction(hundredths, 100))}%`;
}

/** "47 of 60"; 47⅓ is "47.33 of 60", cut off, so that it never reads as a threshold that it does not reach. */
export function pointsInWords(points: Fraction, most: number): string {
  return `${inDecimals(points)} of ${inDecimals(fraction(most))}`;
}

/** "Mandatory requirement", "Overall requirement, 80%", "Section 3 requirement, 60%". */
export function gateTitle(gate: GateResult): string {
  switch (gate.kind) {
    case 'mandatory':
      return 'Mandatory requirement';
    case 'overall':
      return `Overall requirement, ${percentInWords(gate.threshold)}`;
    case 'section':
      return `Section ${gate.section} requirement, ${percentInWords(gate.threshold)}`;
  }
}

/** "5 of 6 met", "41 of 52 points, short by 1", "Nothing applies". */
export function gateFigure(gate: GateResult): string {
  if (gate.verdict === 'nothing-applies') return 'Nothing applies';
  if (gate.kind === 'mandatory') return `${gate.met} of ${gate.of} met`;
  if (gate.soFar === 'nothing-applies') return 'No points yet';
  const short = gate.soFar === 'failed' ? `, short by ${gate.shortBy}` : '';
  return `${pointsInWords(gate.points, gate.most)} points${short}`;
}

export function gateVerdictInWords(gate: GateResult): string {
  switch (gate.verdict) {
    case 'passed':
      return 'Met';
    case 'failed':
      return 'Not met';
    case 'nothing-applies':
      return 'Nothing applies';
    case 'blocked':
      return `${count(gate.missing.length, 'score')} missing`;
  }
}

export function outcomeInWords(outcome: ProposedOutcome): string {
  switch (outcome) {
    case 'awarded':
      return 'Awarded';
    case 'awarded-when-conditions-are-met':
      return 'Awarded when conditions are met';
    case 'not-awarded':
      return 'Not awarded this year';
  }
}

/** What the rule makes of it in one sentence: the proposal, or what stands in its way. */
export function judgementInWords(judgement: Judgement): string {
  if (judgement.proposed !== undefined) return `${outcomeInWords(judgement.proposed)}.`;
  if (judgement.verdict === 'nothing-applies') return 'Nothing applies, so the rule proposes nothing.';
  const unscored = judgement.blockedBy.filter(({ why }) => why === 'no-agreed-score').map(({ item }) => item);
  const unjudged = judgement.blockedBy.filter(({ why }) => why === 'cannot-judge').map(({ item }) => item);
  return [
    ...(unscored.length > 0 ? [`No agreed score for ${list(unscored)}.`] : []),
    ...(unjudged.length > 0 ? [`The panel cannot judge ${list(unjudged)}.`] : []),
  ].join(' ');
}
