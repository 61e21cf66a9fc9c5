import { useState } from 'react';
import type { RoundDatesView } from '../../../shared/contract/round.ts';
import {
  dayFrom,
  dayInLondon,
  dayInWords,
  daysBetween,
  instantOf,
  momentInLondon,
  timeInWords,
} from '../../../shared/domain/dates.ts';
import type { Day } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { useAct } from '../../app/queries.ts';
import { Button } from '../../components/button.tsx';
import { classes } from '../../components/classes.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorSummary, errorOf, type Problem, problemsOf } from '../../components/error-summary.tsx';
import { DayField, Field } from '../../components/field.tsx';
import { Tag } from '../../components/tag.tsx';
import styles from './round.module.css';

/** Every date but the closing one, in the order of the year. */
const days = [
  ['opens', 'Opens'],
  ['intentionBy', 'Intention to take part by'],
  ['scoresDue', 'Scores due'],
  ['panels', 'Panels meet'],
  ['letters', 'Letters'],
  ['list', 'List published'],
  ['appealsBy', 'Appeals by'],
] as const satisfies readonly (readonly [keyof RoundDatesView, string])[];

type DayName = (typeof days)[number][0];

interface DatesProps {
  readonly dates: RoundDatesView;
  /** Other dates stand beside these. */
  readonly conflict: boolean;
  readonly mayChange: boolean;
}

export function Dates({ dates, conflict, mayChange }: DatesProps) {
  const [changing, setChanging] = useState(false);
  const [today] = useState(() => dayInLondon(instantOf(new Date())));
  const closes = dayInLondon(dates.closesAt);
  const known = [
    ...days.flatMap(([name, words]) => {
      const day = dates[name];
      return day === undefined ? [] : [{ words, day, at: '' }];
    }),
    { words: 'Submissions close', day: closes, at: ` at ${timeInWords(dates.closesAt)}` },
  ].toSorted((one, other) => one.day.localeCompare(other.day));
  const soon = known.find(({ day }) => day >= today);

  return (
    <section>
      <h2>Dates {conflict && <Tag look="not">Two versions</Tag>}</h2>
      <ul className={styles.dates}>
        {known.map((date) => (
          <li
            key={date.words}
            className={classes(date === soon && styles.soon, date.day < today && styles.past)}
          >
            <span>{date.words}</span>
            <span className={styles.when}>
              {dayInWords(date.day)}
              {date.at}
              {date === soon && <small>{awayInWords(daysBetween(today, date.day))}</small>}
            </span>
          </li>
        ))}
      </ul>
      {mayChange && (
        <Button look="quiet" small onPress={() => setChanging(true)}>
          Change the dates
        </Button>
      )}
      {changing && <ChangeDates dates={dates} onClose={() => setChanging(false)} />}
    </section>
  );
}

function awayInWords(away: number): string {
  if (away === 0) return 'today';
  return away === 1 ? 'tomorrow' : `in ${count(away, 'day')}`;
}

function ChangeDates({ dates, onClose }: { readonly dates: RoundDatesView; readonly onClose: () => void }) {
  const act = useAct('round.date');
  const [closesOn, setClosesOn] = useState<string>(dayInLondon(dates.closesAt));
  const [closesAt, setClosesAt] = useState(timeInWords(dates.closesAt));
  const [typed, setTyped] = useState<Partial<Record<DayName, string>>>({});
  const [found, setFound] = useState<readonly Problem[]>([]);
  const problems = [...found, ...problemsOf(act.error)];
  const shown = (name: DayName) => typed[name] ?? dates[name] ?? '';

  const save = () => {
    const read = readDates(closesOn, closesAt, shown);
    setFound(read.problems);
    if (read.dates !== undefined) act.mutate({ dates: read.dates }, { onSuccess: onClose });
  };

  return (
    <Dialog
      title="Change the dates"
      open
      keep
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button onPress={save} isPending={act.isPending}>
            Save the dates
          </Button>
        </>
      }
    >
      <ErrorSummary problems={problems} />
      <div className={styles.form}>
        <DayField
          name="closesOn"
          label="Submissions close on"
          value={closesOn}
          onChange={setClosesOn}
          error={errorOf(problems, 'closesOn')}
        />
        <Field
          name="closesAt"
          type="time"
          label="at, London time"
          value={closesAt}
          onChange={setClosesAt}
          error={errorOf(problems, 'closesAt')}
        />
        {days.map(([name, words]) => (
          <DayField
            key={name}
            name={name}
            hint="Not set"
            label={words}
            value={shown(name)}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
            error={errorOf(problems, name)}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** The dates as typed; a field left empty is a date not set. */
function readDates(
  closesOn: string,
  closesAt: string,
  shown: (name: DayName) => string,
): { readonly problems: readonly Problem[]; readonly dates?: RoundDatesView } {
  const problems: Problem[] = [];
  const closing = dayFrom(closesOn);
  if (closing === undefined)
    problems.push({ field: 'closesOn', sentence: 'Enter the day on which submissions close' });
  if (!/^\d\d:\d\d$/.test(closesAt))
    problems.push({ field: 'closesAt', sentence: 'Enter a time, such as 17:00' });
  const others: { [Name in DayName]?: Day } = {};
  for (const [name, words] of days) {
    const value = shown(name).trim();
    const day = dayFrom(value);
    if (day !== undefined) others[name] = day;
    else if (value !== '')
      problems.push({ field: name, sentence: `${words}: enter a whole date, or leave it empty` });
  }
  if (problems.length > 0 || closing === undefined) return { problems };
  return { problems, dates: { closesAt: momentInLondon(closing, closesAt), ...others } };
}
