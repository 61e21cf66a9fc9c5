import type { UnlistedRow } from '../../../shared/contract/publication.ts';
import { Link } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { Empty } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';

/** Who is not on the list and why: for the team alone. */
export function NotListed({ unlisted }: { readonly unlisted: readonly UnlistedRow[] }) {
  if (unlisted.length === 0)
    return (
      <Empty title="Everyone who was decided is on the list">
        <p>Submissions without a decision are not counted here. They are under Moderate.</p>
      </Empty>
    );
  return (
    <>
      <Card tint="amber">
        <p>
          <b>For the team only.</b> No file that you save or publish names these organisations.
        </p>
      </Card>
      <Table
        label="Organisations that are not on the list"
        rows={unlisted}
        rowKey={({ submission }) => submission}
        columns={[
          {
            key: 'name',
            head: 'Organisation',
            heads: true,
            text: ({ name }) => name,
            cell: ({ name, submission }) => <Link to={`/moderate/${submission}/decision`}>{name}</Link>,
          },
          { key: 'why', head: 'Why', text: ({ why }) => why },
        ]}
      />
    </>
  );
}
