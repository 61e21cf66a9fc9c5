import { type ReactNode, type Ref, useId, useImperativeHandle, useRef } from 'react';
import { quoteOf } from '../../../shared/domain/citation.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Box } from '../../../shared/domain/score.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { classes } from '../classes.ts';
import { CiteBubble } from './cite-bubble.tsx';
import { markedIn } from './marked.ts';
import { Pieces, showPiece, stretchOf } from './pieces.tsx';
import { ScrollPane } from './scroll-pane.tsx';
import { selectedRange } from './selection.ts';
import styles from './text-view.module.css';
import { useLostFocus } from './use-lost-focus.ts';
import type { Mark, Passage } from './viewing.ts';

export interface TextHandle {
  /** What is selected, or the paragraph that has the focus. */
  passage(): Passage | undefined;
  /** Brings a stretch of the text into sight. */
  show(stretch: Stretch): void;
}

interface TextViewProps {
  readonly ref: Ref<TextHandle>;
  readonly takesFocus: boolean;
  readonly text: PageText;
  /** Where the file has pages. */
  readonly page: number | undefined;
  /** What the page is called: "Page 4", "Slide 2"; absent where the file is all there is. */
  readonly label?: string | undefined;
  /** Where a stretch lies on the page as it is drawn; none where that is not known. */
  readonly boxes: (stretch: Stretch) => readonly Box[];
  /** In CSS pixels. */
  readonly size: number;
  readonly marks: readonly Mark[];
  readonly hits: readonly Stretch[];
  readonly hit: Stretch | undefined;
  readonly onCite: ((passage: Passage) => void) | undefined;
  readonly children?: ReactNode;
}

/** A page as text: to read large, to hear, and to cite paragraph by paragraph without a mouse. */
export function TextView(props: TextViewProps) {
  const { ref, takesFocus, text, page, label, boxes, size, marks, hits, hit, onCite, children } = props;
  const pane = useRef<HTMLElement>(null);
  const id = useId();
  useLostFocus(pane, takesFocus);
  const marked = markedIn(text.text, marks);

  const passageAt = (stretch: Stretch): Passage | undefined => {
    const quote = quoteOf(text.text, stretch);
    if (quote === undefined) return undefined;
    return { ...(page === undefined ? {} : { page }), ...quote, boxes: boxes(stretch).slice(0, 200) };
  };
  const selected = () => {
    const range = selectedRange(pane.current);
    const stretch = range === undefined || pane.current === null ? undefined : stretchOf(pane.current, range);
    return stretch === undefined ? undefined : passageAt(stretch);
  };

  useImperativeHandle(ref, () => ({
    passage: () => {
      const focused = document.activeElement?.closest<HTMLElement>('[data-paragraph]');
      const paragraph = text.paragraphs[Number(focused?.dataset.paragraph ?? -1)];
      return selected() ?? (paragraph === undefined ? undefined : passageAt(paragraph));
    },
    show: (stretch) => showPiece(pane.current, stretch),
  }));

  return (
    <ScrollPane ref={pane} className={styles.pane} label="Text of the file">
      <article
        className={classes(styles.sheet, label === undefined && styles.lines)}
        style={{ fontSize: size }}
      >
        {label !== undefined && <h3 className={styles.page}>{label}</h3>}
        {text.paragraphs.length === 0 && (
          <p>There is no text here: it is a picture, such as a scan, or empty. It can be cited as a whole.</p>
        )}
        {text.paragraphs.map((paragraph, index) => (
          <div key={paragraph.start} className={styles.paragraph} data-paragraph={index}>
            <p id={`${id}-${index}`}>
              <Pieces text={text.text} part={paragraph} marked={marked} hits={hits} hit={hit} />
            </p>
            {onCite !== undefined && (
              <button
                type="button"
                className={styles.cite}
                aria-describedby={`${id}-${index}`}
                onKeyDown={moveBetweenParagraphs}
                onClick={() => {
                  const passage = passageAt(paragraph);
                  if (passage !== undefined) onCite(passage);
                }}
              >
                Cite paragraph
              </button>
            )}
          </div>
        ))}
        {children}
      </article>
      {onCite !== undefined && (
        <CiteBubble
          pane={pane}
          onCite={() => {
            const passage = selected();
            if (passage !== undefined) onCite(passage);
          }}
        />
      )}
    </ScrollPane>
  );
}

/** Down and up go from paragraph to paragraph, beside the tab key. */
function moveBetweenParagraphs(event: React.KeyboardEvent<HTMLButtonElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = [
    ...(event.currentTarget.closest('article')?.querySelectorAll<HTMLElement>('[data-paragraph] button') ??
      []),
  ];
  const next = all[all.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
