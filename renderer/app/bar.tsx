import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './layout.module.css';

/** Where the bar takes what a room says of itself; undefined until the bar is drawn. */
interface Slots {
  readonly crumb: HTMLElement | null;
  readonly status: HTMLElement | null;
}

const SlotsContext = createContext<Slots>({ crumb: null, status: null });
export const SlotsProvider = SlotsContext.Provider;

export function useSlots(): Slots & {
  readonly setCrumb: (element: HTMLElement | null) => void;
  readonly setStatus: (element: HTMLElement | null) => void;
} {
  const [crumb, setCrumb] = useState<HTMLElement | null>(null);
  const [status, setStatus] = useState<HTMLElement | null>(null);
  return { crumb, status, setCrumb, setStatus };
}

interface BarProps {
  /** The steps after the round, the last one being where the person is: ["Panel B", "Riverbend Community Trust"]. */
  readonly crumbs?: readonly string[];
  /** "14 of 26 scored". */
  readonly status?: ReactNode;
  /** "Saved 10:42", or what stands in the way of saving. Said to screen readers when it changes. */
  readonly saved?: ReactNode;
}

/** What a room puts into the bar while it is drawn; the last crumb is also the window's title. */
export function Bar({ crumbs = [], status, saved }: BarProps) {
  const slots = useContext(SlotsContext);
  const here = crumbs.at(-1);

  useEffect(() => {
    document.title = here === undefined ? 'Award Panel' : `${here} · Award Panel`;
  }, [here]);

  return (
    <>
      {slots.crumb !== null &&
        createPortal(
          crumbs.map((crumb, index) => (
            <span key={crumb}>
              <span aria-hidden="true"> › </span>
              {index === crumbs.length - 1 ? <strong>{crumb}</strong> : crumb}
            </span>
          )),
          slots.crumb,
        )}
      {slots.status !== null &&
        createPortal(
          <>
            {status !== undefined && <span>{status}</span>}
            {saved !== undefined && <output className={styles.saved}>{saved}</output>}
          </>,
          slots.status,
        )}
    </>
  );
}
