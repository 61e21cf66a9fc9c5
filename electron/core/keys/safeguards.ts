import { PersonId, Role, type RoundId } from '../../../shared/domain/ids.ts';
import type { DeskContext } from '../desk/context.ts';
import { RECOVERY } from '../ledger/authority.ts';
import { computersOf } from './computers.ts';

/** What a round can be carried on with when its administrator's computer is gone. */
export interface Safeguards {
  /** A printed recovery key is good. */
  readonly recoveryKey: boolean;
  /** Administrators with a computer that is known. */
  readonly administrators: number;
}

export function safeguardsOf(desk: DeskContext, round: RoundId): Safeguards {
  const opened = desk.ledger.current({ round, kind: 'round', key: round });
  const rows = desk.store
    .prepare<[string, string], { writer: string; retired_after: number | null }>(
      'SELECT writer, retired_after FROM writer WHERE round = ? AND person = ?',
    )
    .all(round, RECOVERY);
  const printed = opened?.act === 'round-opened' ? opened.facts.recovery : undefined;
  const fromOpening = printed !== undefined && !rows.some(({ writer }) => writer === printed);
  const administrators = desk.store
    .prepare<[string], { person: string; roles: string }>('SELECT person, roles FROM person WHERE round = ?')
    .all(round)
    .filter(({ roles }) => Role.array().parse(JSON.parse(roles)).includes('administrator'))
    .map(({ person }) => PersonId.parse(person));
  return {
    recoveryKey: fromOpening || rows.some(({ retired_after }) => retired_after === null),
    administrators: administrators.filter((person) => computersOf(desk, round, person).length > 0).length,
  };
}

/** Why the round hangs on one computer; undefined where it does not. */
export function whyUnguarded({ recoveryKey, administrators }: Safeguards): string | undefined {
  return recoveryKey || administrators > 1
    ? undefined
    : 'If this computer is lost, nobody can run the round any more.';
}
