import type { z } from 'zod';
import { calibrationActs } from './calibration.ts';
import { decisionActs } from './decision.ts';
import { enteringActs } from './entering.ts';
import { evidenceActs } from './evidence.ts';
import { panelActs } from './panel.ts';
import { questionActs } from './questions.ts';
import { roundActs } from './round.ts';
import { submissionActs } from './submission.ts';

/** Every act that this version understands. One it does not is kept and passed on, without effect. */
export const acts = {
  ...roundActs,
  ...submissionActs,
  ...decisionActs,
  ...evidenceActs,
  ...panelActs,
  ...questionActs,
  ...enteringActs,
  ...calibrationActs,
} as const;

export type ActName = keyof typeof acts;
export type FactsOf<Name extends ActName> = z.infer<(typeof acts)[Name]['facts']>;
export type TextOf<Name extends ActName> = z.infer<(typeof acts)[Name]['text']>;
