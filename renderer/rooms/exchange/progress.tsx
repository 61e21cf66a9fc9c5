import type { PersonProgress } from '../../../shared/contract/folder.ts';
import { momentInWords } from '../../../shared/domain/dates.ts';
import { list } from '../../../shared/domain/words.ts';
import { useCall } from '../../app/queries.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';

/** For administrators and chairs: when each person's computer was last heard of, and how far their scores are. */
export function Progress() {
  const progress = useCall('progress.list', {});
  if (progress.isPending) return <Loading />;
  if (progress.isLoadingError) return <Failed error={progress.error} again={() => void progress.refetch()} />;
  return (
    <Table
      label="Last seen and progress"
      rows={progress.data}
      rowKey={({ person }) => person}
      columns={[
        { key: 'name', head: 'Name', heads: true, text: ({ name }) => name },
        { key: 'roles', head: 'Is', minor: true, text: ({ roles }) => list(roles) },
        {
          key: 'seen',
          head: 'Last seen',
          text: seenInWords,
          by: ({ lastSeen }) => lastSeen,
        },
        { key: 'sheets', head: 'Scores', text: sheetsInWords, by: scoredOf },
      ]}
    />
  );
}

function seenInWords({ withheld, lastSeen }: PersonProgress): string {
  if (withheld) return 'Not shown while you assess with them';
  return lastSeen === undefined ? 'Not heard of yet' : momentInWords(lastSeen);
}

function scoredOf({ sheets }: PersonProgress): number | undefined {
  const told = sheets.flatMap((sheet) => sheet.told ?? []);
  const of = told.reduce((sum, each) => sum + each.of, 0);
  return of === 0 ? undefined : told.reduce((sum, each) => sum + each.scored, 0) / of;
}

function sheetsInWords({ withheld, sheets }: PersonProgress): string {
  if (withheld || sheets.length === 0) return '';
  return sheets
    .map(({ name, submitted, told }) => {
      if (submitted) return `${name}: scores in`;
      return told === undefined ? `${name}: not told yet` : `${name}: ${told.scored} of ${told.of} scored`;
    })
    .join('; ');
}
