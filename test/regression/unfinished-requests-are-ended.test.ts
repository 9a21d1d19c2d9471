import { afterAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { startTestGateway } from '../support/gateway.js';

const { app } = await startTestGateway();
await app.listen(0, '127.0.0.1');
const { port } = app.getHttpServer().address() as AddressInfo;
const sockets: ReturnType<typeof connect>[] = [];
afterAll(() => sockets.forEach((socket) => socket.destroy()));

const HEAD = [
  'POST /api/v1/public/letters/lookup HTTP/1.1',
  'Host: 127.0.0.1',
  'Content-Type: application/json',
  'Content-Length: 100',
].join('\r\n');

/** Milliseconds until the gateway ends the connection. */
async function endOf(sent: string): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).resume();
  socket.write(sent);
  const started = performance.now();
  await once(socket, 'close');
  return performance.now() - started;
}

it('incomplete requests are ended within 35 s', async () => {
  const ends = await Promise.all([HEAD, `${HEAD}\r\n\r\n{"letterNo":`].map(endOf));

  expect(Math.max(...ends)).toBeLessThan(35_000);
});
