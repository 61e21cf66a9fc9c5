import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { findQuote } from '../../../shared/domain/citation.ts';
import { Loading } from '../states.tsx';
import { FileCautions, Unreadable } from './cards.tsx';
import { decodeText } from './decode-text.ts';
import { IconButton } from './icon-button.tsx';
import { usePlace } from './places.ts';
import { sheetsOf } from './text-pages.ts';
import { type TextHandle, TextView } from './text-view.tsx';
import { PageBox, ToolButton, ToolGap, Tools } from './tools.tsx';
import { useCiting } from './use-citing.ts';
import { useFinding } from './use-finding.tsx';
import styles from './viewer.module.css';
import type { Readable, ViewerProps } from './viewing.ts';

/** More than this is no text that a person wrote to be read. */
const most = 16 * 1024 * 1024;

type Read = { readonly of: string } & ({ readonly text: string } | { readonly sentence: string });

/** A plain text file, whatever its encoding, on sheets of readable size; never as HTML. */
export default function TextFileViewer(props: ViewerProps) {
  const { file, url } = props;
  const [read, setRead] = useState<Read>();
  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      if (file.bytes === 0) return { sentence: 'The file is empty: there is nothing to read.' };
      if (file.bytes > most)
        return { sentence: 'The file is too long to read here. A saved copy opens elsewhere.' };
      const response = await fetch(url, { signal: stop.signal });
      if (!response.ok) return { sentence: 'The file’s bytes are not on this computer.' };
      return { text: decodeText(new Uint8Array(await response.arrayBuffer())) };
    };
    load().then(
      (result) => setRead({ of: file.sha256, ...result }),
      () => {
        if (!stop.signal.aborted)
          setRead({ of: file.sha256, sentence: 'The file could not be read. Open it again.' });
      },
    );
    return () => stop.abort();
  }, [file.sha256, file.bytes, url]);

  if (read?.of !== file.sha256)
    return (
      <div className={styles.body}>
        <Loading words={`Opening ${file.name}`} />
      </div>
    );
  if ('sentence' in read)
    return <Unreadable file={file} url={url} sentence={read.sentence} onAgain={undefined} />;
  return <TextFileReader key={file.sha256} {...props} text={read.text} />;
}

function TextFileReader({ file, marks, target, onCite, text }: ViewerProps & { readonly text: string }) {
  const root = useRef<HTMLDivElement>(null);
  const view = useRef<TextHandle>(null);
  const sheets = useMemo(() => sheetsOf(text), [text]);
  const readable = useMemo<Readable>(
    () => ({
      pages: sheets.length,
      text: (page) => Promise.resolve(sheets[page - 1]?.text ?? { text: '', runs: [], paragraphs: [] }),
    }),
    [sheets],
  );
  const place = usePlace(file.sha256);
  const [page, showPage] = useState(() => Math.min(sheets.length, place.get()?.page ?? 1));
  const setPage = (wanted: number) => {
    showPage(wanted);
    place.keep({ page: wanted, part: 0, turn: 0 });
  };
  const [size, setSize] = useState(17);
  const finding = useFinding(readable, target, root);
  const { hits, hit } = finding;
  const shown = sheets[page - 1]?.text ?? { text: '', runs: [], paragraphs: [] };

  const open = useEffectEvent(() => {
    if (target?.citation === undefined) return;
    const start = findQuote(text, target.citation)?.start ?? 0;
    setPage(Math.max(1, sheets.findLastIndex((one) => one.start <= start) + 1));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stamp is a new wish to go there
  useEffect(() => {
    queueMicrotask(() => open());
  }, [target?.stamp]);
  const follow = useEffectEvent(() => {
    if (hit !== undefined) setPage(hit.page);
  });
  useEffect(() => {
    if (finding.step !== '') queueMicrotask(() => follow());
  }, [finding.step]);
  const show = useEffectEvent(() => {
    const quoted = target?.citation && findQuote(shown.text, target.citation);
    const goal = hit?.page === page ? hit.stretch : quoted;
    if (goal !== undefined) requestAnimationFrame(() => view.current?.show(goal));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of find and each wish shows its place
  useEffect(() => show(), [finding.step, target?.stamp, page]);

  const { said, cite } = useCiting({
    onCite,
    passage: () => view.current?.passage(),
    rest: () => ({ quote: '', prefix: '', suffix: '', boxes: [] }),
    restWords: 'Cite the file',
    hasFocus: () => root.current?.contains(document.activeElement) === true,
  });
  return (
    <div ref={root} className={styles.viewer}>
      <Tools>
        {sheets.length > 1 && <PageBox page={page} pages={sheets.length} onGo={setPage} />}
        <IconButton icon="minus" label="Smaller text" onPress={() => setSize(Math.max(12, size - 2))} />
        <IconButton icon="plus" label="Larger text" onPress={() => setSize(Math.min(48, size + 2))} />
        <ToolButton on={finding.on} onPress={finding.toggle}>
          Find
        </ToolButton>
        <ToolGap />
        <FileCautions file={file} />
        {onCite !== undefined && (
          <ToolButton strong title="Cites the selected words, or the file" onPress={cite}>
            Cite the file
          </ToolButton>
        )}
      </Tools>
      {finding.bar}
      <p className={styles.said}>{said}</p>
      <div className={styles.body}>
        <TextView
          key={page}
          ref={view}
          text={shown}
          page={undefined}
          takesFocus={page > 1}
          boxes={() => []}
          size={size}
          marks={marks}
          hits={hits.filter((one) => one.page === page).map((one) => one.stretch)}
          hit={hit?.page === page ? hit.stretch : undefined}
          onCite={onCite}
        />
      </div>
    </div>
  );
}
