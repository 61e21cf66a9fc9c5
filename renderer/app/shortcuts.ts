import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useShortcutsOn } from './settings.ts';

/**
 * A shortcut takes at least one modifier, so that nobody sets it off by typing or by voice (WCAG 2.1.4).
 * `keys` as they are shown, "Alt+N": the last is a `KeyboardEvent.key`, compared without regard to case;
 * Ctrl is also the Command key of a Mac.
 */
export interface Shortcut {
  readonly keys: `${'Ctrl' | 'Alt' | 'Ctrl+Shift' | 'Alt+Shift'}+${string}`;
  readonly does: string;
}

const listed = new Map<symbol, Shortcut>();
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];

function changed(): void {
  snapshot = [...listed.values()];
  for (const listener of listeners) listener();
}

/** Every shortcut that does something where the person is now, for the one list of them. */
export function useListedShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

/** Answers a shortcut while the component is drawn, unless shortcuts are off or `when` is false. */
export function useShortcut(shortcut: Shortcut, act: () => void, when = true): void {
  const on = useShortcutsOn();
  const onKeys = useEffectEvent(act);
  const { keys, does } = shortcut;
  useEffect(() => {
    if (!when) return;
    const id = Symbol(keys);
    listed.set(id, { keys, does });
    changed();
    const listen = (event: KeyboardEvent) => {
      if (!on || event.defaultPrevented || !fits(event, keys)) return;
      event.preventDefault();
      event.stopPropagation();
      onKeys();
    };
    // Heard on the way down: radio groups keep Enter and the arrow keys to themselves, whatever is held with them.
    document.addEventListener('keydown', listen, true);
    return () => {
      document.removeEventListener('keydown', listen, true);
      listed.delete(id);
      changed();
    };
  }, [keys, does, when, on]);
}

function fits(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const names = event.altKey && event.code.startsWith('Key') ? [event.key, event.code.slice(3)] : [event.key];
  return (
    names.some((name) => name.toLowerCase() === key.toLowerCase()) &&
    (event.ctrlKey || event.metaKey) === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  );
}
