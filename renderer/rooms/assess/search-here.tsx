import type { SearchHit } from '../../../shared/contract/evidence.ts';
import type { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import { useCall } from '../../app/queries.ts';
import { SearchPanel } from '../../components/search/search-panel.tsx';

interface SearchHereProps {
  readonly submission: SubmissionId;
  readonly item: ItemId;
  readonly onOpen: (hit: SearchHit, words: string) => void;
  readonly onClose: () => void;
}

/** Search from within a sheet: what lies nearest first. */
export function SearchHere({ submission, item, onOpen, onClose }: SearchHereProps) {
  const mine = useCall('sheets.mine', {});
  return (
    <SearchPanel
      scopes={[
        { words: 'This submission', scope: { kind: 'submission', submission } },
        { words: 'This standard’s evidence', scope: { kind: 'item', submission, item } },
        { words: 'All my submissions', scope: { kind: 'round' } },
      ]}
      organisations={(mine.data ?? []).map(({ organisation, name }) => ({ id: organisation, name }))}
      onOpen={onOpen}
      onClose={onClose}
    />
  );
}
