import { useEffect, useRef, useState } from 'react';
import type { SearchHit, SearchKind, SearchScope } from '../../../shared/contract/evidence.ts';
import type { OrganisationId } from '../../../shared/domain/ids.ts';
import { count } from '../../../shared/domain/words.ts';
import { useProgress } from '../../app/events.tsx';
import { useCall } from '../../app/queries.ts';
import { classes } from '../classes.ts';
import { IconButton } from '../evidence/icon-button.tsx';
import { sentenceOf } from '../states.tsx';
import { foundInWords, placeOfHit, wordsOf } from './hits.ts';
import styles from './search-panel.module.css';

/** Somewhere to search, as it is chosen from the list. */
export interface Searched {
  readonly words: string;
  readonly scope: SearchScope;
}

interface SearchPanelProps {
  /** The first is what is searched at first. */
  readonly scopes: readonly [Searched, ...Searched[]];
  /** Those that a search of all of the round can be narrowed to. */
  readonly organisations: readonly { readonly id: OrganisationId; readonly name: string }[];
  /** The words that were found there, as they stand in the text. */
  readonly onOpen: (hit: SearchHit, words: string) => void;
  /** Absent where the panel is all that there is. */
  readonly onClose?: () => void;
}

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
export function SearchPanel({ scopes, organisations, onOpen, onClose }: SearchPanelProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<SearchScope['kind']>(scopes[0].scope.kind);
  const [organisation, setOrganisation] = useState<OrganisationId>();
  const [kind, setKind] = useState<SearchKind>();
  const [limit, setLimit] = useState(step);
  const [opened, setOpened] = useState<SearchHit>();
  useEffect(() => field.current?.focus(), []);
  // Words are typed letter by letter: wait until they rest.
  useEffect(() => {
    const timer = setTimeout(() => {
      setWords(typed.trim());
      setLimit(step);
    }, 200);
    return () => clearTimeout(timer);
  }, [typed]);
  const { scope } = scopes.find((one) => one.scope.kind === chosen) ?? scopes[0];
  const everywhere = scope.kind === 'round';
  const found = useCall(
    'evidence.search',
    {
      words,
      scope,
      ...(kind === undefined ? {} : { kinds: [kind] }),
      ...(organisation === undefined || !everywhere ? {} : { organisation }),
      limit,
      offset: 0,
    },
    { enabled: words !== '' },
  );
  const hits = words === '' ? [] : (found.data?.hits ?? []);

  return (
    <search className={classes(styles.panel, onClose === undefined && styles.alone)}>
      <div className={styles.asked}>
        <input
          ref={field}
          type="search"
          aria-label="Search evidence, answers and standards"
          placeholder="Search evidence, answers and standards"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose?.();
          }}
        />
        {scopes.length > 1 && (
          <select
            aria-label="Where to search"
            value={scope.kind}
            onChange={({ target }) =>
              setChosen(
                scopes.find((one) => one.scope.kind === target.value)?.scope.kind ?? scopes[0].scope.kind,
              )
            }
          >
            {scopes.map((one) => (
              <option key={one.scope.kind} value={one.scope.kind}>
                {one.words}
              </option>
            ))}
          </select>
        )}
        {everywhere && organisations.length > 1 && (
          <select
            aria-label="Organisation"
            value={organisation ?? ''}
            onChange={({ target }) =>
              setOrganisation(organisations.find(({ id }) => id === target.value)?.id)
            }
          >
            <option value="">Every organisation</option>
            {organisations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
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
        {onClose !== undefined && <IconButton icon="close" label="Close search" onPress={onClose} />}
      </div>
      <ReadingProgress pending={words === '' ? 0 : (found.data?.pending ?? 0)} />
      {found.isError && words !== '' && <p role="alert">{sentenceOf(found.error)}</p>}
      <output className={styles.count}>
        {words !== '' && found.data !== undefined && foundInWords(found.data.total, found.data.remark)}
      </output>
      {hits.length > 0 && (
        <ol className={styles.hits}>
          {hits.map((hit, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page can be found twice, for two of its passages
            <li key={index}>
              <button
                type="button"
                aria-current={hit === opened ? 'true' : undefined}
                onClick={() => {
                  setOpened(hit);
                  onOpen(hit, wordsOf(hit));
                }}
              >
                <b>{placeOfHit(hit, everywhere)}</b>
                <Snippet hit={hit} />
              </button>
            </li>
          ))}
        </ol>
      )}
      {hits.length < (found.data?.total ?? 0) && limit < 200 && words !== '' && (
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
