import { useState } from 'react';
import type { OwnInterest } from '../../../shared/contract/interests.ts';
import { EXTENT_WORDS, KIND_WORDS } from '../../../shared/domain/interest-words.ts';
import { useCall } from '../../app/queries.ts';
import { Button, Link } from '../../components/button.tsx';
import { InterestForm, type Said } from '../../components/interest-form.tsx';
import { Card } from '../../components/page.tsx';
import { Failed } from '../../components/states.tsx';
import { Tag, type TagLook } from '../../components/tag.tsx';
import styles from './declare-interests.module.css';

/** A person's own interests, on their own desk. It goes to the administrator with the next file back. */
export function DeclareInterests() {
  const mine = useCall('interests.mine', {});
  const [open, setOpen] = useState<{ readonly before?: Said }>();
  if (mine.isPending) return null;
  if (mine.isError) return <Failed error={mine.error} again={() => void mine.refetch()} />;
  const { organisations, interests } = mine.data;
  if (organisations.length === 0) return null;
  return (
    <Card
      title="Your interests"
      actions={
        <Button look="quiet" small onPress={() => setOpen({})}>
          Declare an interest
        </Button>
      }
    >
      {interests.length === 0 ? (
        <p>
          Nothing is declared. Tell of any tie to an organisation of this round, before you read what it sent.
          Then <Link to="/exchange">send a file back</Link>.
        </p>
      ) : (
        <ul className={styles.list}>
          {interests.map((interest) => (
            <One key={interest.organisation} interest={interest} onChange={(before) => setOpen({ before })} />
          ))}
        </ul>
      )}
      {open !== undefined && (
        <InterestForm
          organisations={organisations}
          {...(open.before === undefined ? {} : { before: open.before })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Card>
  );
}

const STATES: Readonly<Record<OwnInterest['state'], readonly [string, TagLook]>> = {
  employer: ['You work there: not taking part', 'line'],
  waits: ['Waits to be settled', 'partly'],
  accepted: ['Settled: you take part', 'met'],
  'not-taking-part': ['Settled: not taking part', 'line'],
};

function One({
  interest,
  onChange,
}: {
  readonly interest: OwnInterest;
  readonly onChange: (before: Said) => void;
}) {
  const { organisation, name, declared, state, reason } = interest;
  const [words, look] = STATES[state];
  return (
    <li>
      <span className={styles.name}>
        <b>{name}</b> <Tag look={look}>{words}</Tag>
      </span>
      {declared !== undefined && (
        <span>
          {KIND_WORDS[declared.kind]}, {EXTENT_WORDS[declared.extent].toLowerCase()}: {declared.sentence}
          {declared.enteredByAnother && <span className={styles.soft}> Entered for you.</span>}
        </span>
      )}
      {reason !== '' && <span className={styles.soft}>Why: {reason}</span>}
      {declared !== undefined && (
        <Button
          look="link"
          small
          aria-label={`Change what you declared of ${name}`}
          onPress={() => onChange({ organisation, ...declared })}
        >
          Change
        </Button>
      )}
    </li>
  );
}
