import { useState } from 'react';
import type { SetHead } from '../../../shared/contract/standards.ts';
import type { StandardSet } from '../../../shared/domain/standard-set.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { TextArea } from '../../components/field.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Card, Stack } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import { Status } from '../../components/status.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';

/** The sets that this computer holds; a set from a file; and the adoption of one, with its reason. */
export function Versions({ set, adopted }: { readonly set: StandardSet; readonly adopted: boolean }) {
  const sets = useCall('standards.list', {});
  const desk = useCall('desk.show', {});
  const load = useAct('standards.load');
  const [adopting, setAdopting] = useState<SetHead>();
  const mayLoad = desk.data?.person === undefined || desk.data.person.roles.includes('administrator');
  const mayAdopt = desk.data?.person?.roles.includes('administrator') === true;
  const isHere = (head: SetHead) => adopted && head.id === set.id && head.version === set.version;
  if (sets.isPending) return <Loading />;
  if (sets.isLoadingError) return <Failed error={sets.error} />;

  return (
    <Stack>
      {mayLoad && (
        <Card title="Load a set of standards">
          <p>
            A workbook as “Save as a workbook” writes it, or JSON. It is checked first, and kept on this
            computer only if nothing is wrong. A round uses it once you adopt it.
          </p>
          <FilePicker
            takes="file"
            label="Choose a file"
            look="quiet"
            endings={['.xlsx', '.xls', '.ods', '.json']}
            onStaged={([file]) => {
              if (file !== undefined) load.mutate({ staged: file.id });
            }}
          />
          {load.isPending && <Loading words="Checking the standards" />}
          <ErrorSummary problems={problemsOf(load.error)} />
          {load.data?.set !== undefined && (
            <Status>
              “{load.data.set.title}”, version {load.data.set.version}, is on this computer. Adopt it below to
              use it.
            </Status>
          )}
          {load.data !== undefined && load.data.problems.length > 0 && (
            <div role="alert">
              <h3>
                {count(load.data.problems.length, 'problem')}, nothing was kept. Mend the file and choose it
                again.
              </h3>
              <ul>
                {load.data.problems.map(({ sentence, place }) => (
                  <li key={`${place.at} ${sentence}`}>
                    <b>{place.at}</b>: {sentence}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Card>
      )}
      <Table
        label="Sets on this computer"
        rows={sets.data}
        rowKey={({ id, version }) => `${id} ${version}`}
        columns={[
          {
            key: 'title',
            head: 'Standards',
            text: ({ title }) => title,
            heads: true,
            cell: (head) => (
              <>
                {head.title} {head.sample && <Tag look="partly">Sample</Tag>}
              </>
            ),
          },
          {
            key: 'version',
            head: 'Version',
            text: ({ version }) => String(version),
            by: ({ version }) => version,
          },
          { key: 'source', head: 'From', text: ({ source }) => source, minor: true },
          {
            key: 'adopt',
            head: 'In this round',
            text: (head) => (isHere(head) ? 'Adopted' : ''),
            cell: (head) =>
              isHere(head) ? (
                <Tag look="met">Adopted</Tag>
              ) : mayAdopt ? (
                <Button look="link" small onPress={() => setAdopting(head)}>
                  Adopt
                </Button>
              ) : null,
          },
        ]}
      />
      {adopting !== undefined && <Adopt head={adopting} onClose={() => setAdopting(undefined)} />}
    </Stack>
  );
}

function Adopt({ head, onClose }: { readonly head: SetHead; readonly onClose: () => void }) {
  const adopt = useAct('standards.adopt');
  const [reason, setReason] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(adopt.error)];
  const save = () => {
    const wrong =
      reason.trim() === '' ? [{ field: 'reason', sentence: 'Say why the round adopts these standards' }] : [];
    setFound(wrong);
    if (wrong.length === 0)
      adopt.mutate({ id: head.id, version: head.version, reason }, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={`Adopt version ${head.version}?`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={adopt.isPending}>
            Adopt these standards
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <p>
        “{head.title}” becomes what this round asks and scores by. A change of wording leaves scores as they
        are. A change of rule is refused once a sheet is in.
      </p>
      <TextArea
        name="reason"
        label="Why"
        hint="Stays on the record"
        value={reason}
        onChange={setReason}
        error={errorOf(problems, 'reason')}
      />
    </Dialog>
  );
}
