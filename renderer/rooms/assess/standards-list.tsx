import { useEffect, useRef } from 'react';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Outcome, Score } from '../../../shared/domain/score.ts';
import { type Item, type Standard, type StandardSet, shortOf } from '../../../shared/domain/standard-set.ts';
import { LevelTag, Tag } from '../../components/tag.tsx';
import styles from './standards-list.module.css';

interface StandardsProps {
  readonly set: StandardSet;
  readonly items: readonly Item[];
  readonly scores: ReadonlyMap<ItemId, Score>;
  /** Items that a newer version touches and that were not looked at since. */
  readonly touched: ReadonlySet<ItemId>;
  /** Items with a reply that calls to be read: not scored yet, or scored before it came. */
  readonly replied: ReadonlySet<ItemId>;
  readonly here: Item;
  readonly onGo: (item: ItemId) => void;
}

/** Every standard under its section, with what was given so far. */
export function StandardsList({ set, items, scores, touched, replied, here, onGo }: StandardsProps) {
  const list = useRef<HTMLElement>(null);
  const { number } = here.standard;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row of the standard that one comes to is brought into sight
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [number]);

  return (
    <nav ref={list} className={styles.list} aria-label="Standards">
      {set.sections.map((section) => {
        const asked = items.filter((item) => item.section.number === section.number);
        const scored = asked.filter((item) => scores.get(item.id)?.outcome !== undefined).length;
        return (
          <section key={section.number}>
            <h2 className={styles.section}>
              <span>
                {section.number} {section.title}
              </span>
              <span className={styles.count}>
                {scored} of {asked.length}
              </span>
            </h2>
            {section.standards.map((standard) => (
              <StandardRow
                key={standard.number}
                set={set}
                standard={standard}
                items={items.filter((item) => item.standard.number === standard.number)}
                scores={scores}
                touched={touched}
                replied={replied}
                current={standard.number === number}
                onGo={onGo}
              />
            ))}
          </section>
        );
      })}
    </nav>
  );
}

interface RowProps extends Pick<StandardsProps, 'set' | 'items' | 'scores' | 'touched' | 'replied' | 'onGo'> {
  readonly standard: Standard;
  readonly current: boolean;
}

function StandardRow({ set, standard, items, scores, touched, replied, current, onGo }: RowProps) {
  const again = items.find(({ id }) => touched.has(id));
  // A standard asked by transition opens where it is not yet scored, or has to be looked at again.
  const to = items.find((item) => scores.get(item.id)?.outcome === undefined) ?? again ?? items[0];
  if (to === undefined)
    return (
      <div className={styles.row}>
        <b>{standard.number}</b>
        <span className={styles.short}>
          {standard.lineage.kind === 'removed' ? shortOf(standard) : 'Not asked of this organisation'}
        </span>
      </div>
    );
  return (
    <button
      type="button"
      className={styles.row}
      aria-current={current ? 'true' : undefined}
      onClick={() => onGo(to.id)}
    >
      <b>{standard.number}</b>
      <span className={styles.short}>{shortOf(standard)}</span>
      <Given set={set} outcomes={items.map((item) => scores.get(item.id)?.outcome)} />
      {again !== undefined ? (
        <span className={styles.again}>Look again{replied.has(again.id) && ': a reply came'}</span>
      ) : (
        items.some(({ id }) => replied.has(id)) && <span className={styles.again}>A reply came</span>
      )}
    </button>
  );
}

/** One tag for a standard: its level, or how many transitions are scored, or, of several levels, the lowest. */
function Given({
  set,
  outcomes,
}: {
  readonly set: StandardSet;
  readonly outcomes: readonly (Outcome | undefined)[];
}) {
  const given = outcomes.filter((outcome) => outcome !== undefined);
  if (given.length === 0) return <span />;
  if (given.length < outcomes.length)
    return (
      <Tag look="line">
        {given.length} of {outcomes.length}
      </Tag>
    );
  const levels = given.flatMap((outcome) => (outcome.kind === 'level' ? [outcome.level] : []));
  const open = given.find((outcome) => outcome.kind === 'cannot-judge');
  const outcome: Outcome | undefined =
    open ?? (levels.length > 0 ? { kind: 'level', level: Math.min(...levels) } : given[0]);
  return <LevelTag scale={set.scale} outcome={outcome} />;
}

/** The same as one list to choose from, where there is no room for a column. */
export function StandardsSelect({ set, items, scores, touched, replied, here, onGo }: StandardsProps) {
  return (
    <label className={styles.select}>
      <span>Standard</span>
      <select
        value={here.id}
        onChange={({ target }) => {
          const chosen = items.find((item) => item.id === target.value);
          if (chosen !== undefined) onGo(chosen.id);
        }}
      >
        {set.sections.map((section) => (
          <optgroup key={section.number} label={`${section.number} ${section.title}`}>
            {items
              .filter((item) => item.section.number === section.number)
              .map((item) => (
                <option key={item.id} value={item.id}>
                  {item.standard.number} {item.transition?.name ?? shortOf(item.standard)}
                  {scores.get(item.id)?.outcome !== undefined && ', scored'}
                  {touched.has(item.id) && ', look again'}
                  {replied.has(item.id) && ', a reply came'}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
