import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { VisuallyHidden } from './visually-hidden.tsx';

const AnnounceContext = createContext<(words: string) => void>(() => {});

/** Holds the one place from which a screen reader hears what changed elsewhere on the screen. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ words: '', turn: 0 });
  const announce = useCallback((words: string) => setSaid(({ turn }) => ({ words, turn: turn + 1 })), []);
  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <VisuallyHidden>
        <div aria-live="polite">
          {/* The same words twice are two messages. */}
          <span key={said.turn}>{said.words}</span>
        </div>
      </VisuallyHidden>
    </AnnounceContext.Provider>
  );
}

/** Says something to a screen reader that the eye sees anyway: "Copied 12 rows". */
export function useAnnounce(): (words: string) => void {
  return useContext(AnnounceContext);
}
