import type { RehearsalInput } from '../../../electron/core/intake/rehearse.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import type { Rehearsal } from '../../../shared/domain/intake.ts';
import { mappingOf, type RehearsedTable } from '../../../shared/domain/wide-table.ts';
import type { Answers } from '../../support/grids.ts';
import { rehearsalOf } from './delivery.ts';

/** A table as a forms service exports it: a row per organisation of the small round. */

export const mappedAt = Instant.parse('2026-03-03T10:00:00.000Z');

export const riverbend: Answers = {
  'Start time': '2 March 2026',
  'Organisation name': 'Riverbend Community Trust',
  'Contact name': 'The lead',
  'Contact role': 'Preceptorship lead',
  'Contact e-mail': 'lead@example.org',
  'Sites covered': 'Riverbend Hospital',
  Professions: 'Dietitians;Physiotherapists;',
  'Transitions offered': 'Newly registered;',
  '1.1 Your rating': 'Met',
  '1.1 Your account': 'We do what 1.1 says.',
  '1.1 Evidence': 'policy.pdf, p. 4',
  '1.2 Your rating': '1 – Partly met',
  '1.2 Your account': 'We do some of it.',
  '1.2 Evidence': '',
  '3.3 newly registered: rating': 'Met',
  '3.3 newly registered: account': 'We begin with them.',
  '3.3 return to practice: rating': '',
  '3.3 return to practice: account': '',
  '5.6 rating': 'n/a',
  '5.6 account': '',
  '5.6 If not applicable, why?': 'We have none.',
  '5.6 since last year': 'We looked again.',
  'Evidence files': 'E7 tracker.pdf',
  'Signed by': 'A director',
  'Date signed': '6 March 2026',
};

export const hillside: Answers = {
  ...riverbend,
  'Organisation name': 'hillside hospitals',
  'Contact name': 'Another lead',
  'Contact e-mail': 'other@example.org',
  '1.1 Your account': 'We too.',
  '1.1 Evidence': '',
  'Evidence files': '',
};

export function tableOf({ tables }: Rehearsal): RehearsedTable {
  const [table] = tables;
  if (table === undefined) throw new Error('No table was found.');
  return table;
}

/** Rehearsed with the mapping that is proposed for it, as a person takes it who has nothing to change. */
export async function rehearsedAsProposed(
  delivery: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<RehearsalInput> = {},
  change: (table: RehearsedTable) => RehearsedTable = (table) => table,
): Promise<Rehearsal> {
  const first = await rehearsalOf(delivery, more);
  const mappings = [{ at: mappedAt, mapping: mappingOf(change(tableOf(first))) }];
  return rehearsalOf(delivery, { ...more, mappings });
}
