import { request as ask, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly text: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Readable;
}

/**
 * Asks a server on this computer, sending exactly these headers: what a browser adds by itself is a test's to say.
 * @param path as sent, never tidied up
 */
export function askServer(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asking,
): Promise<Reply> {
  return new Promise((done, failed) => {
    const sent = Object.fromEntries(
      Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
    const outgoing = ask(
      { host: '127.0.0.1', port, path, method, headers: sent, agent: false },
      (message) => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('error', failed);
        message.on('end', () => {
          const whole = Buffer.concat(chunks);
          done({
            status: message.statusCode ?? 0,
            headers: message.headers,
            body: whole,
            text: whole.toString(),
          });
        });
      },
    );
    outgoing.on('error', failed);
    if (body === undefined || typeof body === 'string') outgoing.end(body);
    else body.pipe(outgoing);
  });
}
