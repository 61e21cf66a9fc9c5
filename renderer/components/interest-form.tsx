import { useState } from 'react';
import type { OrganisationId, PersonId } from '../../shared/domain/ids.ts';
import { EXTENT_HINTS, EXTENT_WORDS, KIND_HINTS, KIND_WORDS } from '../../shared/domain/interest-words.ts';
import { InterestExtent, InterestKind } from '../../shared/domain/interests.ts';
import { useAct } from '../app/queries.ts';
import { useAnnounce } from './announce.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from './error-summary.tsx';
import { RadioGroup, Select, TextArea } from './field.tsx';

export interface Said {
  readonly organisation: OrganisationId;
  readonly extent: InterestExtent;
  readonly kind: InterestKind;
  readonly sentence: string;
}

interface InterestFormProps {
  readonly organisations: readonly { readonly id: OrganisationId; readonly name: string }[];
  /** For an administrator who enters one; without it, it is the person's own. */
  readonly people?: readonly { readonly id: PersonId; readonly name: string }[];
  /** What was declared before, to be changed. */
  readonly before?: Said;
  readonly onClose: () => void;
}

/** One interest in one organisation. What is declared again replaces what was declared, which stays on the record. */
export function InterestForm({ organisations, people, before, onClose }: InterestFormProps) {
  const declare = useAct('interests.declare');
  const announce = useAnnounce();
  const [person, setPerson] = useState('');
  const [organisation, setOrganisation] = useState<string>(before?.organisation ?? '');
  const [extent, setExtent] = useState<InterestExtent | undefined>(before?.extent);
  const [kind, setKind] = useState<InterestKind | undefined>(before?.kind);
  const [sentence, setSentence] = useState(before?.sentence ?? '');
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(declare.error)];
  const own = people === undefined;

  const save = () => {
    const whose = people?.find(({ id }) => id === person)?.id;
    const where = organisations.find(({ id }) => id === organisation)?.id;
    const wrong: Problem[] = [];
    if (!own && whose === undefined) wrong.push({ field: 'person', sentence: 'Choose whose interest it is' });
    if (where === undefined) wrong.push({ field: 'organisation', sentence: 'Choose the organisation' });
    if (kind === undefined) wrong.push({ field: 'kind', sentence: 'Choose the kind of interest' });
    if (extent === undefined) wrong.push({ field: 'extent', sentence: 'Choose actual or potential' });
    if (sentence.trim() === '') wrong.push({ field: 'sentence', sentence: 'Say in a sentence what it is' });
    setFound(wrong);
    if (where === undefined || kind === undefined || extent === undefined || wrong.length > 0) return;
    declare.mutate(
      { organisation: where, extent, kind, sentence, ...(whose === undefined ? {} : { person: whose }) },
      {
        onSuccess: () => {
          announce('The interest is declared.');
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      title={own ? 'Declare an interest' : 'Enter an interest for somebody'}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={declare.isPending}>
            {own ? 'Declare' : 'Enter'}
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      {people !== undefined && (
        <Select
          name="person"
          label="Whose interest"
          hint="It goes on the record as entered by you"
          value={person}
          onChange={setPerson}
          options={[['', 'Choose a person'], ...people.map(({ id, name }) => [String(id), name] as const)]}
          error={errorOf(problems, 'person')}
        />
      )}
      <Select
        name="organisation"
        label="Organisation"
        value={organisation}
        onChange={setOrganisation}
        options={[
          ['', 'Choose an organisation'],
          ...organisations.map(({ id, name }) => [String(id), name] as const),
        ]}
        error={errorOf(problems, 'organisation')}
      />
      <RadioGroup
        name="kind"
        label="Kind of interest"
        value={kind}
        onChange={setKind}
        options={InterestKind.options.map((value) => ({
          value,
          words: KIND_WORDS[value],
          detail: KIND_HINTS[value],
        }))}
        error={errorOf(problems, 'kind')}
      />
      <RadioGroup
        name="extent"
        label="Actual or potential"
        value={extent}
        onChange={setExtent}
        options={InterestExtent.options.map((value) => ({
          value,
          words: EXTENT_WORDS[value],
          detail: EXTENT_HINTS[value],
        }))}
        error={errorOf(problems, 'extent')}
      />
      <TextArea
        name="sentence"
        label="What it is"
        hint="Seen by chairs, deputies and administrators, and nobody else"
        value={sentence}
        onChange={setSentence}
        error={errorOf(problems, 'sentence')}
      />
    </Dialog>
  );
}
