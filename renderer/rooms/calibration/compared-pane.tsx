import type { Ref } from 'react';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import { standingInWords } from '../../../shared/domain/calibration.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { nameOf } from '../assess/names.ts';
import styles from '../moderate/item-pane.module.css';
import { ItemHead } from '../moderate/item-pane.tsx';
import { ScoreCard } from '../moderate/score-cards.tsx';
import type { Compared } from './compared.ts';

interface ComparedPaneProps {
  readonly headRef: Ref<HTMLHeadingElement>;
  readonly compared: Compared;
  readonly agreement: ItemAgreement;
  readonly onBack: () => void;
}

/** One standard: what each assessor gave and why, and where one's own level lies. */
export function ComparedPane({ headRef, compared, agreement, onBack }: ComparedPaneProps) {
  const { view, assessors, own } = compared;
  const { item } = agreement;
  const { lineage } = item.standard;
  const scores = view.items.find((each) => each.item === item.id)?.scores ?? [];
  return (
    <section className={styles.pane} aria-label={`Standard ${nameOf(item)}`}>
      <ItemHead headRef={headRef} agreement={agreement} onBack={onBack} />
      <div className={styles.body}>
        {own !== undefined && <p className={styles.words}>You: {standing(own.get(item.id))}.</p>}
        <ul className={styles.cards}>
          {assessors.map(({ id, name, you, late }) => (
            <ScoreCard
              key={id}
              name={`${you ? `You, ${name}` : name}${late ? ', late' : ''}`}
              scale={view.set.scale}
              score={scores.find(({ person }) => person === id)}
            />
          ))}
        </ul>
        {lineage.kind === 'adjusted' && (
          <Disclosure summary="National wording">
            <p>{lineage.nationalWording}</p>
          </Disclosure>
        )}
      </div>
    </section>
  );
}

function standing(levels: number | undefined): string {
  return levels === undefined
    ? 'not compared, since a level is missing: yours, or everyone else’s'
    : standingInWords(levels).toLowerCase();
}
