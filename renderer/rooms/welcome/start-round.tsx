import { useState } from 'react';
import { dayFrom, momentInLondon } from '../../../shared/domain/dates.ts';
import { useEnter } from '../../app/enter.ts';
import { useAct, useCall } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { DayField, Field, Select } from '../../components/field.tsx';
import styles from './welcome.module.css';

/** The award is "an annual submission in March": before it the coming March, after it next year's. */
function nextMarch(today: Date): number {
  return today.getMonth() > 2 ? today.getFullYear() + 1 : today.getFullYear();
}

export function StartRound() {
  const sets = useCall('standards.list', {});
  const enter = useEnter();
  const open = useAct('round.open', () => enter('/round'));
  const [year, setYear] = useState(() => String(nextMarch(new Date())));
  const [title, setTitle] = useState<string>();
  const [name, setName] = useState('');
  const [day, setDay] = useState(() => `${nextMarch(new Date())}-03-31`);
  const [time, setTime] = useState('17:00');
  const [picked, setPicked] = useState<string>();
  const [found, setFound] = useState<readonly Problem[]>([]);

  const closes = dayFrom(day);
  const problems = [...found, ...problemsOf(open.error)];
  const shownTitle = title ?? `${year} round`;
  // The team's own set before the shipped sample.
  const chosen =
    sets.data?.find((each) => keyOf(each) === picked) ??
    sets.data?.find(({ sample }) => !sample) ??
    sets.data?.[0];

  const start = () => {
    const wrong = check({ year, title: shownTitle, name, day, time });
    setFound(wrong);
    if (wrong.length > 0 || closes === undefined) return;
    open.mutate({
      year: Number(year),
      title: shownTitle,
      administrator: name,
      closesAt: momentInLondon(closes, time),
      ...(chosen === undefined ? {} : { standards: { id: chosen.id, version: chosen.version } }),
    });
  };

  return (
    <div className={styles.form}>
      <ErrorSummary problems={problems} />
      <Field
        name="administrator"
        label="Your name"
        hint="As others will read it"
        value={name}
        onChange={setName}
        error={errorOf(problems, 'administrator')}
      />
      <div className={styles.pair}>
        <Field
          name="year"
          label="Year"
          value={year}
          onChange={setYear}
          width={4}
          error={errorOf(problems, 'year')}
        />
        <Field
          name="title"
          label="Title"
          value={shownTitle}
          onChange={setTitle}
          width={20}
          error={errorOf(problems, 'title')}
        />
      </div>
      <div className={styles.pair}>
        <DayField
          name="day"
          label="Submissions close on"
          value={day}
          onChange={setDay}
          error={errorOf(problems, 'day')}
        />
        <Field
          name="time"
          type="time"
          label="at"
          hint="London time"
          value={time}
          onChange={setTime}
          width={12}
          error={errorOf(problems, 'time')}
        />
      </div>
      {sets.data !== undefined && sets.data.length > 1 && (
        <Select
          name="set"
          label="Standards"
          value={chosen === undefined ? '' : keyOf(chosen)}
          onChange={setPicked}
          options={sets.data.map((each) => [keyOf(each), `${each.title}, version ${each.version}`] as const)}
        />
      )}
      {chosen?.sample === true && (
        <p className={styles.small}>
          This computer holds only the sample standards so far. Every screen will say so until you load and
          adopt the programme’s own.
        </p>
      )}
      <div>
        <Button onPress={start} isPending={open.isPending}>
          Start the round
        </Button>
      </div>
    </div>
  );
}

function keyOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id} ${version}`;
}

interface Filled {
  readonly year: string;
  readonly title: string;
  readonly name: string;
  readonly day: string;
  readonly time: string;
}

function check({ year, title, name, day, time }: Filled): readonly Problem[] {
  const problems: Problem[] = [];
  if (name.trim() === '') problems.push({ field: 'administrator', sentence: 'Enter your name' });
  if (!/^2[01]\d\d$/.test(year))
    problems.push({ field: 'year', sentence: 'Enter the year with four digits, such as 2027' });
  if (title.trim() === '') problems.push({ field: 'title', sentence: 'Enter a title for the round' });
  if (dayFrom(day) === undefined)
    problems.push({ field: 'day', sentence: 'Enter the day on which submissions close' });
  if (!/^\d\d:\d\d$/.test(time)) problems.push({ field: 'time', sentence: 'Enter a time, such as 17:00' });
  return problems;
}
