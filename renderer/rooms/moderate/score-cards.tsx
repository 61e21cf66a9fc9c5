import type { ReactNode } from 'react';
import type { ModerationView } from '../../../shared/contract/moderation.ts';
import type { ItemAgreement } from '../../../shared/domain/agreement.ts';
import type { Citation, Outcome } from '../../../shared/domain/score.ts';
import type { Level } from '../../../shared/domain/standard-set.ts';
import { meaningWords } from '../../components/evidence/meaning.ts';
import { LevelTag } from '../../components/tag.tsx';
import { placeOf } from '../assess/names.ts';
import { filesOf } from '../assess/use-evidence.ts';
import type { Citing } from './cited-evidence.tsx';
import { EnteredFor } from './entered-for.tsx';
import styles from './item-pane.module.css';
import type { Moderated } from './moderated.ts';

interface ScoreCardsProps {
  readonly moderated: Moderated;
  readonly agreement: ItemAgreement;
  readonly onCite: (citing: Citing) => void;
}

interface ScoreCardProps {
  readonly name: string;
  readonly scale: readonly Level[];
  readonly score: { readonly outcome: Outcome; readonly note: string } | undefined;
  /** Between what was given and the note. */
  readonly about?: ReactNode;
  readonly children?: ReactNode;
}

/** One assessor's score of one standard, with their note. */
export function ScoreCard({ name, scale, score, about, children }: ScoreCardProps) {
  const note = score?.note.trim();
  return (
    <li className={styles.card}>
      <div className={styles.top}>
        <b>{name}</b>
        <LevelTag scale={scale} outcome={score?.outcome} empty="No score" />
      </div>
      {about}
      {note !== undefined &&
        (note === '' ? (
          <p className={styles.soft}>No note.</p>
        ) : (
          <p className={styles.words}>{score?.note}</p>
        ))}
      {children}
    </li>
  );
}

/** What each assessor gave, with the note for the panel and the passages that it rests on. */
export function ScoreCards({ moderated, agreement, onCite }: ScoreCardsProps) {
  const { view, set, byItem } = moderated;
  const { item } = agreement;
  const scores = byItem.get(item.id)?.scores ?? [];
  return (
    <ul className={styles.cards}>
      {view.assessors.map((assessor) => {
        const { id, name, enteredBy, behind } = assessor;
        const score = scores.find(({ person }) => person === id);
        return (
          <ScoreCard
            key={id}
            name={name}
            scale={set.scale}
            score={score}
            about={
              <>
                {behind !== undefined && (
                  <p className={styles.soft}>
                    Scored version {behind.version}.
                    {behind.items.includes(item.id) &&
                      ` Version ${view.versionNumber} says something else here.`}
                  </p>
                )}
                {enteredBy !== undefined && <EnteredFor assessor={assessor} submission={view.submission} />}
              </>
            }
          >
            {score !== undefined && score.feedback.trim() !== '' && score.feedback !== score.note && (
              <p className={styles.soft}>For the organisation: {score.feedback}</p>
            )}
            {score?.citations.map((citation) => (
              <Cited
                key={citation.id}
                citation={citation}
                view={view}
                onOpen={() => onCite({ item: item.id, evidence: citation.evidence, citation })}
              />
            ))}
          </ScoreCard>
        );
      })}
    </ul>
  );
}

interface CitedProps {
  readonly citation: Citation;
  readonly view: ModerationView;
  readonly onOpen: () => void;
}

function Cited({ citation, view, onOpen }: CitedProps) {
  const files = filesOf(view);
  const place = placeOf(citation, files);
  const held = files.some(({ sha256 }) => sha256 === citation.evidence);
  return (
    <div className={styles.cite} data-meaning={citation.meaning}>
      <b>{meaningWords[citation.meaning]}</b> {citation.quote.trim() !== '' && <q>{citation.quote}</q>}{' '}
      {held ? (
        <button type="button" className={styles.place} onClick={onOpen}>
          {place}
        </button>
      ) : (
        place
      )}
      {citation.note.trim() !== '' && <p className={styles.soft}>{citation.note}</p>}
    </div>
  );
}
