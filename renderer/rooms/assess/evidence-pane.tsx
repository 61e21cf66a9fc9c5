import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SearchHit } from '../../../shared/contract/evidence.ts';
import type { EvidenceView } from '../../../shared/contract/intake.ts';
import type { ItemId, SubmissionId } from '../../../shared/domain/ids.ts';
import type { Item } from '../../../shared/domain/standard-set.ts';
import { useBridge } from '../../app/bridge.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { EvidenceViewer } from '../../components/evidence/evidence-viewer.tsx';
import { FirstPages } from '../../components/evidence/first-pages.ts';
import { IconButton } from '../../components/evidence/icon-button.tsx';
import { Places } from '../../components/evidence/places.ts';
import type { Cite, Mark, Target } from '../../components/evidence/viewing.ts';
import { Empty } from '../../components/states.tsx';
import styles from './evidence-pane.module.css';
import { FileChip } from './file-chip.tsx';
import { FileMenu } from './file-menu.tsx';
import { nameOf, titleOf } from './names.ts';
import { SearchHere } from './search-here.tsx';
import type { SheetPlaces } from './use-places.ts';

interface EvidencePaneProps {
  readonly evidence: readonly EvidenceView[];
  /** The files that this standard's answer points to, which come first. */
  readonly named: readonly EvidenceView[];
  readonly open: EvidenceView | undefined;
  readonly target: Target | undefined;
  readonly marks: readonly Mark[];
  readonly submission: SubmissionId;
  /** The standard that is being scored. */
  readonly reading: ItemId;
  readonly places: SheetPlaces;
  /** Other standards that the open file is cited for. */
  readonly elsewhere: readonly Item[];
  /** No room for two files side by side. */
  readonly narrow: boolean;
  readonly onOpen: (file: EvidenceView) => void;
  readonly onGo: (item: ItemId) => void;
  readonly onHit: (hit: SearchHit, words: string) => void;
  readonly onCite: Cite | undefined;
}

/** The evidence: its files in a strip, this standard's first, and the one that is open, or two side by side. */
export function EvidencePane(props: EvidencePaneProps) {
  const { evidence, named, open, target, marks, submission, reading, places, elsewhere, narrow } = props;
  const { onOpen, onGo, onHit, onCite } = props;
  const [searching, setSearching] = useState(false);
  const [beside, setBeside] = useState<EvidenceView>();
  const [reads, setReads] = useState<'first' | 'second'>('first');
  useShortcut({ keys: 'Alt+Shift+F', does: 'Search evidence, answers and standards' }, () =>
    setSearching(!searching),
  );
  const bridge = useBridge();
  const [pages] = useState(() => new FirstPages(bridge));
  useEffect(() => () => pages.free(), [pages]);
  const files = useRef<HTMLDivElement>(null);
  // What is read is always named above it, however many files there are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file, or another order, is another chip to show
  useEffect(() => {
    files.current
      ?.querySelector('[aria-pressed="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open, reading]);
  const first = useCallback(
    (element: HTMLElement | null) => hearReading(element, () => setReads('first')),
    [],
  );
  const other = useCallback(
    (element: HTMLElement | null) => hearReading(element, () => setReads('second')),
    [],
  );
  const keepers = useMemo(
    () => ({ first: places.keeper(reading, false), second: places.keeper(reading, true) }),
    [places, reading],
  );
  const strip = [...named, ...evidence.filter((file) => !named.includes(file))];
  const second = narrow ? undefined : beside;
  if (evidence.length === 0)
    return (
      <Empty title="No evidence came with this submission">
        <p>The organisation’s answers stand by themselves.</p>
      </Empty>
    );
  return (
    <div className={styles.pane}>
      <div className={styles.strip}>
        <div ref={files} className={styles.files}>
          {strip.map((file) => (
            <FileChip
              key={`${file.ref} ${file.sha256}`}
              file={file}
              on={file === open}
              onPress={() => onOpen(file)}
            >
              {titleOf(file)}
            </FileChip>
          ))}
        </div>
        <button
          type="button"
          className={styles.all}
          aria-expanded={searching}
          onClick={() => setSearching(!searching)}
        >
          Search
        </button>
        {!narrow && open !== undefined && (
          <button
            type="button"
            className={styles.all}
            aria-pressed={second !== undefined}
            onClick={() => {
              setBeside(second === undefined ? (strip.find((file) => file !== open) ?? open) : undefined);
              setReads('first');
            }}
          >
            Side by side
          </button>
        )}
        <FileMenu
          evidence={evidence}
          pages={pages}
          words={`All ${evidence.length}`}
          label="All evidence"
          onOpen={onOpen}
        />
      </div>
      {elsewhere.length > 0 && (
        <p className={styles.elsewhere}>
          This file is also cited for{' '}
          {elsewhere.map((item) => (
            <button key={item.id} type="button" onClick={() => onGo(item.id)}>
              {nameOf(item)}
            </button>
          ))}
        </p>
      )}
      {searching && (
        <SearchHere
          submission={submission}
          item={reading}
          onOpen={onHit}
          onClose={() => setSearching(false)}
        />
      )}
      {open !== undefined && (
        <div className={styles.viewers} data-two={second === undefined ? undefined : ''}>
          <section aria-label="Open file" ref={first}>
            <Places value={keepers.first}>
              <EvidenceViewer
                file={open}
                marks={marks}
                target={target}
                onCite={onCite}
                hearsKeys={second === undefined || reads === 'first'}
              />
            </Places>
          </section>
          {second !== undefined && (
            <section aria-label="Second file" className={styles.second} ref={other}>
              <div className={styles.secondHead}>
                <b>{second.ref}</b>
                <span>{titleOf(second)}</span>
                <FileMenu
                  evidence={evidence}
                  pages={pages}
                  words="Another file"
                  label="File to read beside"
                  onOpen={setBeside}
                />
                <IconButton icon="close" label="Close the second file" onPress={() => setBeside(undefined)} />
              </div>
              <Places value={keepers.second}>
                <EvidenceViewer
                  file={second}
                  marks={marks}
                  target={undefined}
                  onCite={onCite}
                  hearsKeys={reads === 'second'}
                />
              </Places>
            </section>
          )}
        </div>
      )}
    </div>
  );
}

/** Hears of a file that is pointed at or comes to have the focus, in a frame of it too. */
function hearReading(element: HTMLElement | null, read: () => void): (() => void) | undefined {
  if (element === null) return undefined;
  element.addEventListener('focusin', read);
  element.addEventListener('pointerdown', read);
  return () => {
    element.removeEventListener('focusin', read);
    element.removeEventListener('pointerdown', read);
  };
}
