import type { RecordFinding } from '../../../shared/contract/record.ts';
import type { RoundId, WriterKey } from '../../../shared/domain/ids.ts';
import { numbersThere } from '../../../shared/domain/record-words.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { type DeskContext, personHere, roundHere } from '../desk/context.ts';
import { namesOf } from '../people/service.ts';
import { blindTo } from '../scoring/service.ts';

/**
 * Records that are missing here and keys that two computers use, each with what to do. Nothing to whoever assesses and
 * is blind yet: a missing number could be somebody's sheet.
 */
export async function listFindings(desk: DeskContext): Promise<RecordFinding[]> {
  const round = roundHere(desk);
  if (blindTo(desk, round, personHere(desk)).size > 0) return [];
  const names = await namesOf(desk, round);
  const gaps = Map.groupBy(desk.ledger.gaps(), ({ writer }) => writer);
  const copies = Map.groupBy(desk.ledger.copies(), ({ writer }) => writer);
  return [
    ...[...gaps].flatMap(([writer, missing]) =>
      gapOf(nameOf(desk, round, writer, names), missing, lastOf(desk, round, writer)),
    ),
    ...[...copies].flatMap(([writer, twice]) =>
      copyOf(
        nameOf(desk, round, writer, names),
        twice.map(({ seq }) => seq),
      ),
    ),
  ];
}

/** Undefined for a key that is nobody's in this round: whatever it signed has no effect, and the check says so. */
function nameOf(
  desk: DeskContext,
  round: RoundId,
  writer: WriterKey,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const [person] = desk.ledger.personsOf(round, writer);
  return person === undefined ? undefined : (names.get(person) ?? person);
}

function lastOf(desk: DeskContext, round: RoundId, writer: WriterKey): number {
  const row = desk.store
    .prepare<[string, string], { last: number | null }>(
      'SELECT max(seq) AS last FROM entry WHERE round = ? AND writer = ?',
    )
    .get(round, writer);
  return row?.last ?? 0;
}

function gapOf(
  name: string | undefined,
  gaps: readonly { readonly from: number; readonly to: number }[],
  last: number,
): RecordFinding[] {
  const before = gaps.filter(({ to }) => to < last);
  if (name === undefined || before.length === 0) return [];
  const missing = before.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return [
    {
      kind: 'gap',
      sentence: `${name}’s computer sent ${last === 1 ? 'number' : 'numbers'} ${numbersThere(before, last)}: ${count(missing, 'record')} ${missing === 1 ? 'is' : 'are'} missing.`,
      advice: `Ask ${name} to send again. If they also work in another round, what is missing may belong to that.`,
    },
  ];
}

function copyOf(name: string | undefined, numbers: readonly number[]): RecordFinding[] {
  if (name === undefined) return [];
  const first = Math.min(...numbers);
  return [
    {
      kind: 'copy',
      sentence: `Two computers sign with one key of ${name}: ${numbers.length === 1 ? 'number' : 'numbers'} ${list(numbers.map(String))} came twice. Its data folder was copied, and both went on.`,
      advice: `Ask ${name} which computer they use. Retire that key after number ${first - 1}, and make a file for a new computer: nothing that they said before is lost, and what came after is sent again under the new key.`,
    },
  ];
}
