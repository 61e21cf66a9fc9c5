import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ModerationRow } from '../../../shared/contract/moderation.ts';
import type { PersonView } from '../../../shared/contract/people.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { count, list } from '../../../shared/domain/words.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, problemsOf } from '../../components/error-summary.tsx';
import { Checkbox } from '../../components/field.tsx';
import { Failed, Loading } from '../../components/states.tsx';
import styles from './moderate.module.css';

/** Asks who is present and says what opening does, before it is done. */
export function OpenModeration({
  row,
  onClose,
}: {
  readonly row: ModerationRow;
  readonly onClose: () => void;
}) {
  const people = useCall('people.list', {});
  const assignments = useCall('assignments.list', {});
  const desk = useCall('desk.show', {});
  const interests = useCall('interests.list', {});
  const submissions = useCall('submissions.list', {});
  const open = useAct('moderation.open');
  const [, go] = useLocation();
  const [unticked, setUnticked] = useState<ReadonlySet<PersonId>>(new Set());
  const [added, setAdded] = useState<ReadonlySet<PersonId>>(new Set());

  if (people.isPending || assignments.isPending) return <Loading />;
  if (people.isError || assignments.isError) return <Failed error={people.error ?? assignments.error} />;

  const assigned = new Set(
    assignments.data.filter(({ submission }) => submission === row.submission).map(({ person }) => person),
  );
  const out = new Set(
    (interests.data ?? [])
      .filter(
        ({ organisation, state }) =>
          (state === 'recused' || state === 'always') &&
          submissions.data?.some(
            (each) => each.submission === row.submission && each.organisation === organisation,
          ),
      )
      .map(({ person }) => person),
  );
  const standing = people.data.filter(({ id, stoodDown }) => !stoodDown && !out.has(id));
  const me = desk.data?.person?.id;
  const expected = standing.filter(({ id }) => assigned.has(id) || id === me);
  const others = standing.filter(
    ({ id, roles }) => !assigned.has(id) && id !== me && roles.some((role) => role !== 'assessor'),
  );
  const present = [
    ...expected.filter(({ id }) => !unticked.has(id)),
    ...others.filter(({ id }) => added.has(id)),
  ].map(({ id }) => id);
  const missing = row.sheetsDue - row.sheetsSubmitted;

  return (
    <Dialog
      title={`Open moderation: ${row.name}`}
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            isPending={open.isPending}
            onPress={() =>
              open.mutate(
                { submission: row.submission, present },
                { onSuccess: () => go(`/moderate/${row.submission}`) },
              )
            }
          >
            Open moderation
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problemsOf(open.error)} />
      <p>
        Opening freezes the{' '}
        {row.sheetsSubmitted === 1 ? 'one sheet that is in' : `${row.sheetsSubmitted} sheets that are in`}:{' '}
        {row.sheetsSubmitted === 1 ? 'it stays' : 'they stay'} as{' '}
        {row.sheetsSubmitted === 1 ? 'it was' : 'they were'} submitted, for ever. From then on the panel sees
        them side by side.
      </p>
      {missing > 0 && (
        <p className={styles.caution}>
          {count(missing, 'sheet')} of {row.sheetsDue} {missing === 1 ? 'is' : 'are'} not in. Whoever has not
          submitted by now cannot submit afterwards.
        </p>
      )}
      {row.sheetsBehind > 0 && (
        <p className={styles.caution}>
          {count(row.sheetsBehind, 'sheet')} scored an earlier version than the one that counts now. Until
          moderation opens, whoever scored it can recall it and look again.
        </p>
      )}
      <fieldset className={styles.present}>
        <legend>Who is present?</legend>
        {expected.map((person) => (
          <Checkbox
            key={person.id}
            isSelected={!unticked.has(person.id)}
            onChange={(on) => setUnticked(toggled(unticked, person.id, !on))}
          >
            {person.name} <small>{whatTheyAre(person, assigned)}</small>
          </Checkbox>
        ))}
        {others.map((person) => (
          <Checkbox
            key={person.id}
            isSelected={added.has(person.id)}
            onChange={(on) => setAdded(toggled(added, person.id, on))}
          >
            {person.name} <small>{whatTheyAre(person, assigned)}</small>
          </Checkbox>
        ))}
      </fieldset>
      {out.size > 0 && (
        <p>
          Not taking part, and to leave:{' '}
          {list(people.data.filter(({ id }) => out.has(id)).map(({ name }) => name))}.
        </p>
      )}
      <p className={styles.soft}>Who was present, and who takes no part, goes on the record.</p>
    </Dialog>
  );
}

function whatTheyAre({ id, roles }: PersonView, assigned: ReadonlySet<PersonId>): string {
  const others = roles.filter((role) => role !== 'assessor');
  return list([...(assigned.has(id) ? ['assessed it'] : []), ...others]);
}

function toggled(all: ReadonlySet<PersonId>, id: PersonId, on: boolean): ReadonlySet<PersonId> {
  const next = new Set(all);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}
