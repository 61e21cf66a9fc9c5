import { useCall } from '../../app/queries.ts';
import { onDemand } from '../on-demand.tsx';
import { Loading, sentenceOf } from '../states.tsx';
import { FileCautions, OtherFile, Unreadable } from './cards.tsx';
import ImageViewer from './image-viewer.tsx';
import PdfViewer from './pdf-viewer.tsx';
import TextFileViewer from './text-file-viewer.tsx';
import { ToolGap, Tools } from './tools.tsx';
import styles from './viewer.module.css';
import type { ViewerProps } from './viewing.ts';

const DocumentViewer = onDemand(() => import('./document-viewer.tsx'));
const WorkbookViewer = onDemand(() => import('./workbook-viewer.tsx'));
const SlidesViewer = onDemand(() => import('./slides-viewer.tsx'));
const MailViewer = onDemand(() => import('./mail-viewer.tsx'));
const ArchiveViewer = onDemand(() => import('./archive-viewer.tsx'));

/** A file that is read before it can be shown: as what its reading says it is, or the sentence why it cannot be read. */
export default function ReadingViewer(props: ViewerProps) {
  const { file, url, onCite } = props;
  const read = useCall('evidence.read', { sha256: file.sha256 });
  if (read.isPending)
    return (
      <div className={styles.body}>
        <Loading words={`Reading ${file.name}`} />
      </div>
    );
  if (read.isError)
    return (
      <Unreadable
        file={file}
        url={url}
        sentence={sentenceOf(read.error)}
        onAgain={() => void read.refetch()}
      />
    );
  if (read.data.state === 'unreadable')
    return <Unreadable file={file} url={url} sentence={read.data.sentence} onAgain={undefined} />;
  const { reading } = read.data;
  const { body } = reading;
  const key = file.sha256;
  switch (body.kind) {
    case 'pdf':
      return <PdfViewer key={key} {...props} />;
    case 'image':
      return <ImageViewer key={key} {...props} />;
    case 'text':
      return <TextFileViewer key={key} {...props} />;
    case 'document':
      return <DocumentViewer key={key} {...props} read={reading} body={body} />;
    case 'workbook':
      return <WorkbookViewer key={key} {...props} read={reading} body={body} />;
    case 'slides':
      return <SlidesViewer key={key} {...props} read={reading} body={body} />;
    case 'mail':
      return <MailViewer key={key} {...props} read={reading} body={body} />;
    case 'archive':
      return <ArchiveViewer key={key} {...props} read={reading} />;
    case 'other':
      return (
        <div className={styles.viewer}>
          <Tools>
            <ToolGap />
            <FileCautions file={file} />
          </Tools>
          <OtherFile
            file={{ ...file, what: reading.what }}
            url={url}
            onCite={onCite && (() => onCite({ quote: '', prefix: '', suffix: '', boxes: [] }))}
          />
        </div>
      );
  }
}
