import type { Level, Standard, StandardSet } from '../../../shared/domain/standard-set.ts';
import { count } from '../../../shared/domain/words.ts';
import { classes } from '../../components/classes.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { LevelTag, Tag } from '../../components/tag.tsx';
import styles from './standards.module.css';

/** Every section with its standards, the removed ones in their place: a gap in the numbering is meaning. */
export function Sections({ set }: { readonly set: StandardSet }) {
  return (
    <div className={styles.sections}>
      {set.sections.map((section) => (
        <section key={section.number}>
          <h2 className={styles.section}>
            <span>
              {section.number} {section.title}
            </span>
            <span>{sectionInWords(section.standards)}</span>
          </h2>
          {section.standards.map((standard) => (
            <StandardView key={standard.number} standard={standard} scale={set.scale} />
          ))}
        </section>
      ))}
    </div>
  );
}

function timesInWords(weight: number): string {
  return weight === 2 ? 'twice' : `${weight} times`;
}

function sectionInWords(standards: readonly Standard[]): string {
  const asked = standards.filter(({ lineage }) => lineage.kind !== 'removed');
  const mandatory = asked.filter((standard) => standard.mandatory).length;
  const words = count(asked.length, 'standard');
  return mandatory === 0 ? words : `${words}, ${mandatory} mandatory`;
}

function StandardView({
  standard,
  scale,
}: {
  readonly standard: Standard;
  readonly scale: readonly Level[];
}) {
  const { lineage, descriptors, guidance } = standard;
  const removed = lineage.kind === 'removed';
  const national = lineage.kind === 'adjusted' || removed ? lineage.nationalWording : undefined;
  return (
    <article className={classes(styles.standard, removed && styles.removed)}>
      <b className={styles.number}>{standard.number}</b>
      <div className={styles.wording}>
        <p>{standard.wording}</p>
        <div className={styles.more}>
          {national !== undefined && (
            <Disclosure summary="National wording">
              <p>{national}</p>
            </Disclosure>
          )}
          {descriptors !== undefined && (
            <Disclosure summary="What each level looks like">
              <dl className={styles.levels}>
                {scale.map((level) => (
                  <div key={level.value}>
                    <dt>
                      <LevelTag scale={scale} outcome={{ kind: 'level', level: level.value }} />
                    </dt>
                    <dd>{descriptors[String(level.value)] ?? level.descriptor}</dd>
                  </div>
                ))}
              </dl>
            </Disclosure>
          )}
          {guidance !== undefined && (
            <Disclosure summary="Guidance">
              <p>{guidance}</p>
            </Disclosure>
          )}
        </div>
      </div>
      <div className={styles.tags}>
        {standard.mandatory && !removed && <Tag>Mandatory</Tag>}
        {lineage.kind === 'adjusted' && <Tag look="adjusted">Adjusted in London</Tag>}
        {lineage.kind === 'added' && <Tag look="adjusted">Added in London</Tag>}
        {removed && <Tag look="line">Removed in London</Tag>}
        {standard.byTransition && <Tag look="line">By transition</Tag>}
        {standard.weight > 1 && <Tag look="line">Counts {timesInWords(standard.weight)}</Tag>}
        {standard.previousNumber !== undefined && standard.previousNumber !== standard.number && (
          <Tag look="line">Was {standard.previousNumber}</Tag>
        )}
      </div>
    </article>
  );
}
