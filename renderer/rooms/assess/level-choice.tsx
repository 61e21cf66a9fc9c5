import { Radio, RadioGroup } from 'react-aria-components';
import type { Outcome } from '../../../shared/domain/score.ts';
import type { Level, Standard, StandardSet } from '../../../shared/domain/standard-set.ts';
import { classes } from '../../components/classes.ts';
import styles from './level-choice.module.css';

interface LevelChoiceProps {
  readonly set: StandardSet;
  readonly standard: Standard;
  readonly outcome: Outcome | undefined;
  /** Absent where the sheet can no longer be changed. */
  readonly onChoose: ((outcome: Outcome | undefined) => void) | undefined;
}

const others = [
  { kind: 'cannot-judge', words: 'Cannot judge from this evidence' },
  { kind: 'not-applicable', words: 'Does not apply' },
] as const;

/** The levels with what each looks like for this standard, and the two answers that are no level: one group of radios. */
export function LevelChoice({ set, standard, outcome, onChoose }: LevelChoiceProps) {
  const chosen =
    outcome === undefined ? null : outcome.kind === 'level' ? `level-${outcome.level}` : outcome.kind;
  const choose = (value: string) => {
    const level = set.scale.find((candidate) => value === `level-${candidate.value}`);
    const other = others.find((candidate) => value === candidate.kind);
    if (level !== undefined) onChoose?.({ kind: 'level', level: level.value });
    else if (other !== undefined) onChoose?.({ kind: other.kind });
  };
  return (
    <RadioGroup
      aria-label="Your score"
      value={chosen}
      isReadOnly={onChoose === undefined}
      onChange={choose}
      className={styles.group ?? ''}
    >
      <div className={styles.levels}>
        {set.scale.map((level) => (
          <Radio
            key={level.value}
            value={`level-${level.value}`}
            className={classes(styles.radio, styles.level)}
          >
            <span className={styles.dot} />
            <b>{level.name}</b>
            <span className={styles.descriptor}>{descriptorOf(standard, level)}</span>
          </Radio>
        ))}
      </div>
      <div className={styles.also}>
        {others.map(({ kind, words }) => (
          <Radio key={kind} value={kind} className={classes(styles.radio, styles.other)}>
            <span className={styles.dot} />
            <span>{words}</span>
          </Radio>
        ))}
        {outcome !== undefined && onChoose !== undefined && (
          <button type="button" className={styles.clear} onClick={() => onChoose(undefined)}>
            Clear
          </button>
        )}
      </div>
    </RadioGroup>
  );
}

function descriptorOf(standard: Standard, level: Level): string {
  return standard.descriptors?.[String(level.value)] ?? level.descriptor;
}
