import type { Reading } from '../../../shared/domain/reading.ts';
import { count } from '../../../shared/domain/words.ts';
import { FileCautions } from './cards.tsx';
import { Enclosures } from './file-head.tsx';
import styles from './leaves.module.css';
import { ScrollPane } from './scroll-pane.tsx';
import { ToolButton, ToolGap, Tools } from './tools.tsx';
import viewerStyles from './viewer.module.css';
import type { ViewerProps } from './viewing.ts';

/** A zip: what is in it, each file a step from being read as evidence of its own. */
export default function ArchiveViewer({
  file,
  read,
  onCite,
  onEnclosed,
}: ViewerProps & { readonly read: Reading }) {
  return (
    <div className={viewerStyles.viewer}>
      <Tools>
        <ToolGap />
        <FileCautions file={file} />
        {onCite !== undefined && (
          <ToolButton strong onPress={() => onCite({ quote: '', prefix: '', suffix: '', boxes: [] })}>
            Cite the file
          </ToolButton>
        )}
      </Tools>
      <div className={viewerStyles.body}>
        <ScrollPane ref={null} className={styles.scroll} label="Files inside">
          <div className={styles.sheet}>
            <h3>
              {read.what}: {count(read.enclosures.length, 'file')} inside
            </h3>
            {read.notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
            <Enclosures file={file} enclosures={read.enclosures} onEnclosed={onEnclosed} />
          </div>
        </ScrollPane>
      </div>
    </div>
  );
}
