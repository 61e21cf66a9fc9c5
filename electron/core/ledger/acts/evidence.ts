import { z } from 'zod';
import { Hash, RoundId } from '../../../../shared/domain/ids.ts';
import { act, heldBy } from './act.ts';

const onFile = z.object({ round: RoundId, evidence: Hash });
const byAdministrator = heldBy('administrator');

/** What was decided about cautions. The record holds the decision and never the words that it is about. */
export const evidenceActs = {
  /** One kind of caution on one leaf, or in the whole file where no leaf is named. */
  'caution-settled': act({
    facts: onFile.extend({
      /** A CautionKind, of this version or a later one. */
      caution: z.string().regex(/^[a-z][a-z-]{0,39}$/),
      leaf: z.int().min(1).optional(),
      state: z.enum(['set-aside', 'open']),
    }),
    text: z.object({ reason: z.string() }),
    subject: ({ evidence, caution, leaf }) => ({
      kind: 'caution',
      key: `${evidence} ${caution} ${leaf ?? 0}`,
    }),
    objection: byAdministrator,
  }),
  /** A file that is kept back goes into no pack until it is passed on. */
  'evidence-handled': act({
    facts: onFile.extend({ state: z.enum(['clean-copy-asked', 'kept-back', 'passed-on']) }),
    text: z.object({ reason: z.string() }),
    subject: ({ evidence }) => ({ kind: 'handling', key: evidence }),
    objection: byAdministrator,
  }),
} as const;
