import type { DeskContext } from '../../../electron/core/desk/context.ts';
import type { Conflict } from '../../../electron/core/ledger/report.ts';
import { Day, Instant, OrganisationId, type RoundId, VersionId } from '../../../shared/domain/ids.ts';
import type { Chance } from '../../support/chance.ts';
import { ASSESSORS, ITEMS, id, type Laid, type Name } from './history-cast.ts';

/** What people do in a random history: among it what they may not, and the same thing on two desks. */

/** Tries one thing by chance; throws as the ledger does where that person may not do it, or not now. */
export function something(
  { ledger }: DeskContext,
  by: Name,
  { round, submissions }: Laid,
  chance: Chance,
): void {
  const submission = chance.pick(submissions);
  const assessor = id(chance.pick(ASSESSORS));
  const level = Math.floor(chance.next() * 3);
  const onIt = { round, submission };
  const everybody: readonly (() => unknown)[] = [
    () => settle(ledger, round),
    () =>
      ledger.append('sheet-submitted', {
        facts: {
          ...onIt,
          person: id(by),
          version: VersionId.parse(`v1-o${submissions.indexOf(submission) + 1}`),
          scores: ITEMS.map((item) => ({
            item,
            outcome: { kind: 'level' as const, level },
            citations: [],
          })),
        },
        text: {
          words: Object.fromEntries(ITEMS.map((item) => [item, { note: `Level ${level}.`, feedback: '' }])),
          passages: {},
        },
      }),
    () => ledger.append('sheet-recalled', { facts: { ...onIt, person: id(by) }, text: { reason: 'Again.' } }),
    () =>
      ledger.append('score-agreed', {
        facts: { ...onIt, item: chance.pick(ITEMS), outcome: { kind: 'level', level } },
        text: { reason: `Level ${level}.`, condition: '', learningPoint: '' },
      }),
    () => ledger.append('moderation-opened', { facts: { ...onIt, present: [id(by)] }, text: {} }),
    () => ledger.append('moderation-closed', { facts: { ...onIt, present: [id(by)] }, text: {} }),
    () =>
      ledger.append('decision-made', {
        facts: {
          ...onIt,
          organisation: OrganisationId.parse(`o${submissions.indexOf(submission) + 1}`),
          outcome: level === 2 ? 'awarded' : 'not-awarded',
          proposed: 'awarded',
          decidedOn: Day.parse('2026-07-01'),
          conditions: [],
        },
        text: { reason: 'So.', conditions: {}, learningPoints: [] },
      }),
    () =>
      ledger.append('round-dated', {
        facts: {
          round,
          dates: {
            closesAt: Instant.parse('2026-03-31T16:00:00.000Z'),
            scoresDue: Day.parse(`2026-05-2${level}`),
          },
        },
        text: {},
      }),
    () => ledger.append('assignment-made', { facts: { ...onIt, person: assessor }, text: {} }),
    () =>
      ledger.append('assignment-ended', {
        facts: { ...onIt, person: assessor },
        text: { reason: 'Is ill.' },
      }),
    () =>
      ledger.append('organisation-registered', {
        facts: {
          round,
          organisation: OrganisationId.parse('o1'),
          name: `Made-up Trust, name ${level} (fictional)`,
          fictional: true,
        },
        text: { contactName: `Contact ${level}`, contactEmail: '' },
      }),
    () =>
      ledger.append('person-appointed', {
        facts: { round, person: assessor, roles: level === 0 ? ['assessor', 'observer'] : ['assessor'] },
        text: { name: `Person ${assessor}`, email: `${level}@example.org`, profession: '' },
      }),
  ];
  chance.pick(everybody)();
}

/** Says one of two versions again, in place of both; nothing where there are none. */
function settle(ledger: DeskContext['ledger'], round: RoundId): void {
  const [conflict] = ledger.conflicts().filter((each: Conflict) => each.round === round);
  const chosen = conflict?.heads.at(-1);
  if (conflict !== undefined && chosen !== undefined) ledger.sayAgain(chosen, conflict.heads);
}
