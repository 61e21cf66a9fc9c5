import type { RatingMeaning, RehearsedTable } from '../../../../shared/domain/wide-table.ts';
import { count } from '../../../../shared/domain/words.ts';
import { Select } from '../../../components/field.tsx';
import styles from './columns.module.css';

type Meaning = RatingMeaning | null;

interface RatingWordsProps {
  readonly table: RehearsedTable;
  readonly meanings: ReadonlyMap<string, Meaning>;
  readonly onChoose: (words: string, means: Meaning) => void;
}

/** Words in columns of ratings that are no level by themselves, each with what it stands for. */
export function RatingWords({ table, meanings, onChoose }: RatingWordsProps) {
  if (table.ratings.length === 0) return null;
  const options = [
    ['', 'No level: say so of each organisation'] as const,
    ...table.levels.map(({ value, name }) => [String(value), name] as const),
    ['not-applicable', 'Not applicable'] as const,
  ];
  return (
    <section aria-labelledby="rating-words">
      <h3 id="rating-words" className={styles.groupHead}>
        Ratings that are not on the scale
      </h3>
      <ul className={styles.ratings}>
        {table.ratings.map(({ words, times, near }, at) => (
          <li key={words}>
            <Select
              name={`rating-${at}`}
              label={`‘${words}’`}
              hint={`${times === 0 ? 'Mapped before, and not there today' : `In ${count(times, 'answer')}`}${near === undefined ? '' : `. It may mean ${near}`}`}
              value={String(meanings.get(words) ?? '')}
              options={options}
              onChange={(chosen) => onChoose(words, meaningOf(chosen))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function meaningOf(chosen: string): Meaning {
  if (chosen === '') return null;
  return chosen === 'not-applicable' ? chosen : Number(chosen);
}
