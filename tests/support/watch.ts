import type { Page } from 'playwright';
import { expect } from 'vitest';

/** What a page did that it should not: one sentence each, in the order in which it happened. */
export type Watch = {
  readonly seen: readonly string[];
  /** Fails with all that was seen. `except` names, by pattern, what a test provoked itself. */
  readonly expectQuiet: (except?: readonly RegExp[]) => void;
};

/**
 * Collects a page's console errors and warnings, uncaught errors, violations of its content security policy, and
 * requests or sockets to any other origin than its own. Call it before the first `goto`.
 * @param origin the page's own, like `http://127.0.0.1:4000`
 */
export async function watchPage(page: Page, origin: string): Promise<Watch> {
  const seen: string[] = [];
  const own = new URL(origin).host;
  const checkAddress = (what: string, address: string) => {
    const { protocol, host } = new URL(address);
    if (/^(https?|wss?|ftp):$/.test(protocol) && host !== own) seen.push(`${what} to ${address}`);
  };
  page.on('console', (message) => {
    const type = message.type();
    if (type === 'error' || type === 'warning') seen.push(`console ${type}: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`uncaught error: ${error.stack ?? error.message}`));
  page.on('crash', () => seen.push('the page crashed'));
  page.context().on('request', (request) => checkAddress('request', request.url()));
  page.on('websocket', (socket) => checkAddress('socket', socket.url()));
  await page.exposeBinding('awardPanelViolation', (_source, what: string) => {
    seen.push(`policy violation: ${what}`);
  });
  await page.addInitScript(`
    addEventListener('securitypolicyviolation', (event) => {
      awardPanelViolation(event.effectiveDirective + ' refused ' + event.blockedURI + ' in ' + event.sourceFile + ':' + event.lineNumber);
    });
  `);
  const expectQuiet = (except: readonly RegExp[] = []) =>
    expect(seen.filter((line) => !except.some((pattern) => pattern.test(line)))).toEqual([]);
  return { seen, expectQuiet };
}
