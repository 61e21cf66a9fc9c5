import { useState } from 'react';
import type { PartnershipView } from '../../../shared/contract/interests.ts';
import type { OrganisationId } from '../../../shared/domain/ids.ts';
import { RELATION_WORDS } from '../../../shared/domain/interest-words.ts';
import { Relation } from '../../../shared/domain/interests.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Field, Select } from '../../components/field.tsx';
import { Card } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';

interface PartnersProps {
  readonly organisations: readonly { readonly id: OrganisationId; readonly name: string }[];
  readonly administers: boolean;
}

/** Which organisations belong together: whoever works at one has a tie to the other, without declaring it. */
export function Partners({ organisations, administers }: PartnersProps) {
  const partners = useCall('partners.list', {});
  const set = useAct('partners.set');
  const [adding, setAdding] = useState(false);
  if (partners.data === undefined) return null;
  return (
    <Card
      title="Organisations that belong together"
      actions={
        administers && (
          <Button look="quiet" small onPress={() => setAdding(true)}>
            Add two organisations
          </Button>
        )
      }
    >
      <ErrorSummary problems={problemsOf(set.error)} />
      {partners.data.length === 0 ? (
        <p>None are named. Whoever works at one of two partners is not given the other’s submission.</p>
      ) : (
        <Table
          label="Organisations that belong together"
          rows={partners.data}
          rowKey={({ organisations: pair }) => pair.join(' ')}
          columns={[
            { key: 'one', head: 'Organisation', heads: true, text: ({ names }) => names[0] },
            { key: 'other', head: 'And', text: ({ names }) => names[1] },
            { key: 'kind', head: 'How', text: ({ kind }) => RELATION_WORDS[kind] },
            { key: 'note', head: 'Note', minor: true, text: ({ note }) => note },
            ...(administers
              ? [
                  {
                    key: 'do',
                    head: 'Take out',
                    acts: true,
                    text: () => '',
                    cell: ({ organisations: pair, names }: PartnershipView) => (
                      <Button
                        look="link"
                        small
                        aria-label={`Take out ${names.join(' and ')}`}
                        onPress={() => set.mutate({ organisations: pair, kind: 'none', note: '' })}
                      >
                        Take out
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {adding && <AddPartners organisations={organisations} onClose={() => setAdding(false)} />}
    </Card>
  );
}

function AddPartners({
  organisations,
  onClose,
}: Pick<PartnersProps, 'organisations'> & { readonly onClose: () => void }) {
  const set = useAct('partners.set');
  const [one, setOne] = useState('');
  const [other, setOther] = useState('');
  const [kind, setKind] = useState<Relation>('partner');
  const [note, setNote] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(set.error)];
  const options = [
    ['', 'Choose an organisation'],
    ...organisations.map(({ id, name }) => [String(id), name] as const),
  ] as const;
  const save = () => {
    const pair = [one, other].map((chosen) => organisations.find(({ id }) => id === chosen)?.id);
    const [first, second] = pair;
    setFound([
      ...(first === undefined ? [{ field: 'one', sentence: 'Choose the first organisation' }] : []),
      ...(second === undefined ? [{ field: 'other', sentence: 'Choose the second organisation' }] : []),
    ]);
    if (first !== undefined && second !== undefined)
      set.mutate({ organisations: [first, second], kind, note }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title="Two organisations that belong together"
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={set.isPending}>
            Add
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <Select
        name="one"
        label="Organisation"
        value={one}
        onChange={setOne}
        options={options}
        error={errorOf(problems, 'one')}
      />
      <Select
        name="other"
        label="And"
        value={other}
        onChange={setOther}
        options={options}
        error={errorOf(problems, 'other')}
      />
      <Select
        name="relation"
        label="How they belong together"
        value={kind}
        onChange={setKind}
        options={Relation.options.map((value) => [value, RELATION_WORDS[value]] as const)}
      />
      <Field name="note" label="Note" hint="If there is more to say" value={note} onChange={setNote} />
    </Dialog>
  );
}
