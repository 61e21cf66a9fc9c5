import { createHash, timingSafeEqual } from 'node:crypto';

/** Where the first visit goes; it brings the token and takes the cookie away. */
export const firstVisitPath = '/open';
export const cookieName = 'award-panel';

/** What a request says of itself, as far as the gate looks. Header values as they came. */
export interface Visit {
  readonly method: string;
  /** Path and query as sent; anything that does not begin with a stroke is another kind of address. */
  readonly target: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  readonly site: string | undefined;
  readonly mode: string | undefined;
}

export interface Keys {
  /** `x7k….localhost:51234`: the one host that is answered. */
  readonly host: string;
  readonly cookie: string;
}

export type Verdict =
  | { readonly kind: 'serve'; readonly address: URL }
  /** Somebody who has a token; it may be wrong or used. */
  | { readonly kind: 'first-visit'; readonly token: string }
  | { readonly kind: 'refuse'; readonly sentence: string };

/**
 * Whom the browser shell answers: its own page, and one first visit. Other programs on this computer, other pages in
 * the same browser, and names that were turned to this address are all refused.
 */
export function judgeVisit(visit: Visit, keys: Keys): Verdict {
  if (visit.host !== keys.host)
    return refuse('Award Panel answers under its own address only. Open it from its own window.');
  const address = addressOf(visit.target, keys.host);
  if (address === undefined) return refuse('This is not an address of Award Panel.');
  if (visit.site === undefined)
    return refuse(
      'This browser does not say where its requests come from. Use a current Edge, Chrome or Firefox.',
    );
  if (address.pathname === firstVisitPath) {
    // The redirect file is another site to the browser, so this one visit may come from anywhere, as a whole page.
    if (visit.method === 'GET' && visit.mode === 'navigate')
      return { kind: 'first-visit', token: address.searchParams.get('token') ?? '' };
    return refuse('This address opens Award Panel in a window of its own, and does nothing else.');
  }
  if (visit.site !== 'same-origin')
    return refuse('Another page asked for this. Go back to the window of Award Panel, or start it again.');
  if (visit.origin !== undefined && visit.origin !== `http://${keys.host}`)
    return refuse('Another page asked for this. Go back to the window of Award Panel, or start it again.');
  const cookie = cookieNamed(visit.cookie, cookieName);
  if (cookie === undefined || !sameSecret(cookie, keys.cookie))
    return refuse('Award Panel does not know this window. Close it and start Award Panel again.');
  return { kind: 'serve', address };
}

/** The address that a request is for; undefined for one that could be read as another host's. */
export function addressOf(target: string, host: string): URL | undefined {
  const address = `http://${host}${target}`;
  return target.startsWith('/') && URL.canParse(address) ? new URL(address) : undefined;
}

/** Takes as long for a near miss as for a far one. */
export function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function cookieNamed(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

function refuse(sentence: string): Verdict {
  return { kind: 'refuse', sentence };
}
