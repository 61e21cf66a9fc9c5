import { createElement, type ReactNode, useMemo } from 'react';
import styles from './publish.module.css';

/**
 * The list as the public will read it, on white whatever this window's own colours are: the published fragment itself,
 * drawn element by element, so that nothing of it can run and this window's policy need not be loosened for its style.
 */
export function PublicPage({ fragment }: { readonly fragment: string }) {
  const content = useMemo(
    () => drawn(new DOMParser().parseFromString(fragment, 'text/html').body),
    [fragment],
  );
  return (
    <section className={styles.paper} aria-label="The list as the public will read it">
      {content}
    </section>
  );
}

/** All that the list is made of, its links left out. Anything else is read as the words that are in it. */
const known: ReadonlySet<string> = new Set([
  'h2',
  'p',
  'strong',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'time',
]);

function drawn(parent: Node): readonly ReactNode[] {
  return [...parent.childNodes].map((node, index) => {
    if (!(node instanceof Element)) {
      // Between rows and cells stand only line ends, and a table takes no text there.
      return node.textContent?.trim() === '' ? null : node.textContent;
    }
    const scope = node.getAttribute('scope');
    return known.has(node.localName)
      ? createElement(node.localName, { key: index, ...(scope === null ? {} : { scope }) }, ...drawn(node))
      : drawn(node);
  });
}
