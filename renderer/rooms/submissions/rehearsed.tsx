import type { ProblemView, RehearsalView, RehearsedOrganisation } from '../../../shared/contract/intake.ts';
import type { TagLook } from '../../components/tag.tsx';
import styles from './submissions.module.css';

/** What the rehearsal shows of submissions and of replies alike. */

export type Rehearsed = RehearsalView['organisations'][number] | RehearsalView['replies'][number];

export const verdicts: Readonly<
  Record<RehearsedOrganisation['verdict'], readonly [words: string, look: TagLook]>
> = {
  ready: ['Ready', 'met'],
  'has-problems': ['Has problems', 'partly'],
  refused: ['Refused', 'not'],
};

export function Problems({
  problems,
  heading,
}: {
  readonly problems: readonly ProblemView[];
  readonly heading: string;
}) {
  if (problems.length === 0) return null;
  return (
    <div className={styles.problems}>
      <h3>{heading}</h3>
      <ul>
        {problems.map(({ sentence, place }) => (
          <li key={`${place.at} ${sentence}`}>
            <b>{place.at}</b>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function bySeverity({ problems }: Rehearsed, severity: ProblemView['severity']) {
  return problems.filter((problem) => problem.severity === severity);
}

/** Without those of files that are not taken: what is declined is not chased. */
export function gapsOf(one: Rehearsed, declined: ReadonlySet<string>): readonly ProblemView[] {
  const left = one.offered.filter(({ ref }) => declined.has(ref)).map(({ path }) => path);
  return bySeverity(one, 'gap').filter(({ place }) => !left.includes(place.at));
}

export const none: ReadonlySet<string> = new Set();

export function toggled(all: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(all);
  if (on) next.add(key);
  else next.delete(key);
  return next;
}
