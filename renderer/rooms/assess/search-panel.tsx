import { useEffect, useRef, useState } from 'react';
import type { SearchHit, SearchKind, SearchScope } from '../../../shared/contract/evidence.ts';
import { count } from '../../../shared/domain/words.ts';
import { useProgress } from '../../app/events.tsx';
import { useCall } from '../../app/queries.ts';
import { IconButton } from '../../components/evidence/icon-button.tsx';
import { sentenceOf } from '../../components/states.tsx';
import styles from './search-panel.module.css';

interface SearchPanelProps {
  readonly scopes: {
    readonly item: SearchScope;
    readonly submission: SearchScope;
    readonly round: SearchScope;
  };
  /** The words that were found there, as they stand in the text. */
  readonly onOpen: (hit: SearchHit, words: string) => void;
  readonly onClose: () => void;
}

const scopeNames = {
  submission: 'This submission',
  item: 'This standard’s evidence',
  round: 'All my submissions',
} as const;

const kinds: readonly (readonly [SearchKind, string])[] = [
  ['pdf', 'PDF'],
  ['document', 'Documents'],
  ['workbook', 'Workbooks'],
  ['slides', 'Slides'],
  ['mail', 'E-mail'],
  ['text', 'Plain text'],
  ['account', 'What they say'],
  ['standard', 'Standards'],
];

const step = 20;

/** Looks for words in evidence, accounts and standards; each place that is found is a step away. */
export function SearchPanel({ scopes, onOpen, onClose }: SearchPanelProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [scope, setScope] = useState<keyof typeof scopeNames>('submission');
  const [kind, setKind] = useState<SearchKind>();
  const [limit, setLimit] = useState(step);
  useEffect(() => field.current?.focus(), []);
  // Words are typed letter by letter: wait until they rest.
  useEffect(() => {
    const timer = setTimeout(() => {
      setWords(typed.trim());
      setLimit(step);
    }, 200);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useCall(
    'evidence.search',
    { words, scope: scopes[scope], ...(kind === undefined ? {} : { kinds: [kind] }), limit, offset: 0 },
    { enabled: words !== '' },
  );
  const hits = words === '' ? [] : (found.data?.hits ?? []);

  return (
    <search className={styles.panel}>
      <div className={styles.asked}>
        <input
          ref={field}
          type="search"
          aria-label="Search evidence, answers and standards"
          placeholder="Search evidence, answers and standards"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
        />
        <select
          aria-label="Where to search"
          value={scope}
          onChange={({ target }) => setScope(asScope(target.value))}
        >
          {(['submission', 'item', 'round'] as const).map((name) => (
            <option key={name} value={name}>
              {scopeNames[name]}
            </option>
          ))}
        </select>
        <select
          aria-label="Kind of file"
          value={kind ?? ''}
          onChange={({ target }) => setKind(kinds.find(([name]) => name === target.value)?.[0])}
        >
          <option value="">Every kind</option>
          {kinds.map(([name, said]) => (
            <option key={name} value={name}>
              {said}
            </option>
          ))}
        </select>
        <IconButton icon="close" label="Close search" onPress={onClose} />
      </div>
      <ReadingProgress pending={words === '' ? 0 : (found.data?.pending ?? 0)} />
      {found.isError && words !== '' && <p role="alert">{sentenceOf(found.error)}</p>}
      <output className={styles.count}>
        {words !== '' && found.data !== undefined && sentenceFor(found.data.total, found.data.remark)}
      </output>
      {hits.length > 0 && (
        <ol className={styles.hits}>
          {hits.map((hit, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page can be found twice, for two of its passages
            <li key={index}>
              <button type="button" onClick={() => onOpen(hit, wordsOf(hit))}>
                <b>{placeOfHit(hit, scope === 'round')}</b>
                <Snippet hit={hit} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {found.data?.more === true && limit < 200 && words !== '' && (
        <button
          type="button"
          className={styles.more}
          onClick={() => setLimit(Math.min(200, limit + 2 * step))}
        >
          Show more
        </button>
      )}
    </search>
  );
}

/** How far the files have been read in the background: what is not read yet cannot be found. */
function ReadingProgress({ pending }: { readonly pending: number }) {
  const progress = useProgress('reading');
  const running = progress !== undefined && progress.of > 0 && progress.done < progress.of;
  if (!running && pending === 0) return null;
  return (
    <p className={styles.progress}>
      {running
        ? `Reading evidence, ${progress.done} of ${progress.of}. `
        : `${count(pending, 'file')} still to be read. `}
      Words in them are found later.
    </p>
  );
}

function Snippet({ hit: { snippet } }: { readonly hit: SearchHit }) {
  const edges = [...snippet.marks.map(({ end }) => end)];
  return (
    <span className={styles.snippet}>
      {snippet.marks.map(({ start, end }, index) => (
        <span key={start}>
          {snippet.text.slice(edges[index - 1] ?? 0, start)}
          <mark>{snippet.text.slice(start, end)}</mark>
        </span>
      ))}
      {snippet.text.slice(edges.at(-1) ?? 0)}
    </span>
  );
}

/** Whose it is, is said only where it could be somebody else's. */
function placeOfHit(hit: SearchHit, named: boolean): string {
  const { source, places, item, enclosed, leaf } = hit;
  const [place] = places;
  const whose = named ? place?.organisationName : undefined;
  if (source === 'standard') return `Standard ${item ?? ''}`;
  const file = enclosed ?? place?.name ?? '';
  const ref = place === undefined || file.startsWith(`${place.ref} `) ? undefined : place.ref;
  const parts = source === 'account' ? [`What they say for ${item ?? ''}`] : [ref, file, leaf?.label];
  return [...parts, whose].filter((part) => part !== undefined && part !== '').join(', ');
}

/** The longest run of marked words that stand together: what is looked for again where the hit opens. */
function wordsOf({ snippet: { text, marks } }: SearchHit): string {
  const runs: { start: number; end: number }[] = [];
  for (const mark of marks) {
    const last = runs.at(-1);
    if (last !== undefined && /^\s*$/.test(text.slice(last.end, mark.start))) last.end = mark.end;
    else runs.push({ ...mark });
  }
  const longest = runs.reduce((one, other) => (other.end - other.start > one.end - one.start ? other : one), {
    start: 0,
    end: 0,
  });
  return text.slice(longest.start, longest.end);
}

function sentenceFor(total: number, remark: string | undefined): string {
  const found =
    total === 0 ? 'Nothing was found.' : `${total >= 10_000 ? 'More than ' : ''}${count(total, 'place')}.`;
  return remark === undefined ? found : `${found} ${remark}`;
}

function asScope(name: string): keyof typeof scopeNames {
  return name === 'item' || name === 'round' ? name : 'submission';
}
