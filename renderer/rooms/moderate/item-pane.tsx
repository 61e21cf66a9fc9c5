import type { Ref } from 'react';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { LevelTag, Tag } from '../../components/tag.tsx';
import { nameOf } from '../assess/names.ts';
import { AgreeForm } from './agree-form.tsx';
import { Agreed } from './agreed.tsx';
import type { Citing } from './cited-evidence.tsx';
import type { Drafts } from './drafts.ts';
import styles from './item-pane.module.css';
import type { Moderated } from './moderated.ts';
import { QuestionsHere } from './questions-here.tsx';
import { ScoreCards } from './score-cards.tsx';
import { TheirAnswer } from './their-answer.tsx';

interface ItemPaneProps {
  readonly headRef: Ref<HTMLHeadingElement>;
  readonly moderated: Moderated;
  readonly agreement: ItemAgreement;
  readonly drafts: Drafts;
  readonly writes: boolean;
  readonly onAgreed: (item: ItemId) => void;
  readonly onCite: (citing: Citing) => void;
  readonly onBack: () => void;
}

/** One standard: what each assessor gave and why, what the organisation says, and what the panel agrees. */
export function ItemPane(props: ItemPaneProps) {
  const { headRef, moderated, agreement, drafts, writes, onAgreed, onCite, onBack } = props;
  const { item } = agreement;
  const row = moderated.byItem.get(item.id);
  const { lineage } = item.standard;
  return (
    <section className={styles.pane} aria-label={`Standard ${nameOf(item)}`}>
      <ItemHead headRef={headRef} agreement={agreement} onBack={onBack} />
      <div className={styles.body}>
        <ScoreCards moderated={moderated} agreement={agreement} onCite={onCite} />
        <Disclosure
          summary={
            <>
              What the organisation says{' '}
              <LevelTag scale={moderated.set.scale} outcome={row?.selfRating} empty="No rating" />
            </>
          }
        >
          <TheirAnswer moderated={moderated} item={item.id} onCite={onCite} />
        </Disclosure>
        <QuestionsHere moderated={moderated} item={item} writes={writes} onCite={onCite} />
        {lineage.kind === 'adjusted' && (
          <Disclosure summary="National wording">
            <p>{lineage.nationalWording}</p>
          </Disclosure>
        )}
      </div>
      <div className={styles.agree}>
        {writes ? (
          <AgreeForm moderated={moderated} agreement={agreement} drafts={drafts} onAgreed={onAgreed} />
        ) : (
          <Agreed moderated={moderated} item={item.id} />
        )}
      </div>
    </section>
  );
}

/** The standard in whole words, with the way back where the window shows one thing at a time. */
export function ItemHead({
  headRef,
  agreement: { item, crosses },
  onBack,
}: Pick<ItemPaneProps, 'headRef' | 'agreement' | 'onBack'>) {
  return (
    <div className={styles.head}>
      <button type="button" className={styles.back} onClick={onBack}>
        All standards
      </button>
      <div className={styles.name}>
        <span>{nameOf(item)}</span>
        {item.standard.mandatory && <Tag look="line">Mandatory</Tag>}
        {item.standard.lineage.kind === 'adjusted' && <Tag look="adjusted">Adjusted in London</Tag>}
      </div>
      <h2 ref={headRef} tabIndex={-1}>
        {item.standard.wording}
      </h2>
      {crosses.map(({ sentence }) => (
        <p key={sentence} className={styles.why}>
          {sentence}
        </p>
      ))}
    </div>
  );
}
