import { useState } from 'react';
import { useEnter } from '../../app/enter.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { Field, Select, TextArea } from '../../components/field.tsx';
import { Card } from '../../components/page.tsx';
import styles from './computer.module.css';

const NEW = 'new';

/** Carries the round on from here, with the key that was printed when it could still be. */
export function TakeOver() {
  const people = useCall('recovery.people', {});
  const enter = useEnter();
  const use = useAct('recovery.use', () => enter('/round'));
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState('');
  const [who, setWho] = useState<string>();
  const [name, setName] = useState('');
  const [found, setFound] = useState<readonly Problem[]>([]);
  if (people.data === undefined) return null;
  const [first, another] = people.data;
  const owned = first !== undefined && another === undefined;
  const as = people.data.find(({ person }) => person === who) ?? (who === NEW ? undefined : first);
  const problems = [...found, ...problemsOf(use.error)];

  const take = () => {
    const wrong: Problem[] = [];
    if (key.trim() === '') wrong.push({ field: 'key', sentence: 'Type both lines of the recovery key' });
    if (as === undefined && name.trim() === '') wrong.push({ field: 'name', sentence: 'Enter your name' });
    setFound(wrong);
    if (wrong.length > 0) return;
    use.mutate({ key, ...(as === undefined ? { name } : { as: as.person }) });
  };

  return (
    <Card title="Use the recovery key">
      <p>
        For when the computers of the people who run the round are lost. Whoever has its recovery key on paper
        becomes its administrator here.
      </p>
      {!open ? (
        <div>
          <Button look="quiet" onPress={() => setOpen(true)}>
            Use the recovery key
          </Button>
        </div>
      ) : (
        <form
          noValidate
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            take();
          }}
        >
          <ErrorSummary problems={problems} />
          <TextArea
            name="key"
            label="Recovery key"
            hint="Both lines. Capitals, spaces and hyphens make no difference."
            rows={2}
            value={key}
            onChange={setKey}
            error={errorOf(problems, 'key')}
          />
          {!owned && (
            <Select<string>
              name="as"
              label="Who are you?"
              value={as?.person ?? NEW}
              onChange={setWho}
              options={[
                ...people.data.map(
                  (each) =>
                    [each.person, each.administrator ? `${each.name} (administrator)` : each.name] as const,
                ),
                [NEW, 'Somebody else'] as const,
              ]}
            />
          )}
          {as === undefined && (
            <Field
              name="name"
              label="Your name"
              hint="As others will read it"
              value={name}
              onChange={setName}
              error={errorOf(problems, 'name')}
            />
          )}
          <p>
            Your computers before this one stop counting from here on, and the recovery key is used up. Make a
            new one next.
          </p>
          <div>
            <Button isPending={use.isPending} onPress={take}>
              Take the round over
            </Button>
          </div>
        </form>
      )}
    </Card>
  );
}
