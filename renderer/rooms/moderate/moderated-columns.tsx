import type { ItemId } from '../../../shared/domain/ids.ts';
import { LevelTag, Tag } from '../../components/tag.tsx';
import type { ItemColumn } from './items-table.tsx';
import styles from './moderate.module.css';
import type { Moderated } from './moderated.ts';

/** Beside the sheets: how the organisation rates itself, and what the panel agreed. */
export function moderatedColumns(
  { set, byItem }: Moderated,
  hasDraft: (item: ItemId) => boolean,
): readonly ItemColumn[] {
  return [
    {
      head: 'Their own',
      cell: (item) => <LevelTag scale={set.scale} outcome={byItem.get(item)?.selfRating} empty="No rating" />,
    },
    {
      head: 'Agreed',
      cell: (item) => {
        const agreed = byItem.get(item)?.agreed;
        return (
          <>
            {agreed === undefined ? (
              <span className={styles.todo}>{hasDraft(item) ? 'Begun' : 'To settle'}</span>
            ) : (
              <LevelTag scale={set.scale} outcome={agreed.outcome} />
            )}
            {agreed?.conflict === true && <Tag look="not">Two versions</Tag>}
            {agreed?.basisMoved === true && <Tag look="partly">Look again</Tag>}
          </>
        );
      },
    },
  ];
}
