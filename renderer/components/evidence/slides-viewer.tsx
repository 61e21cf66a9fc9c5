import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef } from 'react';
import { quoteOf } from '../../../shared/domain/citation.ts';
import type { Body, Reading, Slide } from '../../../shared/domain/reading.ts';
import type { Stretch } from '../../../shared/domain/text-fold.ts';
import { CiteBubble } from './cite-bubble.tsx';
import { FileHead } from './file-head.tsx';
import { type Drawing, LeafReader } from './leaf-reader.tsx';
import styles from './leaves.module.css';
import { markedIn } from './marked.ts';
import { PictureCanvas } from './picture-canvas.tsx';
import { Pieces, showPiece, stretchOf } from './pieces.tsx';
import { ScrollPane } from './scroll-pane.tsx';
import { selectedRange } from './selection.ts';
import { type SlideText, slideTextOf } from './slide-text.ts';
import type { TextHandle } from './text-view.tsx';
import { useLostFocus } from './use-lost-focus.ts';
import type { ViewerProps } from './viewing.ts';

interface SlidesViewerProps extends ViewerProps {
  readonly read: Reading;
  readonly body: Extract<Body, { kind: 'slides' }>;
}

/** A presentation slide by slide: what each says, its notes, its comments and its pictures. */
export default function SlidesViewer({ read, body, ...props }: SlidesViewerProps) {
  const { slides } = body;
  const texts = useMemo(() => slides.map(slideTextOf), [slides]);
  const leaves = useMemo(() => texts.map((text, index) => ({ label: `Slide ${index + 1}`, text })), [texts]);
  return (
    <LeafReader
      {...props}
      leaves={leaves}
      unit="slide"
      restWords="Cite the slide"
      head={<FileHead file={props.file} reading={read} onEnclosed={props.onEnclosed} />}
      draw={({ page, ref, ...drawing }) => {
        const slide = slides[page - 1];
        const text = texts[page - 1];
        if (slide === undefined || text === undefined) return null;
        return (
          <SlideView key={page} {...drawing} handle={ref} slide={slide} text={text} count={slides.length} />
        );
      }}
    />
  );
}

interface SlideViewProps extends Omit<Drawing, 'ref' | 'page'> {
  readonly handle: Ref<TextHandle>;
  readonly slide: Slide;
  readonly text: SlideText;
  readonly count: number;
}

function SlideView(props: SlideViewProps) {
  const { handle, slide, text, count, takesFocus, size, marks, hits, hit, onCiteMarked, onReady } = props;
  const pane = useRef<HTMLElement>(null);
  useLostFocus(pane, takesFocus);
  const marked = markedIn(text.text, marks);
  useImperativeHandle(handle, () => ({
    passage: () => {
      const range = selectedRange(pane.current);
      const stretch =
        range === undefined || pane.current === null ? undefined : stretchOf(pane.current, range);
      const quote = stretch && quoteOf(text.text, stretch);
      return quote && { ...quote, boxes: [] };
    },
    show: (stretch) => showPiece(pane.current, stretch),
  }));
  const ready = useEffectEvent(onReady);
  useEffect(() => ready(), []);
  const words = (part: Stretch | undefined) =>
    part && <Pieces text={text.text} part={part} marked={marked} hits={hits} hit={hit} />;

  return (
    <ScrollPane ref={pane} className={styles.scroll} label="Slide">
      <article className={styles.sheet} style={{ fontSize: size }}>
        <p className={styles.place}>
          Slide {slide.number} of {count}
          {slide.hidden && <b className={styles.hidden}>Hidden slide</b>}
        </p>
        {slide.title !== '' && <h3 className={styles.title}>{words(text.title)}</h3>}
        {slide.paragraphs.map((paragraph, index) => (
          <p
            key={text.points[index]?.start}
            className={styles.point}
            data-depth={paragraph.depth}
            style={{ marginLeft: `${1.5 * paragraph.depth}em` }}
          >
            {words(text.points[index])}
          </p>
        ))}
        {text.cells.map((table, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slide's tables have no other name
          <table key={at} className={styles.table}>
            <tbody>
              {table.map((row, line) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have their rows
                <tr key={line}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: nor have their cells
                    <td key={column}>{words(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        {slide.pictures.map((picture, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nor have its pictures
          <PictureCanvas key={at} picture={picture} name={`Picture ${at + 1} of the slide`} />
        ))}
        {slide.notes.length > 0 && (
          <section className={styles.extra}>
            <h4>Notes to the slide</h4>
            {text.notes.map((note) => (
              <p key={note.start}>{words(note)}</p>
            ))}
          </section>
        )}
        {slide.comments.length > 0 && (
          <section className={styles.extra}>
            <h4>Comments</h4>
            {text.comments.map((comment) => (
              <p key={comment.start}>{words(comment)}</p>
            ))}
          </section>
        )}
      </article>
      {onCiteMarked !== undefined && <CiteBubble pane={pane} onCite={onCiteMarked} />}
    </ScrollPane>
  );
}
