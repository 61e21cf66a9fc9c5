import { useState, useSyncExternalStore } from 'react';

const query = '(max-width: 900px)';
const key = 'score-width';

/** Whether there is room for one pane only. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

/** How wide the score is, kept by this window's own storage. */
export function useScoreWidth(): readonly [number, (width: number) => void] {
  const [width, setWidth] = useState(() => {
    const kept = Number(localStorage.getItem(key));
    return kept > 0 ? kept : Math.round(Math.min(540, Math.max(390, innerWidth * 0.332)));
  });
  return [
    width,
    (wanted) => {
      setWidth(wanted);
      localStorage.setItem(key, String(wanted));
    },
  ];
}

/** Whether guidance stands open under the standard: some read it every time, some know it by heart. */
export function useGuidance(): readonly [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(() => localStorage.getItem('guidance') === 'open');
  return [
    open,
    (wanted) => {
      setOpen(wanted);
      localStorage.setItem('guidance', wanted ? 'open' : 'shut');
    },
  ];
}
