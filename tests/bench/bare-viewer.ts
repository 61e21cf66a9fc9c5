import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';

const pdfjs = resolve(import.meta.dirname, '../../node_modules/pdfjs-dist');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

export interface BareViewer {
  /** Shows the first page of the file by that name, and says on its body after how many milliseconds. */
  addressOf(name: string): string;
  close(): Promise<void>;
}

/** A page with pdf.js and nothing else, on loopback, for the given PDFs. */
export async function serveBareViewer(files: ReadonlyMap<string, Buffer>): Promise<BareViewer> {
  const bytesAt = async (path: string): Promise<Buffer | undefined> => {
    if (path.startsWith('/files/')) return files.get(decodeURIComponent(path.slice('/files/'.length)));
    const file = path.startsWith('/pdfjs/')
      ? join(pdfjs, path.slice('/pdfjs/'.length))
      : join(import.meta.dirname, 'bare', path === '/' ? 'index.html' : path.slice(1));
    return existsSync(file) ? readFile(file) : undefined;
  };
  const server = createServer((message, response) => {
    const { pathname } = new URL(message.url ?? '/', 'http://localhost');
    const type = TYPES[extname(pathname === '/' ? 'index.html' : pathname)] ?? 'application/octet-stream';
    bytesAt(pathname).then(
      (bytes) =>
        bytes === undefined
          ? response.writeHead(404).end()
          : response.writeHead(200, { 'content-type': type }).end(bytes),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bare page has no port.');
  return {
    addressOf: (name) => `http://127.0.0.1:${address.port}/?${encodeURIComponent(name)}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
