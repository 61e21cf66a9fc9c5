import { type ReactNode, type Ref, useId, useImperativeHandle, useRef } from 'react';
import { findQuote, quoteOf } from '../../../shared/domain/citation.ts';
import type { PageText } from '../../../shared/domain/page-text.ts';
import type { Box } from '../../../shared/domain/score.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { classes } from '../classes.ts';
import { CiteBubble } from './cite-bubble.tsx';
import { ScrollPane } from './scroll-pane.tsx';
import { selectedRange } from './selection.ts';
import styles from './text-view.module.css';
import { useLostFocus } from './use-lost-focus.ts';
import type { Mark, Passage } from './viewing.ts';

export interface TextHandle {
  /** What is selected, or the paragraph that has the focus. */
  passage(): Passage | undefined;
}

interface TextViewProps {
  readonly ref: Ref<TextHandle>;
  readonly takesFocus: boolean;
  readonly text: PageText;
  /** Where the file has pages. */
  readonly page: number | undefined;
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
  const { ref, takesFocus, text, page, boxes, size, marks, hits, hit, onCite, children } = props;
  const pane = useRef<HTMLElement>(null);
  const id = useId();
  useLostFocus(pane, takesFocus);
  const marked = marks.flatMap((mark) => findQuote(text.text, mark.citation) ?? []);

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
  }));

  return (
    <ScrollPane ref={pane} className={styles.pane} label="Text of the file">
      <article
        className={classes(styles.sheet, page === undefined && styles.lines)}
        style={{ fontSize: size }}
      >
        {page !== undefined && <h3 className={styles.page}>Page {page}</h3>}
        {text.paragraphs.length === 0 && (
          <p>This page has no text: it is a picture, such as a scan. It can be cited as a page.</p>
        )}
        {text.paragraphs.map((paragraph, index) => (
          <div key={paragraph.start} className={styles.paragraph} data-paragraph={index}>
            <p id={`${id}-${index}`}>
              {piecesOf(paragraph, marked, hits, hit).map((piece) => (
                <span key={piece.start} data-start={piece.start} className={classOf(piece.kind)}>
                  {text.text.slice(piece.start, piece.end)}
                </span>
              ))}
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

type Kind = 'plain' | 'mark' | 'hit' | 'hitNow';

function classOf(kind: Kind): string | undefined {
  return kind === 'plain' ? undefined : styles[kind];
}

/** A paragraph cut wherever a mark or a match begins or ends; of two on the same words, the match shows. */
function piecesOf(
  paragraph: Stretch,
  marked: readonly Stretch[],
  hits: readonly Stretch[],
  hit: Stretch | undefined,
): readonly (Stretch & { readonly kind: Kind })[] {
  const inside = (stretch: Stretch) => stretch.end > paragraph.start && stretch.start < paragraph.end;
  const all = [...marked, ...hits].filter(inside);
  const edges = [paragraph.start, paragraph.end, ...all.flatMap(({ start, end }) => [start, end])];
  const cuts = [...new Set(edges)]
    .filter((edge) => edge >= paragraph.start && edge <= paragraph.end)
    .sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? paragraph.end;
    const covers = (stretch: Stretch) => stretch.start <= start && stretch.end >= end;
    const kind =
      hit !== undefined && covers(hit)
        ? 'hitNow'
        : hits.some(covers)
          ? 'hit'
          : marked.some(covers)
            ? 'mark'
            : 'plain';
    return { start, end, kind };
  });
}

/** Every piece says where in the page's text it begins. */
function stretchOf(pane: HTMLElement, range: Range): Stretch | undefined {
  let stretch: Stretch | undefined;
  for (const piece of pane.querySelectorAll<HTMLElement>('[data-start]')) {
    const node = piece.firstChild;
    if (node === null || !range.intersectsNode(node)) continue;
    const base = Number(piece.dataset.start);
    const from = base + (range.startContainer === node ? range.startOffset : 0);
    const to = base + (range.endContainer === node ? range.endOffset : (node.textContent?.length ?? 0));
    if (from < to) stretch = { start: stretch?.start ?? from, end: to };
  }
  return stretch;
}
