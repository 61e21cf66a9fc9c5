import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { DeskPort } from '../core/desk-types.ts';
import { attachment } from './disposition.ts';
import { type Kind, securityHeaders } from './headers.ts';
import { readRange } from './range.ts';
import { renderedPage } from './rendered.ts';
import { streamFile } from './stream.ts';

export interface ContentOptions {
  readonly desk: Pick<DeskPort, 'evidence' | 'exportFile'>;
  /** The folder that the window's build lies in. */
  readonly renderer: string;
}

/** What the window's build may hold. An ending that is not here is not served. */
const rendererTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
};

/** Evidence that a room shows as what it is. HTML and SVG can run or load things and are never on this list. */
const shownTypes: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
]);

const opaque = 'application/octet-stream';

/** Names that the build made from a file's content, "assets/index-BRJ1qz0x.js": they never change their meaning. */
const hashedName = /^assets\/.*-[\w-]{8}\.\w+$/;

/**
 * Everything that the window loads, from one origin: its own files, evidence with ranges, exports. Mounted alike in
 * both shells. Never throws; what is not there is 404, also what this desk must not know of.
 */
export function contentHandler({ desk, renderer }: ContentOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return say(405, 'Nothing can be sent to this address.', { allow: 'GET, HEAD' });
    const path = readPath(request.url);
    if (path === undefined) return say(404, 'There is nothing at this address.');
    const [folder, name, ...rest] = path.split('/');
    try {
      if (folder === 'evidence' || folder === 'export' || folder === 'rendered') {
        if (name === undefined || rest.length > 0) return notFound();
        if (folder === 'rendered') return await serveRendered(desk, name, request);
        return folder === 'evidence'
          ? await serveEvidence(desk, name, request)
          : await serveExport(desk, name, request);
      }
      return await serveRenderer(renderer, path, request);
    } catch (error) {
      console.error(error);
      return say(500, 'This could not be read. Close the program and open it again.');
    }
  };
}

/** The path without its first stroke, decoded once; undefined for one that could lead out of a folder. */
function readPath(address: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname.slice(1));
  } catch {
    // `%` without two digits behind it: no file has such an address.
    return undefined;
  }
  const safe =
    path === '' || path.split('/').every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && part[0] !== '.');
  return safe ? path : undefined;
}

async function serveRenderer(folder: string, path: string, request: Request): Promise<Response> {
  const type = rendererTypes[extname(path).toLowerCase()];
  if (type === undefined) return servePage(folder, path, request);
  const file = await openFile(join(folder, path));
  if (file === undefined) return notFound();
  const { size } = await file.stat();
  const headers = {
    ...securityHeaders({ kind: type.startsWith('text/javascript') ? 'script' : 'file' }),
    'content-type': type,
    'content-length': String(size),
    'cache-control': hashedName.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  return sendFile(file, request, 200, headers, 0, size - 1);
}

/** The page itself at the root and in every room; a room's address is asked for as a document, never by a script. */
async function servePage(folder: string, path: string, request: Request): Promise<Response> {
  const asDocument = request.headers.get('accept')?.includes('text/html') === true;
  if (path !== '' && path !== 'index.html' && !asDocument) return notFound();
  const nonce = randomBytes(16).toString('base64');
  const page = stampNonce(await readFile(join(folder, 'index.html'), 'utf8'), nonce);
  const headers = {
    ...securityHeaders({ kind: 'page', nonce }),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  };
  return new Response(request.method === 'HEAD' ? null : page, { headers });
}

/** Where react-aria looks for the nonce of its style: `<meta property="csp-nonce">` (react-aria, getNonce). */
export function stampNonce(page: string, nonce: string): string {
  return page.replace(
    /<head(?=[\s>])[^>]*>/i,
    (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`,
  );
}

async function serveEvidence(
  desk: ContentOptions['desk'],
  sha256: string,
  request: Request,
): Promise<Response> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return notFound();
  const evidence = await desk.evidence(sha256);
  if (evidence === undefined) return notFound();
  const etag = `"${sha256}"`;
  const shown = shownTypes.has(evidence.type);
  const headers = {
    ...securityHeaders({ kind: 'evidence' }),
    'content-type': shown ? withCharset(evidence.type) : opaque,
    ...(shown ? {} : { 'content-disposition': 'attachment' }),
    'accept-ranges': 'bytes',
    // A browser's cache would keep evidence that was removed by an act.
    'cache-control': 'no-store',
    etag,
  };
  if (matches(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  const file = await openFile(evidence.path);
  if (file === undefined) return notFound();
  const { size } = await file.stat();
  const condition = request.headers.get('if-range');
  const asked = condition === null || condition === etag ? request.headers.get('range') : null;
  const range = readRange(asked, size);
  switch (range.kind) {
    case 'whole':
      return sendFile(file, request, 200, { ...headers, 'content-length': String(size) }, 0, size - 1);
    case 'part': {
      const { start, end } = range;
      const part = {
        'content-range': `bytes ${start}-${end}/${size}`,
        'content-length': String(end - start + 1),
      };
      return sendFile(file, request, 206, { ...headers, ...part }, start, end);
    }
    case 'outside':
      await file.close();
      return say(416, 'The file is shorter than that.', { 'content-range': `bytes */${size}` });
  }
}

/** The frame for a file that this desk holds. Nothing of the file is in it: the window fills it. */
async function serveRendered(
  desk: ContentOptions['desk'],
  sha256: string,
  request: Request,
): Promise<Response> {
  if (!/^[0-9a-f]{64}$/.test(sha256) || (await desk.evidence(sha256)) === undefined) return notFound();
  const nonce = randomBytes(16).toString('base64');
  const headers = {
    ...securityHeaders({ kind: 'rendered', nonce }),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  };
  return new Response(request.method === 'HEAD' ? null : renderedPage(nonce), { headers });
}

async function serveExport(desk: ContentOptions['desk'], id: string, request: Request): Promise<Response> {
  const found = await desk.exportFile(id);
  if (found === undefined) return notFound();
  const file = await openFile(found.path);
  if (file === undefined) return notFound();
  const { size } = await file.stat();
  const headers = {
    ...securityHeaders({ kind: 'evidence' }),
    'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(found.type) ? withCharset(found.type) : opaque,
    'content-disposition': attachment(found.name),
    'content-length': String(size),
    'cache-control': 'no-store',
  };
  return sendFile(file, request, 200, headers, 0, size - 1);
}

async function sendFile(
  file: FileHandle,
  request: Request,
  status: number,
  headers: Readonly<Record<string, string>>,
  start: number,
  end: number,
): Promise<Response> {
  if (request.method === 'GET') return new Response(streamFile(file, start, end), { status, headers });
  await file.close();
  return new Response(null, { status, headers });
}

/** Undefined where no such file lies. */
async function openFile(path: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    return undefined;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))
    )
      return undefined;
    throw error;
  }
}

function matches(header: string | null, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}

function withCharset(type: string): string {
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

function notFound(): Response {
  return say(404, 'There is nothing at this address.');
}

/** A sentence as plain text. */
export function say(status: number, sentence: string, more: Readonly<Record<string, string>> = {}): Response {
  const what: Kind = { kind: 'file' };
  const headers = {
    ...securityHeaders(what),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...more,
  };
  return new Response(`${sentence}\n`, { status, headers });
}
