import { useEffect, useRef, useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { bytesInWords } from '../../../shared/domain/words.ts';
import styles from './first-page.module.css';
import { type FirstPages, firstPageRoom } from './first-pages.ts';

interface FirstPageProps {
  readonly file: EvidenceView;
  readonly pages: FirstPages;
}

/** A file's first page, small, drawn once it comes into sight; its kind and size where there is none. Words beside name the file. */
export function FirstPage({ file, pages }: FirstPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'waiting' | 'drawn' | 'none'>('waiting');

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let leave: (() => void) | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting !== true) {
          leave?.();
          leave = undefined;
          return;
        }
        leave ??= pages.ask(file, (page) => {
          if (page !== undefined) copy(page, element);
          setState(page === undefined ? 'none' : 'drawn');
        });
      },
      { rootMargin: '120px 0px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      leave?.();
    };
  }, [file, pages]);

  return (
    <span className={styles.tile} style={firstPageRoom} data-first-page={state} aria-hidden="true">
      <canvas ref={canvas} className={styles.page} width={1} height={1} />
      {state === 'none' && (
        <span className={styles.words}>
          {file.what}, {bytesInWords(file.bytes)}
        </span>
      )}
    </span>
  );
}

/** The one that is kept can stand in one place alone. */
function copy(page: HTMLCanvasElement, to: HTMLCanvasElement): void {
  to.width = page.width;
  to.height = page.height;
  to.style.width = `${page.width / devicePixelRatio}px`;
  to.getContext('2d')?.drawImage(page, 0, 0);
}
