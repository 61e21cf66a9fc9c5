import { useState } from 'react';
import type { ComputerView, PersonsComputers } from '../../../shared/contract/keys.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Field } from '../../components/field.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';

type Row = ComputerView & { readonly of: PersonsComputers };

const STATE: Readonly<Record<ComputerView['state'], string>> = {
  'in-use': 'Known',
  waiting: 'In a sealed copy',
  retired: 'No longer counts',
  'not-known': 'Not known',
};

/** Everyone's computers by their words: one that came otherwise than by an invitation is taken in here. */
export function Computers() {
  const keys = useCall('keys.list', {});
  const [accepting, setAccepting] = useState<PersonsComputers>();
  if (keys.isPending) return <Loading />;
  if (keys.isLoadingError) return <Failed error={keys.error} again={() => void keys.refetch()} />;
  const rows: readonly Row[] = keys.data.people.flatMap((of) =>
    of.computers.map((computer) => ({ ...computer, of })),
  );
  if (rows.length === 0)
    return (
      <Empty title="No computer is known yet">
        <p>The first file that comes back from a person brings the key of their computer.</p>
      </Empty>
    );
  return (
    <>
      <p>
        Each computer is known by six words, which This computer shows there. A computer becomes known by
        itself when its person’s first file comes back. For a person with a new computer, make their file in
        Send and receive with “For a new computer”.
      </p>
      <Table
        label="Computers"
        rows={rows}
        rowKey={({ writer, of }) => `${of.person} ${writer}`}
        rowLook={({ state }) => (state === 'retired' ? 'quiet' : undefined)}
        columns={[
          { key: 'name', head: 'Name', heads: true, text: ({ of }) => of.name },
          {
            key: 'words',
            head: 'Words of the computer',
            text: ({ fingerprint, state, here }) =>
              state === 'not-known'
                ? 'Ask for them by telephone'
                : here
                  ? `${fingerprint} (this one)`
                  : fingerprint,
          },
          {
            key: 'state',
            head: 'State',
            text: ({ state }) => STATE[state],
            cell: ({ state }) => (
              <Tag look={state === 'in-use' ? 'met' : state === 'not-known' ? 'partly' : 'line'}>
                {STATE[state]}
              </Tag>
            ),
          },
          {
            key: 'do',
            head: 'Accept',
            acts: true,
            text: () => '',
            cell: ({ state, of }) =>
              state !== 'not-known' ? null : (
                <Button
                  look="link"
                  small
                  aria-label={`Accept a computer of ${of.name}`}
                  onPress={() => setAccepting(of)}
                >
                  Accept
                </Button>
              ),
          },
        ]}
      />
      {accepting !== undefined && <Accept of={accepting} onClose={() => setAccepting(undefined)} />}
    </>
  );
}

/** The words are typed as the person reads them out: words that are only clicked away compare nothing. */
function Accept({ of, onClose }: { readonly of: PersonsComputers; readonly onClose: () => void }) {
  const accept = useAct('keys.accept');
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(accept.error)];
  const save = () => {
    const wrong =
      words.trim() === '' ? [{ field: 'words', sentence: 'Type the words that they read out' }] : [];
    setFound(wrong);
    if (wrong.length === 0) accept.mutate({ person: of.person, words }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={`Accept a computer of ${of.name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={accept.isPending}>
            Accept
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <p>
        Records came from a computer that says it is {of.name}’s, and brought no invitation of yours. Ring{' '}
        {of.name} on a number that you know, and ask for the six words that This computer shows there.
      </p>
      <Field
        name="words"
        label="The six words"
        value={words}
        onChange={setWords}
        error={errorOf(problems, 'words')}
      />
    </Dialog>
  );
}
