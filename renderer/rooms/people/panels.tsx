import { useState } from 'react';
import type { PanelView } from '../../../shared/contract/interests.ts';
import type { PersonView } from '../../../shared/contract/people.ts';
import { PersonId, SubmissionId } from '../../../shared/domain/ids.ts';
import { list } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Checkbox, Field, Select } from '../../components/field.tsx';
import { Row, Stack } from '../../components/page.tsx';
import { Reason } from '../../components/reason-dialog.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './people.module.css';

interface PanelsProps {
  readonly people: readonly PersonView[];
  /** An administrator or a chair. */
  readonly forms: boolean;
}

/** Panels, who leads them, who belongs to them and which submissions are theirs. */
export function Panels({ people, forms }: PanelsProps) {
  const panels = useCall('panels.list', {});
  const submissions = useCall('submissions.list', {});
  const dissolve = useAct('panels.dissolve');
  const [forming, setForming] = useState<{ readonly panel?: PanelView }>();
  const [dissolving, setDissolving] = useState<PanelView>();
  if (panels.isPending || submissions.isPending) return <Loading />;
  if (panels.isError || submissions.isError) return <Failed error={panels.error ?? submissions.error} />;

  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'Somebody not known here';
  const sent = submissions.data.flatMap(({ submission, name }) =>
    submission === undefined ? [] : [{ submission, name }],
  );
  const calledOf = (id: string) => sent.find(({ submission }) => submission === id)?.name ?? id;

  return (
    <Stack>
      {forms && (
        <Row>
          <Button look="quiet" onPress={() => setForming({})}>
            Form a panel
          </Button>
        </Row>
      )}
      {panels.data.length === 0 ? (
        <Empty title="There are no panels">
          <p>
            Without panels everybody may be given any submission. With them, a submission goes to its panel’s
            members.
          </p>
        </Empty>
      ) : (
        <Table
          label="Panels"
          rows={panels.data}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              head: 'Panel',
              heads: true,
              text: ({ name }) => name,
              cell: ({ name, conflict }) => (
                <>
                  {name} {conflict && <Tag look="adjusted">Two versions</Tag>}
                </>
              ),
            },
            { key: 'lead', head: 'Led by', text: ({ chair }) => (chair === undefined ? '' : nameOf(chair)) },
            { key: 'members', head: 'Members', text: ({ members }) => list(members.map(nameOf)) },
            {
              key: 'submissions',
              head: 'Submissions',
              text: ({ submissions: theirs }) => list(theirs.map(calledOf)),
            },
            ...(forms
              ? [
                  {
                    key: 'do',
                    head: 'Change or dissolve',
                    acts: true,
                    text: () => '',
                    cell: (panel: PanelView) => (
                      <span className={styles.acts}>
                        <Button
                          look="link"
                          small
                          aria-label={`Change the panel ${panel.name}`}
                          onPress={() => setForming({ panel })}
                        >
                          Change
                        </Button>
                        <Button
                          look="link"
                          small
                          aria-label={`Dissolve the panel ${panel.name}`}
                          onPress={() => setDissolving(panel)}
                        >
                          Dissolve
                        </Button>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {forming !== undefined && (
        <FormPanel
          people={people.filter(({ stoodDown }) => !stoodDown)}
          submissions={sent}
          {...(forming.panel === undefined ? {} : { panel: forming.panel })}
          onClose={() => setForming(undefined)}
        />
      )}
      {dissolving !== undefined && (
        <Reason
          title={`Dissolve the panel ${dissolving.name}?`}
          asks="Say why the panel is dissolved"
          does="Dissolve"
          look="warning"
          error={dissolve.error}
          pending={dissolve.isPending}
          onClose={() => setDissolving(undefined)}
          onGiven={(reason) =>
            dissolve.mutate({ panel: dissolving.id, reason }, { onSuccess: () => setDissolving(undefined) })
          }
        >
          <p>Assignments stay as they are.</p>
        </Reason>
      )}
    </Stack>
  );
}

interface FormPanelProps {
  readonly people: readonly PersonView[];
  readonly submissions: readonly { readonly submission: SubmissionId; readonly name: string }[];
  readonly panel?: PanelView;
  readonly onClose: () => void;
}

function FormPanel({ people, submissions, panel, onClose }: FormPanelProps) {
  const form = useAct('panels.form');
  const [name, setName] = useState(panel?.name ?? '');
  const [chair, setChair] = useState<string>(panel?.chair ?? '');
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(panel?.members));
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set(panel?.submissions));
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(form.error)];
  const leads = people.filter(({ roles }) => roles.some((role) => role === 'chair' || role === 'deputy'));
  const assessors = people.filter(({ id, roles }) => roles.includes('assessor') || members.has(id));

  const save = () => {
    const wrong = name.trim() === '' ? [{ field: 'name', sentence: 'Enter the panel’s name' }] : [];
    setFound(wrong);
    if (wrong.length > 0) return;
    const lead = leads.find(({ id }) => id === chair)?.id;
    form.mutate(
      {
        name,
        members: [...members].map((id) => PersonId.parse(id)),
        submissions: [...theirs].map((id) => SubmissionId.parse(id)),
        ...(panel === undefined ? {} : { id: panel.id }),
        ...(lead === undefined ? {} : { chair: lead }),
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Dialog
      title={panel === undefined ? 'Form a panel' : `Change the panel ${panel.name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={form.isPending}>
            {panel === undefined ? 'Form' : 'Save'}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <Field name="name" label="Name" value={name} onChange={setName} error={errorOf(problems, 'name')} />
      <Select
        name="chair"
        label="Led by"
        hint="A chair or a deputy"
        value={chair}
        onChange={setChair}
        options={[['', 'Nobody yet'], ...leads.map(({ id, name: words }) => [String(id), words] as const)]}
        error={errorOf(problems, 'chair')}
      />
      <Choices
        name="members"
        legend="Members"
        error={errorOf(problems, 'members')}
        options={assessors.map(({ id, name: words, employerName }) => ({
          id,
          words,
          detail: employerName ?? '',
        }))}
        chosen={members}
        onChange={setMembers}
      />
      <Choices
        name="submissions"
        legend="Submissions"
        error={errorOf(problems, 'submissions')}
        options={submissions.map(({ submission, name: words }) => ({ id: submission, words, detail: '' }))}
        chosen={theirs}
        onChange={setTheirs}
      />
    </Dialog>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly legend: string;
  readonly error: string | undefined;
  readonly options: readonly { readonly id: string; readonly words: string; readonly detail: string }[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

function Choices({ name, legend, error, options, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset id={name} className={styles.roles}>
      <legend>{legend}</legend>
      {error !== undefined && <span className={styles.wrong}>{error}</span>}
      {options.length === 0 && <span>None yet</span>}
      <div className={styles.choices}>
        {options.map(({ id, words, detail }) => (
          <Checkbox
            key={id}
            isSelected={chosen.has(id)}
            onChange={(on) =>
              onChange(new Set([...chosen].filter((each) => each !== id).concat(on ? [id] : [])))
            }
          >
            {words} {detail !== '' && <small>{detail}</small>}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
