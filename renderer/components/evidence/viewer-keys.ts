import { createContext, useContext } from 'react';
import { type Shortcut, useShortcut } from '../../app/shortcuts.ts';

/** Of two files side by side, the keys go to the one that is being read. */
export const ReadsKeys = createContext(true);

export function useViewerShortcut(shortcut: Shortcut, act: () => void, when = true): void {
  const here = useContext(ReadsKeys);
  useShortcut(shortcut, act, when && here);
}
