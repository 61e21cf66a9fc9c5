import { useMemo } from 'react';
import { plainPageText } from '../../../shared/domain/page-text.ts';
import type { Body, Reading } from '../../../shared/domain/reading.ts';
import { domTextOf } from './dom-text.ts';
import { FileHead } from './file-head.tsx';
import { FrameView } from './frame-view.tsx';
import { LeafReader } from './leaf-reader.tsx';
import styles from './leaves.module.css';
import { sanitise } from './sanitise.ts';
import { TextView } from './text-view.tsx';
import type { ViewerProps } from './viewing.ts';

interface MailViewerProps extends ViewerProps {
  readonly read: Reading;
  readonly body: Extract<Body, { kind: 'mail' }>;
}

/** A saved e-mail: its headers, its words, what was attached. Nothing that lies elsewhere is fetched. */
export default function MailViewer({ read, body, ...props }: MailViewerProps) {
  const { file, onCite } = props;
  const leaves = useMemo(() => {
    const text = body.html === undefined ? plainPageText(body.text) : domTextOf(sanitise(body.html)).text;
    return [{ label: 'Message', text }];
  }, [body]);
  return (
    <LeafReader
      {...props}
      leaves={leaves}
      unit={undefined}
      restWords="Cite the message"
      head={
        <>
          <dl className={styles.headers}>
            {body.headers.map(({ name, value }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a message may have a header twice
              <div key={index}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <FileHead file={file} reading={read} onEnclosed={props.onEnclosed} />
        </>
      }
      draw={({ page: _page, onCiteMarked: _cite, onReady, ...drawing }) =>
        body.html === undefined ? (
          <TextView
            {...drawing}
            text={leaves[0]?.text ?? plainPageText('')}
            page={undefined}
            boxes={() => []}
            onCite={onCite}
          />
        ) : (
          <FrameView
            {...drawing}
            onReady={onReady}
            sha256={file.sha256}
            title={`Message ${file.name}`}
            html={body.html}
          />
        )
      }
    />
  );
}
