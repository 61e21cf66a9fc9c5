import { count } from '../../../shared/domain/words.ts';
import { IconButton } from './icon-button.tsx';
import styles from './tools.module.css';
import type { Found } from './use-find.ts';

interface FindBarProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly found: Found;
  readonly pages: number;
  /** From 0; -1 where there is none. */
  readonly at: number;
  readonly onStep: (step: 1 | -1) => void;
  readonly onClose: () => void;
}

export function FindBar({ words, onWords, found, pages, at, onStep, onClose }: FindBarProps) {
  return (
    <search className={styles.find}>
      <input
        type="text"
        aria-label="Find in this file"
        placeholder="Find in this file"
        value={words}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
      />
      <output className={styles.count}>{sentenceOf(words, found, pages, at)}</output>
      <IconButton icon="up" label="Previous match" onPress={() => onStep(-1)} off={found.hits.length === 0} />
      <IconButton icon="down" label="Next match" onPress={() => onStep(1)} off={found.hits.length === 0} />
      <IconButton icon="close" label="Close find" onPress={onClose} />
    </search>
  );
}

/** "3 of 17", or why there is nothing to count. */
function sentenceOf(words: string, found: Found, pages: number, at: number): string {
  if (words.trim() === '') return '';
  const looking = found.words !== words || found.looked < pages;
  if (found.words === words && found.hits.length > 0)
    return `${at + 1} of ${found.hits.length}${looking ? ' so far' : ''}`;
  if (looking) return found.looked > 0 ? `Looked at ${count(found.looked, 'page')}` : 'Looking';
  return found.anyText ? 'Not found' : 'No text to search: this is a scan';
}
