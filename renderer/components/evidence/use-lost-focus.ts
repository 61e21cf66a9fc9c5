import { type RefObject, useEffect } from 'react';

/** A pane that takes another's place takes the focus that was lost with it, so that reading by keyboard goes on. */
export function useLostFocus(pane: RefObject<HTMLElement | null>, takes: boolean): void {
  useEffect(() => {
    if (takes && document.activeElement === document.body) pane.current?.focus();
  }, [pane, takes]);
}
