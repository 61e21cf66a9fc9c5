import type { RoundId } from '../../../shared/domain/ids.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Select } from '../../components/field.tsx';

/** Turns to another round that this computer holds; nothing where there is one. */
export function OtherRounds({ here }: { readonly here: RoundId }) {
  const rounds = useCall('round.list', {});
  const turn = useAct('round.turnTo');
  if (rounds.data === undefined || rounds.data.length < 2) return null;
  return (
    <Select
      name="round"
      label="Round"
      value={here}
      options={rounds.data.map(({ id, title }) => [id, title] as const)}
      onChange={(round) => turn.mutate({ round })}
    />
  );
}
