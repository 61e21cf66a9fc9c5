import { Radio, RadioGroup, Text } from 'react-aria-components';
import type { Outcome } from '../../../shared/domain/score.ts';
import { sameOutcome } from '../../../shared/domain/score.ts';
import type { Level } from '../../../shared/domain/standard-set.ts';
import styles from './agree.module.css';
import { outcomeName } from './moderated.ts';

interface AgreeChoiceProps {
  readonly scale: readonly Level[];
  readonly value: Outcome | undefined;
  readonly onChange: (outcome: Outcome) => void;
  readonly error?: string | undefined;
}

const beside: readonly Outcome[] = [{ kind: 'not-applicable' }, { kind: 'cannot-judge' }];

/** The scale as one row of segments, and under it, quieter, what is no level. */
export function AgreeChoice({ scale, value, onChange, error }: AgreeChoiceProps) {
  const levels = scale.map(({ value: level }): Outcome => ({ kind: 'level', level }));
  const all = [...levels, ...beside];
  const keyOf = (outcome: Outcome) => String(all.findIndex((each) => sameOutcome(each, outcome)));
  return (
    <RadioGroup
      id="outcome"
      className={styles.choice ?? ''}
      aria-label="Agreed score"
      isInvalid={error !== undefined}
      value={value === undefined ? null : keyOf(value)}
      onChange={(key) => {
        const outcome = all[Number(key)];
        if (outcome !== undefined) onChange(outcome);
      }}
    >
      {error !== undefined && (
        <Text slot="description" className={styles.error ?? ''}>
          {error}
        </Text>
      )}
      <div className={styles.levels}>
        {levels.map((outcome) => (
          <Radio key={keyOf(outcome)} value={keyOf(outcome)} className={styles.level ?? ''}>
            {outcomeName(scale, outcome)}
          </Radio>
        ))}
      </div>
      <div className={styles.beside}>
        {beside.map((outcome) => (
          <Radio key={keyOf(outcome)} value={keyOf(outcome)} className={styles.other ?? ''}>
            <span className={styles.dot} aria-hidden="true" />
            {outcomeName(scale, outcome)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
