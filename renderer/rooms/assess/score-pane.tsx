import { type Ref, useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { LookAgain, SheetView } from '../../../shared/contract/sheets.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Citation, Score } from '../../../shared/domain/score.ts';
import { reasonNeeded } from '../../../shared/domain/sheet.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { Keys } from '../../components/key-list.tsx';
import { LevelTag, Tag } from '../../components/tag.tsx';
import { ChairHere, useAskChair } from './ask-chair.tsx';
import { Citations } from './citations.tsx';
import { LevelChoice } from './level-choice.tsx';
import { QuestionsHere } from './questions-here.tsx';
import styles from './score-pane.module.css';
import { TransitionTabs } from './transition-tabs.tsx';
import { filesOf } from './use-evidence.ts';
import { useGuidance } from './use-room-size.ts';
import type { ScoreChange } from './use-scores.ts';
import { WhatChanged } from './what-changed.tsx';
import { WhatTheySay } from './what-they-say.tsx';
import { Words } from './words.tsx';

interface ScorePaneProps {
  readonly sheet: SheetView;
  readonly items: readonly Item[];
  readonly scores: ReadonlyMap<ItemId, Score>;
  readonly item: Item;
  readonly score: Score;
  /** What a newer version says otherwise, until it is looked at. */
  readonly again: LookAgain | undefined;
  readonly open: EvidenceView | undefined;
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onGo: (item: ItemId) => void;
  readonly onOpen: (file: EvidenceView, page?: number) => void;
  readonly onOpenCitation: (citation: Citation) => void;
  readonly onAllCitations: () => void;
  /** Absent where the sheet can no longer be changed. */
  readonly onChange: ((change: ScoreChange, when: 'at-rest' | 'now') => void) | undefined;
  readonly onRest: () => void;
}

/** One standard: what it says, what they say, and the score that is given to it. */
export function ScorePane(props: ScorePaneProps) {
  const { sheet, items, scores, item, score, open, heading, onGo, onOpen, onOpenCitation, onChange, onRest } =
    props;
  const { again, onAllCitations } = props;
  const { set } = sheet;
  const { standard, section, transition } = item;
  const { lineage } = standard;
  const [national, setNational] = useState(false);
  const [guided, setGuided] = useGuidance();
  const response = sheet.responses.find((one) => one.item === item.id);
  const wording = lineage.kind === 'adjusted' ? lineage.nationalWording : undefined;
  const asking = useAskChair(standard);
  const why = score.outcome && reasonNeeded(set, score.outcome, response?.selfRating);

  useShortcut(
    { keys: 'Alt+W', does: 'Show the national wording' },
    () => setNational(!national),
    wording !== undefined,
  );
  useShortcut(
    { keys: 'Alt+G', does: 'Show what to look for' },
    () => setGuided(!guided),
    standard.guidance !== undefined,
  );

  return (
    <>
      <p className={styles.hint}>
        {section.number} {section.title}
      </p>
      <h1 ref={heading} tabIndex={-1} className={styles.heading}>
        {standard.number} {standard.wording}
      </h1>
      <div className={styles.tags}>
        {standard.mandatory && <Tag look="line">Mandatory</Tag>}
        {lineage.kind === 'adjusted' && <Tag look="adjusted">Adjusted in London</Tag>}
        {lineage.kind === 'added' && <Tag look="adjusted">Added in London</Tag>}
        {wording !== undefined && (
          <button
            type="button"
            className={styles.link}
            aria-expanded={national}
            onClick={() => setNational(!national)}
          >
            National wording
          </button>
        )}
        {standard.guidance !== undefined && (
          <button
            type="button"
            className={styles.link}
            aria-expanded={guided}
            onClick={() => setGuided(!guided)}
          >
            What to look for
          </button>
        )}
        {!asking.open && (
          <button type="button" className={styles.link} onClick={asking.begin}>
            {asking.begun
              ? 'Go on with your question to the chair'
              : 'Ask the chair what this standard means'}
          </button>
        )}
      </div>
      {national && wording !== undefined && (
        <p className={styles.aside}>
          <b>National wording: </b>
          {wording}
        </p>
      )}
      {standard.guidance !== undefined && guided && <p className={styles.aside}>{standard.guidance}</p>}
      <ChairHere standard={standard} asking={asking} />

      <h2 className={styles.label}>
        <span>What they say</span>
        <LevelTag
          scale={set.scale}
          outcome={response?.selfRating}
          empty="No rating of their own"
          after=", by their own rating"
        />
      </h2>
      <TransitionTabs items={items} scores={scores} item={item} onGo={onGo} />
      {again !== undefined && <WhatChanged key={`changed ${item.id}`} sheet={sheet} change={again} />}
      <WhatTheySay set={set} response={response} evidence={sheet.evidence} open={open} onOpen={onOpen} />
      <QuestionsHere sheet={sheet} item={item} again={again} open={open} onOpen={onOpen} />

      <h2 className={styles.label}>
        <span>Your score</span>
        <span className={styles.hint}>{transition?.name}</span>
      </h2>
      <LevelChoice
        set={set}
        standard={standard}
        outcome={score.outcome}
        onChoose={onChange && ((outcome) => onChange({ outcome }, 'now'))}
      />

      <h2 className={styles.label}>
        <span>Cited</span>
        {onChange !== undefined && (
          <span className={styles.hint}>
            Select in the page, then <Keys keys="Ctrl+Enter" />
          </span>
        )}
      </h2>
      <Citations
        key={`cited ${item.id}`}
        citations={score.citations}
        evidence={filesOf(sheet)}
        earlier={sheet.earlierFiles}
        onOpen={onOpenCitation}
        onChange={onChange && ((citations, when) => onChange({ citations: [...citations] }, when))}
      />
      {score.citations.length === 0 && <p className={styles.none}>Nothing is cited yet.</p>}
      <button type="button" className={styles.link} onClick={onAllCitations}>
        All citations of the sheet
      </button>

      <Words
        id="note"
        label="Note for the panel"
        value={score.note}
        asks={why !== undefined && score.note.trim() === '' ? why : undefined}
        onChange={onChange && ((note) => onChange({ note }, 'at-rest'))}
        onRest={onRest}
      />
      <Words
        id="feedback"
        label="Feedback for the organisation"
        value={score.feedback}
        asks={undefined}
        onChange={onChange && ((feedback) => onChange({ feedback }, 'at-rest'))}
        onRest={onRest}
      />
    </>
  );
}
