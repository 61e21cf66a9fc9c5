import type { ReactNode, Ref } from 'react';

interface ScrollPaneProps {
  readonly ref: Ref<HTMLElement>;
  readonly label: string;
  readonly className: string | undefined;
  readonly onScroll?: () => void;
  readonly children: ReactNode;
}

/** What scrolls by itself can be reached and scrolled by keyboard (WCAG 2.1.1), and has a name. */
export function ScrollPane({ ref, label, className, onScroll, children }: ScrollPaneProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      className={className}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is there to be scrolled
      tabIndex={0}
      onScroll={onScroll}
    >
      {children}
    </section>
  );
}
