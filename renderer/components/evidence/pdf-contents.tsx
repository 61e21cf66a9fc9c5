import { useContext, useEffect, useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { count } from '../../../shared/domain/words.ts';
import { Enclosures } from './file-head.tsx';
import styles from './leaves.module.css';
import { OpenFile } from './open-file.ts';
import type { PdfFile } from './pdf-file.ts';
import type { Bookmark } from './pdf-outline.ts';

interface PdfContentsProps {
  readonly file: EvidenceView;
  readonly pdf: PdfFile;
  readonly page: number;
  readonly onGo: (page: number) => void;
}

/** The file's own bookmarks, and the files that are attached to it. */
export function PdfContents({ file, pdf, page, onGo }: PdfContentsProps) {
  const { reading, onEnclosed } = useContext(OpenFile);
  const [bookmarks, setBookmarks] = useState<readonly Bookmark[]>();
  useEffect(() => {
    let left = false;
    pdf.bookmarks().then(
      (read) => !left && setBookmarks(read),
      () => !left && setBookmarks([]),
    );
    return () => {
      left = true;
    };
  }, [pdf]);
  const enclosures = reading?.enclosures ?? [];
  const here = bookmarks?.findLast((one) => one.page !== undefined && one.page <= page);
  return (
    <nav className={styles.contents} aria-label="Contents of the file">
      {bookmarks?.length === 0 && enclosures.length === 0 && (
        <p>The file has no bookmarks, and nothing is attached to it.</p>
      )}
      <ul>
        {bookmarks?.map(({ title, depth, page: to }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two bookmarks can be alike in all but their order
          <li key={index} style={{ paddingLeft: `${depth}em` }}>
            {to === undefined ? (
              <span>{title}</span>
            ) : (
              <button
                type="button"
                className={styles.open}
                aria-current={bookmarks[index] === here ? 'true' : undefined}
                onClick={() => onGo(to)}
              >
                {title}
              </button>
            )}
          </li>
        ))}
      </ul>
      {enclosures.length > 0 && (
        <>
          <h3>{count(enclosures.length, 'attachment')}</h3>
          <Enclosures file={file} enclosures={enclosures} onEnclosed={onEnclosed} />
        </>
      )}
    </nav>
  );
}
