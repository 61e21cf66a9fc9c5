import { useEffect, useState } from 'react';
import { findAll, fold, type Stretch } from '../../../shared/domain/text-fold.ts';
import type { Readable } from './viewing.ts';

export interface Hit {
  readonly page: number;
  readonly stretch: Stretch;
}

export interface Found {
  readonly words: string;
  readonly hits: readonly Hit[];
  /** Pages looked through so far; all of them when it has ended. */
  readonly looked: number;
  /** Whether any page had text at all: a scan has none. */
  readonly anyText: boolean;
}

const nothing: Found = { words: '', hits: [], looked: 0, anyText: true };

/** Looks for words through a file, page after page; what is found so far can be gone to meanwhile. */
export function useFind(file: Readable | undefined, words: string): Found {
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (file === undefined || words.trim() === '') return;
    let stopped = false;
    const look = async () => {
      const hits: Hit[] = [];
      let anyText = false;
      let shown = performance.now();
      for (let page = 1; page <= file.pages && !stopped; page += 1) {
        const text = await textOrNone(file, page);
        anyText ||= text.trim() !== '';
        for (const stretch of findAll(fold(text), words)) hits.push({ page, stretch });
        const now = performance.now();
        if (!stopped && (page === file.pages || now - shown > 200)) {
          shown = now;
          setFound({ words, hits: [...hits], looked: page, anyText: anyText || page < file.pages });
        }
      }
    };
    // A word is typed letter by letter: wait until it rests.
    const timer = setTimeout(() => void look(), 150);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [file, words]);
  return words.trim() === '' ? nothing : found;
}

/** A page that cannot be read has no words; its own place in the file says that it is damaged. */
async function textOrNone(file: Readable, page: number): Promise<string> {
  try {
    return (await file.text(page)).text;
  } catch {
    return '';
  }
}
