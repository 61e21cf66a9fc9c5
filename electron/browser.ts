import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDeskThread } from './core/desk-client.ts';
import type { DeskPort } from './core/desk-types.ts';
import { findResources } from './core/entry-point.ts';
import { httpBridge } from './shell/bridge-http.ts';
import { contentHandler, say } from './shell/content.ts';
import { defaultDataFolder } from './shell/data-folder.ts';
import { arrivalPage, type Redirect, tokensFor, writeRedirect } from './shell/first-visit.ts';
import { cookieName, judgeVisit, type Visit } from './shell/gate.ts';
import { securityHeaders } from './shell/headers.ts';
import { sendResponse, toRequest } from './shell/http.ts';
import { browserArguments, findInstalledBrowser, openBrowser } from './shell/installed-browser.ts';
import { lifetime } from './shell/lifetime.ts';

export interface BrowserShellOptions {
  /** Where the desk lies; this computer's own desk where none is named. */
  readonly dataFolder?: string;
  /** The folder of the window's build. */
  readonly rendererFolder: string;
  /** Opens an installed browser, or prints the address where there is none; false does neither. */
  readonly openWindow: boolean;
  /** Tests hand in a desk of their own. */
  readonly desk?: DeskPort;
  /** Milliseconds without a window after which the program ends. */
  readonly patience?: { readonly usual: number; readonly afterExit: number };
}

export interface BrowserShell {
  /** Opens the program, once: it bears a token. */
  readonly address: string;
  /** `http://<random>.localhost:<port>`, of every page and request. */
  readonly origin: string;
  /** Another address that opens the program once, for another window or profile. */
  mintAddress(): string;
  /** Settles when the program has ended: its window gone for a while, Ctrl-C, or `close`. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Serves the whole program on loopback to one browser window. Ends on Ctrl-C. Throws `Refused` where the desk does not open. */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { env, platform } = process;
  const dataFolder = options.dataFolder ?? defaultDataFolder({ env, platform, home: homedir() });
  const desk = options.desk ?? (await openDeskThread({ dataFolder, resources: findResources() }));
  const version = await readVersion();

  const over = Promise.withResolvers<void>();
  const life = lifetime(() => void close().catch(over.reject), options.patience);
  const bridge = httpBridge(desk, version, (count) => life.windows(count));
  const content = contentHandler({ desk, renderer: options.rendererFolder });
  const server = createServer({ requestTimeout: 0 });
  const port = await listen(server);
  const keys = {
    host: `${randomBytes(10).toString('hex')}.localhost:${port}`,
    cookie: randomBytes(32).toString('base64url'),
  };
  const origin = `http://${keys.host}`;
  const tokens = tokensFor(origin);
  const address = tokens.mint();
  let redirect: Redirect | undefined;
  let browser: { stop(): void } | undefined;
  let closing: Promise<void> | undefined;

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const verdict = judgeVisit(visitOf(message), keys);
    switch (verdict.kind) {
      case 'refuse':
        return sendResponse(say(403, verdict.sentence), response);
      case 'first-visit': {
        const welcome = tokens.spend(verdict.token);
        if (welcome) await redirect?.remove();
        return sendResponse(welcome ? arrival(keys.cookie) : used(), response);
      }
      case 'serve': {
        const { address: asked } = verdict;
        if (asked.pathname.startsWith('/bridge/')) return bridge.handle(asked.pathname, message, response);
        return sendResponse(await content(toRequest(message, asked)), response);
      }
    }
  };
  const fail = async (error: unknown, response: ServerResponse): Promise<void> => {
    console.error(error);
    if (response.headersSent) response.destroy();
    else await sendResponse(say(500, 'This was not done. Close Award Panel and start it again.'), response);
  };
  server.on('request', (message: IncomingMessage, response: ServerResponse) => {
    answer(message, response)
      .catch((error: unknown) => fail(error, response))
      .catch(console.error);
  });

  const interrupted = () => void close().catch(over.reject);
  const close = () => {
    closing ??= (async () => {
      life.stop();
      bridge.close();
      server.close();
      server.closeAllConnections();
      browser?.stop();
      await redirect?.remove();
      await desk.close();
      for (const signal of signals) process.off(signal, interrupted);
      over.resolve();
    })();
    return closing;
  };
  // Heard until the desk is closed: Ctrl-C comes twice, from the terminal and from the program that started this one.
  for (const signal of signals) process.on(signal, interrupted);

  if (options.openWindow) {
    const program = await findInstalledBrowser({ env, platform });
    if (program === undefined) tellAddress('No Edge, Chrome or Chromium was found to open.', address);
    else {
      const profile = join(dataFolder, 'browser');
      redirect = await writeRedirect(profile, address);
      const isRoot = process.getuid?.() === 0;
      browser = openBrowser(
        program,
        browserArguments(redirect.path, profile, { platform, isRoot }),
        (failure) => {
          const came = life.browserExited();
          if (came || closing !== undefined) return;
          tellAddress(`${program} did not open (${failure?.message ?? 'it ended at once'}).`, tokens.mint());
        },
      );
      console.log('Award Panel is open. Close its window, or press Ctrl-C here, to end it.');
    }
  }
  return { address, origin, mintAddress: () => tokens.mint(), ended: over.promise, close };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function tellAddress(why: string, address: string): void {
  console.log(`${why} Open this address in a browser on this computer; it opens once:\n${address}`);
}

function visitOf({ method = '', url = '', headers }: IncomingMessage): Visit {
  const single = (header: string | string[] | undefined) => (typeof header === 'string' ? header : undefined);
  return {
    method,
    target: url,
    host: headers.host,
    origin: headers.origin,
    cookie: headers.cookie,
    site: single(headers['sec-fetch-site']),
    mode: single(headers['sec-fetch-mode']),
  };
}

function arrival(cookie: string): Response {
  const headers = {
    ...securityHeaders({ kind: 'file' }),
    // Not sandboxed, unlike other files: a sandboxed page may not lead on to another.
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'set-cookie': `${cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`,
  };
  return new Response(arrivalPage, { headers });
}

function used(): Response {
  return say(
    403,
    'This address has opened Award Panel once and does not open it again. Start Award Panel again for a new one.',
  );
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The program has no port to listen on.');
  return address.port;
}

async function readVersion(): Promise<string> {
  const text = await readFile(join(dirname(import.meta.dirname), 'package.json'), 'utf8');
  const data: unknown = JSON.parse(text);
  return typeof data === 'object' && data !== null && 'version' in data ? String(data.version) : '';
}
