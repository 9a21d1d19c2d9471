import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Browser } from '../../../domain/inspection/visit/browser.js';
import { Robots } from '../../../domain/inspection/http/robots.js';
import { AddressPolicy, LOOPBACK } from '../../../domain/inspection/http/address-policy.js';
import { HttpClient } from '../../../domain/inspection/http/client.js';
import { HostGate } from '../../../domain/inspection/http/host-gate.js';
import { PageInspector, type PageInspectorOptions } from '../../../domain/inspection/visit/inspect-page.js';
import { findChromium } from '../../../domain/inspection/visit/find-chromium.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  readonly url: string;
  readonly requests: string[];
  close(): Promise<void>;
}

/** A server on loopback. A path's answer is HTML, or a function. */
export async function serve(
  paths: Readonly<Record<string, string | Buffer | Handler>>,
  other?: Handler,
): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    const answer = paths[path];
    if (typeof answer === 'function') return answer(request, response);
    if (answer === undefined) {
      if (other) return other(request, response);
      response.writeHead(404, { 'content-type': 'text/html' });
      return void response.end('<html>404</html>');
    }
    response.writeHead(200, {
      'content-type': typeof answer === 'string' ? 'text/html; charset=utf-8' : 'application/octet-stream',
    });
    return void response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function testClient(politeness = { concurrency: 32, ratePerSecond: 0 }): {
  client: HttpClient;
  gate: HostGate;
  robots: Robots;
} {
  const gate = new HostGate(politeness);
  const client = new HttpClient({
    policy: new AddressPolicy(LOOPBACK),
    gate,
    userAgent: 'DubanInspector test',
  });
  return { client, gate, robots: new Robots(client, gate) };
}

export function testInspector(
  client: HttpClient,
  options: Partial<PageInspectorOptions> = {},
): PageInspector {
  return new PageInspector({ client, browser: null, retryAfterMs: 0, timeoutMs: 5_000, ...options });
}

/** Null, with a word on standard error, on a machine without a browser: what needs one is then skipped by name. */
export const chromium = findChromium(process.env['PATH'] ?? '');
if (!chromium) console.warn('No Chromium on the PATH: the tests that need a browser are skipped.');

export const testBrowser = (client: HttpClient): Browser =>
  new Browser({ executablePath: chromium!, client, userAgent: 'DubanInspector test' });

export const oleFile = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)]);
