import type { Item } from '../../../shared/domain/standard-set.ts';
import { Button } from '../../components/button.tsx';
import styles from './sheet-room.module.css';

interface SheetFootProps {
  readonly items: readonly Item[];
  readonly index: number;
  /** How many are not scored. */
  readonly left: number;
  readonly open: boolean;
  readonly onStep: (step: 1 | -1) => void;
  readonly onNextUnscored: () => void;
  readonly onSubmit: () => void;
}

export function SheetFoot({ items, index, left, open, onStep, onNextUnscored, onSubmit }: SheetFootProps) {
  const last = index === items.length - 1;
  const here = items[index];
  const next = items[index + 1];
  const within = next !== undefined && next.standard.number === here?.standard.number;
  return (
    <div className={styles.foot}>
      <Button look="quiet" isDisabled={index === 0} onPress={() => onStep(-1)}>
        Previous
      </Button>
      {open && left > 0 && (
        <Button look="link" small onPress={onNextUnscored}>
          {left} left to score
        </Button>
      )}
      {open && left === 0 && !last && (
        <Button look="link" small onPress={onSubmit}>
          Check and submit
        </Button>
      )}
      {open && last ? (
        <Button onPress={onSubmit}>Check and submit</Button>
      ) : (
        <Button isDisabled={last} onPress={() => onStep(1)}>
          {within ? 'Next transition' : 'Next standard'}
        </Button>
      )}
    </div>
  );
}
