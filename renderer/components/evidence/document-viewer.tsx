import { useMemo } from 'react';
import type { Body, Reading, Remark } from '../../../shared/domain/reading.ts';
import { count } from '../../../shared/domain/words.ts';
import { domTextOf } from './dom-text.ts';
import { FileHead } from './file-head.tsx';
import { FrameView } from './frame-view.tsx';
import { LeafReader } from './leaf-reader.tsx';
import styles from './leaves.module.css';
import { sanitise } from './sanitise.ts';
import type { ViewerProps } from './viewing.ts';

interface DocumentViewerProps extends ViewerProps {
  readonly read: Reading;
  readonly body: Extract<Body, { kind: 'document' }>;
}

/** A Word or OpenDocument text: its pages as one, changes that were never accepted shown as such, comments beside. */
export default function DocumentViewer({ read, body, ...props }: DocumentViewerProps) {
  const { file } = props;
  const leaves = useMemo(
    () => [{ label: 'Document', text: domTextOf(sanitise(body.html)).text }],
    [body.html],
  );
  return (
    <LeafReader
      {...props}
      leaves={leaves}
      unit={undefined}
      restWords="Cite the document"
      head={
        <>
          {body.trackedChanges > 0 && (
            <p className={styles.note}>
              {count(body.trackedChanges, 'tracked change')} {body.trackedChanges === 1 ? 'was' : 'were'}{' '}
              never accepted: words put in are underlined, words taken out are struck through.
            </p>
          )}
          <FileHead file={file} reading={read} onEnclosed={props.onEnclosed} />
        </>
      }
      side={body.comments.length > 0 && <Remarks remarks={body.comments} />}
      draw={({ page: _page, onCiteMarked: _cite, ...drawing }) => (
        <FrameView {...drawing} sha256={file.sha256} title={`Document ${file.name}`} html={body.html} />
      )}
    />
  );
}

/** Comments that somebody wrote into the file. */
export function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  return (
    <aside className={styles.side} aria-label="Comments in the file">
      <h3>{count(remarks.length, 'comment')}</h3>
      <ol>
        {remarks.map((remark, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the file's own order is all that tells two alike apart
          <li key={index}>
            {remark.author !== '' && <b>{remark.author}</b>} {remark.text}
          </li>
        ))}
      </ol>
    </aside>
  );
}
