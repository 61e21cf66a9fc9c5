import { lazy, Suspense } from 'react';
import { Loading } from '../states.tsx';
import { FileCautions, OtherFile } from './cards.tsx';
import { Tools } from './tools.tsx';
import styles from './viewer.module.css';
import type { ViewerProps } from './viewing.ts';

// Each kind's reader is loaded when a file of that kind is first opened.
const PdfViewer = lazy(() => import('./pdf-viewer.tsx'));
const TextFileViewer = lazy(() => import('./text-file-viewer.tsx'));
const ImageViewer = lazy(() => import('./image-viewer.tsx'));

/** One evidence file, read as what its bytes are. The parent gives it its height. */
export function EvidenceViewer(props: ViewerProps) {
  return (
    <Suspense
      fallback={
        <div className={styles.viewer}>
          <Loading words={`Opening ${props.file.name}`} />
        </div>
      }
    >
      <ViewerOfKind {...props} />
    </Suspense>
  );
}

function ViewerOfKind(props: ViewerProps) {
  const { file, url, onCite } = props;
  switch (file.kind) {
    case 'pdf':
      return <PdfViewer {...props} />;
    case 'text':
      return <TextFileViewer {...props} />;
    case 'image':
      return <ImageViewer key={file.sha256} {...props} />;
    case 'other':
      return (
        <div className={styles.viewer}>
          {(file.mismatch !== undefined || file.namesRemoved === 'no') && (
            <Tools>
              <FileCautions file={file} />
            </Tools>
          )}
          <OtherFile
            file={file}
            url={url}
            onCite={onCite && (() => onCite({ quote: '', prefix: '', suffix: '', boxes: [] }))}
          />
        </div>
      );
  }
}

/** Has the heaviest reader ready before it is asked for. */
export async function warmEvidenceViewer(): Promise<void> {
  const [, { warmPdfLibrary }] = await Promise.all([import('./pdf-viewer.tsx'), import('./pdf-library.ts')]);
  await warmPdfLibrary();
}
