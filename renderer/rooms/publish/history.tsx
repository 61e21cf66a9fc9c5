import { dayInWords, momentInWords } from '../../../shared/domain/dates.ts';
import { Instant } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { useCall } from '../../app/queries.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';

/** Every list that was published, and whether the record would still give the same for its day. */
export function History() {
  const history = useCall('list.history', {});
  if (history.isPending) return <Loading />;
  if (history.isError) return <Failed error={history.error} again={() => void history.refetch()} />;
  if (history.data.length === 0)
    return (
      <Empty title="No list has been published yet">
        <p>Choose the day, read the list, and publish it. Each list is kept here with its number.</p>
      </Empty>
    );
  return (
    <Table
      label="Lists published"
      rows={history.data}
      rowKey={({ round, number }) => `${round} ${number}`}
      columns={[
        {
          key: 'number',
          head: 'List',
          heads: true,
          text: ({ number }) => `Number ${number}`,
          by: ({ number }) => number,
        },
        { key: 'asOf', head: 'As of', text: ({ asOf }) => dayInWords(asOf), by: ({ asOf }) => asOf },
        {
          key: 'organisations',
          head: 'Organisations',
          align: 'end',
          text: ({ organisations }) => String(organisations),
          by: ({ organisations }) => organisations,
        },
        {
          key: 'published',
          head: 'Published',
          minor: true,
          text: ({ publishedAt }) => momentOf(publishedAt),
          by: ({ publishedAt }) => publishedAt,
        },
        {
          key: 'moved',
          head: 'Since then',
          text: ({ moved }) =>
            moved
              ? 'The record would now give another list for that day'
              : 'The record still gives this list',
          cell: ({ moved }) =>
            moved ? (
              <Tag look="partly">The record would now give another list for that day</Tag>
            ) : (
              'The record still gives this list'
            ),
        },
      ]}
    />
  );
}

function momentOf(publishedAt: string): string {
  const instant = Instant.safeParse(publishedAt);
  return instant.success ? momentInWords(instant.data) : '';
}

/** The number that the next list of this round will bear. */
export function nextNumber(
  history: readonly { readonly round: string; readonly number: number }[],
  round: string,
): number {
  return Math.max(0, ...history.filter((each) => each.round === round).map(({ number }) => number)) + 1;
}

export function sizeInWords(organisations: number): string {
  return organisations === 0 ? 'no organisation' : count(organisations, 'organisation');
}
