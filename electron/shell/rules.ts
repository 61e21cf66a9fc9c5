import type { BrowserWindowConstructorOptions } from 'electron';

/** The window's own origin in the window shell. Evidence is on it too: Electron blocks one custom scheme from another. */
export const scheme = 'app';
export const ownOrigin = `${scheme}://award-panel`;

/** What a content security policy, fetch, range requests and code caching need of a scheme, and nothing else. */
export const schemePrivileges = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  stream: true,
  codeCache: true,
} as const;

/** Hosts that a link of ours may lead to, in the person's own browser: organisation codes, and the regulator. */
const linkedHosts: ReadonlySet<string> = new Set(['digital.nhs.uk', 'www.hcpc-uk.org']);

export interface WindowFacts {
  /** The built preload script. */
  readonly preload: string;
  readonly version: string;
  readonly packaged: boolean;
}

/** A window that runs nothing but our page, walled off from Node and from the system. */
export function windowOptions({ preload, version, packaged }: WindowFacts) {
  return {
    width: 1366,
    height: 768,
    minWidth: 320,
    minHeight: 400,
    title: 'Award Panel',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      additionalArguments: [`--award-panel-version=${version}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      webgl: false,
      spellcheck: false,
      devTools: !packaged,
    },
  } as const satisfies BrowserWindowConstructorOptions;
}

/** Whether an address is one of our own pages; written so that no look-alike passes. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return `${protocol}//${host}` === ownOrigin && username === '' && password === '';
}

/** A page, or a frame in it, may go to our own addresses, and a frame also to a page that was handed to it as text. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  return isOwnAddress(address) || (!isMainFrame && address === 'about:srcdoc');
}

/** Nothing opens a window of ours; a link to a known place, or a letter to someone, opens outside. */
export type Opening = { readonly open: 'nothing' } | { readonly open: 'outside'; readonly address: string };

export function judgeOpening(address: string): Opening {
  if (!URL.canParse(address)) return { open: 'nothing' };
  const { protocol, hostname, port, username, password, href, search } = new URL(address);
  if (protocol === 'https:' && linkedHosts.has(hostname) && port === '' && username === '' && password === '')
    return { open: 'outside', address: href };
  // Only whom it is to and what it is about: some mail programs attach files that a link names.
  const fields = [...new URLSearchParams(search).keys()].every((key) =>
    ['subject', 'body'].includes(key.toLowerCase()),
  );
  if (protocol === 'mailto:' && fields) return { open: 'outside', address: href };
  return { open: 'nothing' };
}

/** Copying text, and filling the screen with evidence, for our own page. Nothing else is ever granted. */
export function mayUse(permission: string, address: string | undefined, isMainFrame: boolean): boolean {
  const known = permission === 'clipboard-sanitized-write' || permission === 'fullscreen';
  return known && isMainFrame && address !== undefined && isOwnAddress(address);
}

/** Evidence and exports may be kept as files; nothing else is a download. */
export function mayDownload(address: string): boolean {
  return isOwnAddress(address) && /^\/(?:evidence|export)\/[^/]+$/.test(new URL(address).pathname);
}

/** The frame that a message came from; null once it has gone somewhere else. */
export type Sender = { readonly url: string; readonly parent: unknown } | null;

/** Calls are heard from our own page in the main frame, never from a frame inside it. */
export function maySend(sender: Sender): boolean {
  return sender !== null && sender.parent === null && isOwnAddress(sender.url);
}

/** What starting the program a second time does: the desk is open once, and its window comes forward. */
export function judgeStart(isFirst: boolean, windows: number): 'open' | 'leave' | 'come-forward' {
  if (!isFirst) return 'leave';
  return windows === 0 ? 'open' : 'come-forward';
}
