import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface RawServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers a path with bytes as they are, and hangs up: for what no HTTP library writes. */
export async function serveRaw(
  paths: Readonly<Record<string, Buffer | (() => readonly Buffer[])>>,
): Promise<RawServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const path = head.split(' ')[1] ?? '/';
      head = '';
      const answer = paths[path] ?? Buffer.from('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
      for (const part of typeof answer === 'function' ? answer() : [answer]) socket.write(part);
      socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** An answer with `\r\n` lines. */
export const rawAnswer = (lines: readonly string[], body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
