import { useEffect, useMemo, useState } from 'react';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import { useBridge } from '../../app/bridge.ts';
import { useCall } from '../../app/queries.ts';
import { Button } from '../button.tsx';
import { rememberEnclosed } from './enclosed.ts';
import ImageViewer from './image-viewer.tsx';
import { OpenFile } from './open-file.ts';
import { warmPdfLibrary } from './pdf-library.ts';
import { openPdf } from './pdf-opening.ts';
import PdfViewer from './pdf-viewer.tsx';
import ReadingViewer from './reading-viewer.tsx';
import TextFileViewer from './text-file-viewer.tsx';
import styles from './viewer.module.css';
import { ReadsKeys } from './viewer-keys.ts';
import type { Cite, Mark, Target, ViewerProps } from './viewing.ts';

interface EvidenceViewerProps {
  readonly file: EvidenceView;
  /** Of this file and of any other: each shows where it belongs. */
  readonly marks: readonly Mark[];
  readonly target: Target | undefined;
  /** Absent where nothing can be cited: a sheet that was submitted. */
  readonly onCite: Cite | undefined;
  /** Of two files side by side, whether this one is being read. */
  readonly hearsKeys?: boolean;
}

/** One evidence file, read as what its bytes are, and the files that lie in it. The parent gives it its height. */
export function EvidenceViewer(props: EvidenceViewerProps) {
  const { file, target, hearsKeys = true } = props;
  const [inside, setInside] = useState<{ readonly of: string; readonly files: readonly EvidenceView[] }>();
  const visit = `${file.sha256} ${target?.stamp ?? 0}`;
  const files = inside?.of === visit ? inside.files : [];
  const shown = files.at(-1) ?? file;
  const behind = files.at(-2) ?? file;
  return (
    <ReadsKeys value={hearsKeys}>
      <div className={styles.whole}>
        {files.length > 0 && (
          <div className={styles.way}>
            <Button look="quiet" small onPress={() => setInside({ of: visit, files: files.slice(0, -1) })}>
              Back to {behind.name}
            </Button>
            <span>{shown.name}</span>
          </div>
        )}
        <OneFile
          key={shown.sha256}
          {...props}
          file={shown}
          target={shown === file ? target : undefined}
          onEnclosed={(enclosed) => {
            rememberEnclosed(enclosed);
            setInside({ of: visit, files: [...files, enclosed] });
          }}
        />
      </div>
    </ReadsKeys>
  );
}

function OneFile(props: EvidenceViewerProps & Pick<ViewerProps, 'onEnclosed'>) {
  const { file, marks, onCite } = props;
  const bridge = useBridge();
  const own = useMemo(() => marks.filter(({ citation }) => citation.evidence === file.sha256), [marks, file]);
  const [went, setWent] = useState<Target & { readonly after: number | undefined }>();
  const asked = props.target?.stamp;
  const target = went !== undefined && went.after === asked ? went : props.target;
  // A file that is drawn from its own bytes is on screen before anything else of it is asked for.
  const needsReading = file.kind === 'other';
  const [settled, setSettled] = useState(needsReading);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 700);
    return () => clearTimeout(timer);
  }, []);
  const read = useCall('evidence.read', { sha256: file.sha256 }, { enabled: settled && file.bytes > 0 });
  const kept = read.data?.state === 'read' ? read.data.reading : undefined;

  const viewer: ViewerProps = {
    file,
    url: bridge.evidenceUrl(file.sha256),
    marks: own,
    target,
    onCite: onCite && ((passage) => onCite(passage, file.sha256)),
    onEnclosed: props.onEnclosed,
  };
  return (
    <OpenFile
      value={{
        reading: kept,
        go: (where) => setWent({ ...where, stamp: (went?.stamp ?? 0) - 1, after: asked }),
        onEnclosed: props.onEnclosed,
      }}
    >
      <ViewerOfKind {...viewer} />
    </OpenFile>
  );
}

function ViewerOfKind(props: ViewerProps) {
  const { file } = props;
  switch (file.kind) {
    case 'pdf':
      return <PdfViewer {...props} />;
    case 'text':
      // A message and a table are text by their bytes, and more than that to whoever reads them.
      return file.what === 'E-mail' || /\.(?:csv|tsv)$/i.test(file.name) ? (
        <ReadingViewer {...props} />
      ) : (
        <TextFileViewer {...props} />
      );
    case 'image':
      return <ImageViewer {...props} />;
    case 'other':
      return <ReadingViewer {...props} />;
  }
}

/** Begins to open a file that is about to be shown, while the room around it is still being made. */
export function expectFile({ sha256, bytes, kind }: EvidenceView, url: string): void {
  if (kind === 'pdf') void openPdf(sha256, url, bytes);
}

/** Has what PDFs are read with ready before one is opened. */
export async function warmEvidenceViewer(): Promise<void> {
  await warmPdfLibrary();
}
