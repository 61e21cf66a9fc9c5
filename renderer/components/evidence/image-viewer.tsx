import { useEffect, useRef, useState } from 'react';
import { type Turn, turnOf } from '../../../shared/domain/box.ts';
import { FileCautions, Unreadable } from './cards.tsx';
import { IconButton } from './icon-button.tsx';
import { type Size, scaleOf, type Zoom } from './page-layout.ts';
import { ScrollPane } from './scroll-pane.tsx';
import { ToolButton, ToolGap, Tools, ZoomTool } from './tools.tsx';
import { useCiting } from './use-citing.ts';
import styles from './viewer.module.css';
import type { ViewerProps } from './viewing.ts';

/** Pixels of a picture count as points do of a page: scaled by this, actual size is one for one. */
const onePerPixel = 72 / 96;

export default function ImageViewer({ file, url, onCite }: ViewerProps) {
  const root = useRef<HTMLDivElement>(null);
  const pane = useRef<HTMLElement>(null);
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });
  const [own, setOwn] = useState<Size>();
  const [zoom, setZoom] = useState<Zoom>('page');
  const [turn, setTurn] = useState<Turn>(0);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setRoom({ width: element.clientWidth - 24, height: element.clientHeight - 24 });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const { said, cite } = useCiting({
    onCite,
    passage: () => undefined,
    rest: () => ({ quote: '', prefix: '', suffix: '', boxes: [] }),
    restWords: 'Cite the picture',
    hasFocus: () => root.current?.contains(document.activeElement) === true,
  });

  if (broken || file.bytes === 0)
    return (
      <Unreadable
        file={file}
        url={url}
        sentence={
          file.bytes === 0
            ? 'The file is empty: there is nothing to see.'
            : 'The picture is damaged, so it cannot be shown here. Another program may still open a saved copy.'
        }
        onAgain={undefined}
      />
    );

  const lying = turn % 180 !== 0;
  const size = own === undefined ? undefined : lying ? { width: own.height, height: own.width } : own;
  const points = size && { width: size.width * onePerPixel, height: size.height * onePerPixel };
  const scale = points === undefined ? 1 : scaleOf(zoom, points, room) * onePerPixel;
  // Fitting never makes a small picture larger than it is.
  const shown = typeof zoom === 'number' ? scale : Math.min(1, scale);

  return (
    <div ref={root} className={styles.viewer}>
      <Tools>
        <ZoomTool zoom={zoom} at={shown} onZoom={setZoom} />
        <IconButton icon="turn" label="Turn clockwise" onPress={() => setTurn(turnOf(turn + 90))} />
        <ToolGap />
        <FileCautions file={file} />
        {onCite !== undefined && (
          <ToolButton strong onPress={cite}>
            Cite the picture
          </ToolButton>
        )}
      </Tools>
      <p className={styles.said}>{said}</p>
      <ScrollPane ref={pane} className={styles.image} label="Picture">
        <div
          className={styles.turned}
          style={size === undefined ? {} : { width: size.width * shown, height: size.height * shown }}
        >
          <img
            src={url}
            alt={file.shows === '' ? file.name : file.shows}
            style={{
              width: own === undefined ? undefined : own.width * shown,
              transform: `translate(-50%, -50%) rotate(${turn}deg)`,
              visibility: own === undefined ? 'hidden' : 'visible',
            }}
            onLoad={({ currentTarget }) =>
              setOwn({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            onError={() => setBroken(true)}
          />
        </div>
      </ScrollPane>
    </div>
  );
}
