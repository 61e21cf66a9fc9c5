import { type Ref, useEffect, useState } from 'react';
import { joinBoxes } from '../../../shared/domain/box.ts';
import { boxesOf } from '../../../shared/domain/page-text.ts';
import { Button } from '../button.tsx';
import { Loading } from '../states.tsx';
import type { Zoom } from './page-layout.ts';
import type { PageReading, PdfFile } from './pdf-file.ts';
import textStyles from './text-view.module.css';
import { type TextHandle, TextView } from './text-view.tsx';
import type { Hit } from './use-find.ts';
import styles from './viewer.module.css';
import type { Mark, Passage } from './viewing.ts';

interface PdfTextPaneProps {
  readonly ref: Ref<TextHandle>;
  readonly pdf: PdfFile;
  readonly page: number;
  readonly takesFocus: boolean;
  /** A number of it is of the usual size of text; what fits pages says nothing of text. */
  readonly zoom: Zoom;
  readonly marks: readonly Mark[];
  readonly hits: readonly Hit[];
  readonly hit: Hit | undefined;
  readonly onGo: (page: number) => void;
  readonly onCite: ((passage: Passage) => void) | undefined;
}

/** One page of a PDF as text, with the way to the next. */
export function PdfTextPane({
  ref,
  pdf,
  page,
  takesFocus,
  zoom,
  marks,
  hits,
  hit,
  onGo,
  onCite,
}: PdfTextPaneProps) {
  const [read, setRead] = useState<{ readonly page: number; readonly reading: PageReading | undefined }>();
  useEffect(() => {
    let left = false;
    pdf.reading(page).then(
      (reading) => !left && setRead({ page, reading }),
      () => !left && setRead({ page, reading: undefined }),
    );
    return () => {
      left = true;
    };
  }, [pdf, page]);

  if (read === undefined || read.page !== page)
    return (
      <div className={styles.body}>
        <Loading words={`Reading page ${page}`} />
      </div>
    );
  const { reading } = read;
  if (reading === undefined)
    return (
      <div className={styles.body}>
        <p className={styles.card}>Page {page} is damaged: its text cannot be read.</p>
      </div>
    );
  return (
    <TextView
      key={page}
      ref={ref}
      text={reading.text}
      page={page}
      label={`Page ${page}`}
      takesFocus={takesFocus}
      boxes={(stretch) => joinBoxes(boxesOf(reading.text, reading.runs, reading.crop, stretch))}
      size={Math.round(17 * (typeof zoom === 'number' ? Math.min(4, Math.max(0.7, zoom)) : 1))}
      marks={marks.filter((mark) => mark.citation.page === page)}
      hits={hits.filter((found) => found.page === page).map((found) => found.stretch)}
      hit={hit?.page === page ? hit.stretch : undefined}
      onCite={onCite}
    >
      <div className={textStyles.turning}>
        <Button look="quiet" small isDisabled={page === 1} onPress={() => onGo(page - 1)}>
          Page before
        </Button>
        <Button look="quiet" small isDisabled={page === pdf.pages} onPress={() => onGo(page + 1)}>
          Next page
        </Button>
      </div>
    </TextView>
  );
}
