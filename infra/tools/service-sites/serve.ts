import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceSite } from './generate.js';

export interface ServedSite {
  readonly url: string;
  /** Number of requests by address. */
  readonly asked: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/** Serves a generated site on loopback. */
export async function serveSite(site: Pick<ServiceSite, 'answer'>): Promise<ServedSite> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const { method = 'GET', headers } = request;
    const answer = site.answer(path, { method, cookie: headers.cookie ?? '' });
    if (!answer) {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<html><head><title>404</title></head><body>您访问的页面不存在</body></html>');
      return;
    }
    if (answer.raw) {
      request.socket.end(answer.raw);
      return;
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body, () => {
      // A body shorter than its content-length: the connection breaks.
      if (Number(answer.headers['content-length'] ?? 0) > Buffer.byteLength(answer.body))
        request.socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
