import { useSyncExternalStore } from 'react';

/** What a person sets for this window. Kept in the browser's own storage: it is on no record and travels nowhere. */
export type Theme = 'as-computer' | 'light' | 'dark';

const themes: readonly Theme[] = ['as-computer', 'light', 'dark'];
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(key: string, value: string): void {
  localStorage.setItem(key, value);
  for (const listener of listeners) listener();
}

export function theme(): Theme {
  return themes.find((name) => name === localStorage.getItem('theme')) ?? 'as-computer';
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}

export function keepTheme(name: Theme): void {
  keep('theme', name);
  applyTheme();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}

function shortcutsOn(): boolean {
  return localStorage.getItem('shortcuts') !== 'off';
}

export function keepShortcuts(on: boolean): void {
  keep('shortcuts', on ? 'on' : 'off');
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, shortcutsOn);
}
