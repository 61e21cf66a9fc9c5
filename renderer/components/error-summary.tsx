import { useEffect, useRef } from 'react';
import { Refused } from '../app/queries.ts';
import styles from './error-summary.module.css';
import { sentenceOf } from './states.tsx';

/** One thing that stands in the way. `field` is the name of the field it belongs to; the same words stand beside it. */
export interface Problem {
  readonly field?: string;
  readonly sentence: string;
}

/** What a refused call says: with each field it names, so that the words can be put beside it. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error === null || error === undefined) return [];
  const sentence = sentenceOf(error);
  const fields =
    error instanceof Refused ? error.refusal.places.filter((place) => place.kind === 'field') : [];
  return fields.length === 0 ? [{ sentence }] : fields.map(({ at }) => ({ field: at, sentence }));
}

export function errorOf(problems: readonly Problem[], field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.sentence;
}

/** "There is a problem", with a link to each field. Takes the focus when it appears and when it changes. */
export function ErrorSummary({ problems }: { readonly problems: readonly Problem[] }) {
  const box = useRef<HTMLDivElement>(null);
  const said = problems.map(({ sentence }) => sentence).join('\n');
  useEffect(() => {
    if (said !== '') box.current?.focus();
  }, [said]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1}>
      <h2>There is a problem</h2>
      <ul>
        {problems.map(({ field, sentence }) => (
          <li key={`${field} ${sentence}`}>
            {field === undefined ? (
              sentence
            ) : (
              <button type="button" onClick={() => focusField(field)}>
                {sentence}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(name: string): void {
  const place = document.getElementById(name);
  place?.scrollIntoView({ block: 'center' });
  const inside = place?.querySelector<HTMLElement>('input:checked, input, button');
  (place?.matches('input, textarea, select, button') === true ? place : (inside ?? place))?.focus();
}
