import { useEffect, useState } from 'react';
import { useAnnounce } from '../announce.tsx';
import { useViewerShortcut } from './viewer-keys.ts';
import type { Passage, ViewerProps } from './viewing.ts';

interface Citing {
  readonly onCite: ViewerProps['onCite'];
  /** What is selected or has the focus. */
  readonly passage: () => Passage | undefined;
  /** The page, or the file, as a whole: what is cited where no words are marked. */
  readonly rest: () => Passage;
  /** "Cite page 4": said where the keys found nothing to cite. */
  readonly restWords: string;
  /** Whether the focus is in the viewer: only there do the keys alone cite a whole page. */
  readonly hasFocus: () => boolean;
}

/** One stroke to cite: the words that are marked, or else the page. */
export function useCiting({ onCite, passage, rest, restWords, hasFocus }: Citing) {
  const [said, setSaid] = useState('');
  const announce = useAnnounce();

  const say = (words: string) => {
    setSaid(words);
    announce(words);
  };

  const citeMarked = (): boolean => {
    const marked = passage();
    if (marked === undefined || onCite === undefined) return false;
    onCite(marked);
    document.getSelection()?.removeAllRanges();
    setSaid('');
    return true;
  };
  const citeRest = () => onCite?.(rest());

  useViewerShortcut(
    { keys: 'Ctrl+Enter', does: 'Cite the selected words, the paragraph or the page' },
    () => {
      if (citeMarked()) return;
      if (hasFocus()) return citeRest();
      say(`Nothing is selected in the evidence. Select words there, or use “${restWords}”.`);
    },
    onCite !== undefined,
  );

  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 6000);
    return () => clearTimeout(timer);
  }, [said]);

  return { said, say, cite: () => void (citeMarked() || citeRest()), citeMarked };
}
