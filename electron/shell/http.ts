import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request without a body, as the content handler wants it. */
export function toRequest(message: IncomingMessage, address: URL): Request {
  const headers = new Headers();
  for (const name of ['accept', 'if-none-match', 'if-range', 'range']) {
    const value = message.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return new Request(address, { method: message.method ?? 'GET', headers });
}

/** Writes a response out as fast as the other side takes it; stops reading where that side has gone. */
export async function sendResponse(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers));
  const body = response.body?.getReader();
  if (body === undefined) {
    to.end();
    return;
  }
  const gone = new AbortController();
  to.once('close', () => gone.abort());
  try {
    for (let next = await body.read(); !next.done && !gone.signal.aborted; next = await body.read())
      if (!to.write(next.value)) await once(to, 'drain', { signal: gone.signal });
    to.end();
  } catch (error) {
    // The length was promised: breaking off is how the other side learns that this is not all.
    to.destroy();
    if (!gone.signal.aborted) throw error;
  } finally {
    await body.cancel();
  }
}

/**
 * What comes in, piece by piece. Whoever stops early can still answer: the connection stays, and what is left of the
 * body is thrown away.
 */
export async function* bodyOf(message: IncomingMessage): AsyncGenerator<Buffer, void> {
  for await (const chunk of message.iterator({ destroyOnReturn: false })) yield Buffer.from(chunk);
}

/**
 * The whole body as text.
 * @param most bytes
 * @returns undefined where it is longer than that
 */
export async function readBody(message: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const bytes of bodyOf(message)) {
    size += bytes.length;
    if (size > most) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
