import { useLayoutEffect, useState } from 'react';
import { Loading } from '../states.tsx';
import { Unreadable } from './cards.tsx';
import { forgetPdf, type Opening, openPdf } from './pdf-opening.ts';
import { PdfReader } from './pdf-reader.tsx';
import styles from './viewer.module.css';
import type { ViewerProps } from './viewing.ts';

/** A PDF: opened, or the sentence why not. */
export default function PdfViewer(props: ViewerProps) {
  const { file, url } = props;
  const [attempt, setAttempt] = useState(0);
  const [opened, setOpened] = useState<{ readonly of: string; readonly opening: Opening }>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the same file anew
  useLayoutEffect(() => {
    let left = false;
    void openPdf(file.sha256, url, file.bytes).then((opening) => {
      if (!left) setOpened({ of: file.sha256, opening });
    });
    return () => {
      left = true;
    };
  }, [file.sha256, file.bytes, url, attempt]);

  if (opened?.of !== file.sha256)
    return (
      <div className={styles.body}>
        <Loading words={`Opening ${file.name}`} />
      </div>
    );
  if (opened.opening.ok) return <PdfReader key={file.sha256} {...props} pdf={opened.opening.file} />;
  const again = () => {
    forgetPdf(file.sha256);
    setOpened(undefined);
    setAttempt(attempt + 1);
  };
  return (
    <Unreadable
      file={file}
      url={url}
      sentence={opened.opening.sentence}
      onAgain={file.bytes === 0 ? undefined : again}
    />
  );
}
