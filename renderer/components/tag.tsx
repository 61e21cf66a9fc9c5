import type { ReactNode } from 'react';
import type { Outcome, SelfRating } from '../../shared/domain/score.ts';
import type { Level } from '../../shared/domain/standard-set.ts';
import { classes } from './classes.ts';
import styles from './tag.module.css';

export type TagLook = 'met' | 'partly' | 'not' | 'grey' | 'line' | 'adjusted';

/** A word with a ground. The colour only repeats what the word says. */
export function Tag({ look = 'grey', children }: { readonly look?: TagLook; readonly children: ReactNode }) {
  return <span className={classes(styles.tag, styles[look])}>{children}</span>;
}

/** The colour of a level goes by its place on the scale: the lowest red, the highest green, all between amber. */
export function lookOfLevel(scale: readonly Level[], value: number): TagLook {
  const values = scale.map((level) => level.value);
  if (!values.includes(value)) return 'grey';
  if (value === Math.max(...values)) return 'met';
  return value === Math.min(...values) ? 'not' : 'partly';
}

interface LevelTagProps {
  readonly scale: readonly Level[];
  readonly outcome: Outcome | SelfRating | undefined;
  /** What stands where nothing was given; nothing is drawn without it. */
  readonly empty?: string;
  /** Said after the word: ", by their own rating". */
  readonly after?: string;
}

/** What was given for an item, always in its word from the scale. */
export function LevelTag({ scale, outcome, empty, after = '' }: LevelTagProps) {
  if (outcome === undefined || outcome.kind === 'none')
    return empty === undefined ? null : <Tag look="line">{empty}</Tag>;
  switch (outcome.kind) {
    case 'level': {
      const level = scale.find(({ value }) => value === outcome.level);
      return (
        <Tag look={lookOfLevel(scale, outcome.level)}>
          {level?.name ?? `Level ${outcome.level}, not on the scale`}
          {after}
        </Tag>
      );
    }
    case 'not-applicable':
      return <Tag look="line">Does not apply{after}</Tag>;
    case 'cannot-judge':
      return <Tag look="line">Cannot judge{after}</Tag>;
  }
}
