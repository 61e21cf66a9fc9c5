import { Label, ProgressBar } from 'react-aria-components';
import { useProgress } from '../app/events.tsx';
import { useAct } from '../app/queries.ts';
import { Button } from './button.tsx';
import styles from './progress.module.css';

interface ProgressProps {
  /** "Reading the submissions". */
  readonly label: string;
  /** 0 for `of` where the end is not known. */
  readonly done: number;
  readonly of: number;
  readonly words?: string | undefined;
  readonly onStop?: (() => void) | undefined;
}

/** How far something has come, with a way to stop it. */
export function Progress({ label, done, of, words, onStop }: ProgressProps) {
  const known = of > 0;
  return (
    <div className={styles.progress}>
      <ProgressBar
        value={known ? (done / of) * 100 : 0}
        isIndeterminate={!known}
        className={styles.whole ?? ''}
      >
        {({ percentage }) => (
          <>
            <div className={styles.words}>
              <Label>{label}</Label>
              <span>{words}</span>
            </div>
            <div className={styles.track}>
              <div
                className={known ? styles.bar : styles.moving}
                style={known ? { width: `${percentage ?? 0}%` } : {}}
              />
            </div>
          </>
        )}
      </ProgressBar>
      {onStop !== undefined && (
        <Button look="quiet" onPress={onStop}>
          Stop
        </Button>
      )}
    </div>
  );
}

/** The progress of a job of the desk, which it can be asked to stop. */
export function JobProgress({ job, label }: { readonly job: string; readonly label: string }) {
  const progress = useProgress(job);
  const stop = useAct('jobs.stop');
  return (
    <Progress
      label={label}
      done={progress?.done ?? 0}
      of={progress?.of ?? 0}
      words={progress?.words}
      onStop={() => stop.mutate({ job })}
    />
  );
}
