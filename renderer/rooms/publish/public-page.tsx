import { useState } from 'react';
import styles from './publish.module.css';

/**
 * The published page itself, in a frame where nothing of it can run. Its one style takes this window's nonce: a page
 * given by `srcdoc` goes by the policy of the window that it stands in.
 */
export function PublicPage({ page }: { readonly page: string }) {
  const [height, setHeight] = useState(320);
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  return (
    <iframe
      title="The list as the public will read it"
      className={styles.paper}
      sandbox="allow-same-origin"
      srcDoc={page.replace('<style>', () => `<style nonce="${nonce}">`)}
      style={{ height }}
      onLoad={({ currentTarget }) => {
        const inside = currentTarget.contentDocument?.documentElement;
        if (inside !== undefined && inside !== null) setHeight(inside.scrollHeight + 2);
      }}
    />
  );
}
