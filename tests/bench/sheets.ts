import type { Desk } from '../../electron/core/desk/desk.ts';
import { hashOf, type RawEntry, write } from '../../electron/core/ledger/entry.ts';
import { makeWriterKey } from '../../electron/core/ledger/keys.ts';
import { Instant, VersionId } from '../../shared/domain/ids.ts';
import { type MadeRound, scoresOf } from './round.ts';

/** Every assessor's sheets, each signed with their own key, which the administrator's desk knows. */
export function signSheets(desk: Desk, made: MadeRound): readonly RawEntry[] {
  const at = Instant.parse('2026-05-20T10:00:00.000Z');
  const keys = new Map(made.people.map(({ id }) => [id, makeWriterKey()]));
  desk.context.store.transaction(() => {
    for (const [person, { writer }] of keys)
      desk.context.ledger.append('writer-introduced', {
        facts: { round: made.id, person, writer },
        text: {},
      });
  });
  return [...keys].flatMap(([person, key]) => {
    const theirs = made.submissions.filter(({ assessors }) => assessors.includes(person));
    let previous: RawEntry | undefined;
    return theirs.map(({ submission, organisation }, index) => {
      const scores = scoresOf(made, submission, person);
      previous = write(
        {
          act: 'sheet-submitted',
          person,
          seq: index + 1,
          previous: previous === undefined ? null : hashOf(previous.header),
          at,
          replaces: [],
          basis: [],
          facts: {
            round: made.id,
            submission,
            person,
            version: VersionId.parse(`v1-${organisation}`),
            scores: scores.map(({ item, outcome }) => ({ item, outcome, citations: [] })),
          },
          text: {
            words: Object.fromEntries(scores.map(({ item, note, feedback }) => [item, { note, feedback }])),
            passages: {},
          },
        },
        key,
      );
      return previous;
    });
  });
}
