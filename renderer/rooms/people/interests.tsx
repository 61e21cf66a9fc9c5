import { useState } from 'react';
import type { InterestView } from '../../../shared/contract/interests.ts';
import type { PersonView } from '../../../shared/contract/people.ts';
import {
  EXTENT_WORDS,
  GROUND_WORDS,
  KIND_WORDS,
  STATE_WORDS,
} from '../../../shared/domain/interest-words.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { InterestForm } from '../../components/interest-form.tsx';
import { Row, Stack } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import { Doubted } from './doubted.tsx';
import { Partners } from './partners.tsx';
import { SettleInterest } from './settle-interest.tsx';

const LOOKS: Readonly<Record<InterestView['state'], TagLook>> = {
  always: 'line',
  unsettled: 'partly',
  recused: 'line',
  accepted: 'met',
};
const ORDER: readonly InterestView['state'][] = ['unsettled', 'recused', 'always', 'accepted'];

/** What ties people to the organisations, what waits to be settled first. */
export function Interests({
  people,
  administers,
}: {
  readonly people: readonly PersonView[];
  readonly administers: boolean;
}) {
  const interests = useCall('interests.list', {});
  const organisations = useCall('organisations.list', {});
  const [settling, setSettling] = useState<InterestView>();
  const [entering, setEntering] = useState(false);
  if (interests.isPending || organisations.isPending) return <Loading />;
  if (interests.isError || organisations.isError)
    return <Failed error={interests.error ?? organisations.error} />;
  const rows = interests.data.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  const waiting = rows.filter(({ state }) => state === 'unsettled').length;

  return (
    <Stack>
      <Doubted />
      {administers && (
        <Row>
          <Button look="quiet" onPress={() => setEntering(true)}>
            Enter an interest for somebody
          </Button>
        </Row>
      )}
      {rows.length === 0 ? (
        <Empty title="No interest is known">
          <p>
            Everyone declares on their own computer, under My submissions, once they have a round file. Own
            employers and partners are found from the list of people.
          </p>
        </Empty>
      ) : (
        <>
          <p>{waiting === 0 ? 'Nothing waits to be settled.' : `${count(waiting, 'interest')} to settle.`}</p>
          <Table
            label="Interests"
            rows={rows}
            rowKey={({ person, organisation }) => `${person} ${organisation}`}
            columns={[
              { key: 'person', head: 'Person', heads: true, text: ({ personName }) => personName },
              { key: 'organisation', head: 'Organisation', text: ({ organisationName }) => organisationName },
              { key: 'what', head: 'What', text: whatInWords },
              {
                key: 'state',
                head: 'State',
                text: ({ state }) => STATE_WORDS[state],
                by: ({ state }) => ORDER.indexOf(state),
                cell: ({ state, settled }) => (
                  <>
                    <Tag look={LOOKS[state]}>{STATE_WORDS[state]}</Tag>
                    {settled?.conflict === true && <Tag look="adjusted">Two versions</Tag>}
                  </>
                ),
              },
              {
                key: 'why',
                head: 'Why, and who settled it',
                minor: true,
                text: ({ settled }) => (settled === undefined ? '' : `${settled.reason} (${settled.by})`),
              },
              {
                key: 'do',
                head: 'Settle',
                acts: true,
                text: () => '',
                cell: (row) =>
                  row.maySettle ? (
                    <Button
                      look="link"
                      small
                      aria-label={`${row.state === 'unsettled' ? 'Settle' : 'Settle anew'}: ${row.personName}, ${row.organisationName}`}
                      onPress={() => setSettling(row)}
                    >
                      {row.state === 'unsettled' ? 'Settle' : 'Settle anew'}
                    </Button>
                  ) : null,
              },
            ]}
          />
        </>
      )}
      <Partners organisations={organisations.data} administers={administers} />
      {settling !== undefined && (
        <SettleInterest interest={settling} onClose={() => setSettling(undefined)} />
      )}
      {entering && (
        <InterestForm
          organisations={organisations.data}
          people={people.filter(({ stoodDown }) => !stoodDown)}
          onClose={() => setEntering(false)}
        />
      )}
    </Stack>
  );
}

/** "Declared: personal, actual. My sister leads it." */
export function whatInWords({ grounds, declared }: InterestView): string {
  const found = grounds.filter((ground) => ground !== 'declared').map((ground) => GROUND_WORDS[ground]);
  const said =
    declared === undefined
      ? []
      : [
          `${KIND_WORDS[declared.kind]}, ${EXTENT_WORDS[declared.extent].toLowerCase()}: ${declared.sentence}${declared.enteredBy === undefined ? '' : ` (entered by ${declared.enteredBy})`}`,
        ];
  return [...(found.length === 0 ? [] : [list(found)]), ...said].join('. ');
}
