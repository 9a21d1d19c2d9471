import { afterEach, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Offices } from '../../infra/tools/replay-letters/offices.js';
import { StaffApi } from '../../infra/tools/staff-api/staff-api.js';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach(stop));

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}
function listen(port: number, answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );
}
/** Returns a port on which nothing listens. */
async function freePort(): Promise<number> {
  const port = await listen(0, () => undefined);
  stop(servers.pop()!);
  return port;
}
const json: RequestListener = (_, response) =>
  void response.setHeader('content-type', 'application/json').end('{"items":[],"accessToken":"t"}');
/** Closes the first connections without a response. */
const breakingOff = (times: number, seen: string[]): RequestListener => {
  let left = times;
  return (request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['idempotency-key'] ?? '-'}`);
    if ((left -= 1) >= 0) return void request.socket.destroy();
    return json(request, response);
  };
};
const api = (port: number, said: string[], patienceMs = 10_000) =>
  new StaffApi(`http://127.0.0.1:${port}`, () => 'p', {
    say: (sentence) => void said.push(sentence),
    patienceMs,
    firstWaitMs: 20,
  });

it('the staff API retries an unreachable gateway and reports it once', async () => {
  const [port, said] = [await freePort(), [] as string[]];
  const asking = api(port, said);
  const answers = Promise.all([1, 2, 3].map(() => asking.post('/public/x', {})));
  await sleep(300);
  await listen(port, json);

  expect(await answers).toHaveLength(3);
  expect(said).toEqual([
    'The gateway cannot be reached: trying again for 10 s.',
    'The gateway answers again.',
  ]);
});

it('the staff API fails when the gateway stays unreachable', async () => {
  const said: string[] = [];
  const asked = api(await freePort(), said, 200).post('/public/x', {});

  await expect(asked).rejects.toThrow('fetch failed');
  expect(said).toEqual(['The gateway cannot be reached: trying again for 0.2 s.']);
});

it('the staff API repeats only idempotent requests after a broken connection', async () => {
  const seen: string[] = [];
  const port = await listen(0, breakingOff(1, seen));

  await expect(api(port, []).post('/public/x', {})).rejects.toThrow('fetch failed');
  await api(await listen(0, breakingOff(1, seen)), []).post('/public/y', {}, { key: 'k' });
  await api(await listen(0, breakingOff(1, seen)), []).get('/z', 'clerk');

  expect(seen).toEqual([
    'POST /api/v1/public/x -',
    'POST /api/v1/public/y k',
    'POST /api/v1/public/y k',
    'POST /api/v1/auth/login -',
    'POST /api/v1/auth/login -',
    'GET /api/v1/z -',
  ]);
});

it('a replayed letter has an idempotency key', async () => {
  const seen: string[] = [];
  const offices = new Offices({
    challenge: () => Promise.resolve('c'),
    post: (path: string, _: object, { key }: { key?: string } = {}) => {
      seen.push(`${path} ${key}`);
      return Promise.resolve({});
    },
  } as unknown as StaffApi);

  await offices.submit({ kind: 'CONSULT', title: '标题', body: '正文', agency: '', reply: '' });

  expect(seen).toEqual([expect.stringMatching(/^\/public\/letters replay:[0-9a-f-]{36}$/)]);
});
