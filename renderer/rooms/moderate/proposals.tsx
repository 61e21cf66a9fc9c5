import type { OutputOf } from '../../../shared/contract/table.ts';
import { outcomeInWords } from '../../../shared/domain/requirement-words.ts';
import { Link } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { lookOfOutcome } from './outcome-look.ts';

/** What the rule makes of every submission, each with why. Nobody has decided anything by it. */
export function Proposals({
  proposals,
  onClose,
}: {
  readonly proposals: OutputOf<'decision.propose'>;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title="What the rule proposes" open wide onClose={onClose}>
      <p>These proposals are kept on the record. A person decides each of them.</p>
      <Table
        label="Proposed outcomes"
        rows={proposals}
        rowKey={({ submission }) => submission}
        columns={[
          {
            key: 'name',
            head: 'Organisation',
            heads: true,
            text: ({ name }) => name,
            cell: ({ name, submission }) => <Link to={`/moderate/${submission}/decision`}>{name}</Link>,
          },
          {
            key: 'outcome',
            head: 'Proposed',
            text: ({ outcome }) => (outcome === undefined ? 'Nothing yet' : outcomeInWords(outcome)),
            cell: ({ outcome }) =>
              outcome === undefined ? (
                <Tag look="line">Nothing yet</Tag>
              ) : (
                <Tag look={lookOfOutcome(outcome)}>{outcomeInWords(outcome)}</Tag>
              ),
          },
          { key: 'why', head: 'Why', text: ({ why }) => why },
        ]}
      />
    </Dialog>
  );
}
