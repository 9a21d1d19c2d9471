import { afterAll, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { endConnections } from '../../apps/gateway/platform/http/end-connections.js';

const sockets: Socket[] = [];
afterAll(() => sockets.forEach((socket) => socket.destroy()));

const SLOW = 'GET /slow HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
const ENDLESS = 'GET /endless HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

async function serve(graceMs?: number): Promise<FastifyInstance> {
  const fastify = Fastify({ forceCloseConnections: 'idle' });
  endConnections(fastify, graceMs);
  fastify.get('/slow', () => sleep(300, 'answered'));
  fastify.get('/endless', () => new Promise(() => undefined));
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  return fastify;
}

/** Opens a connection and sends the text. @returns waits for its end, and returns what has come over it */
async function send(fastify: FastifyInstance, text: string): Promise<() => Promise<string>> {
  const { port } = fastify.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  sockets.push(socket);
  let received = '';
  socket.on('error', () => undefined).on('data', (chunk: string) => (received += chunk));
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  await sleep(50); // until the server has it
  return () => closed.then(() => received);
}

const endOf = (fastify: FastifyInstance): Promise<unknown> =>
  Promise.race([fastify.close().then(() => 'ended'), sleep(5_000, 'still there', { ref: false })]);

it.each([
  ['opened ahead', ''],
  ['with half a request', 'GET /slow HTTP/1.1\r\nHo'],
])('a connection %s does not keep a gateway that ends', async (_name, text) => {
  const fastify = await serve();
  await send(fastify, text);

  expect(await endOf(fastify)).toBe('ended');
});

it('a request in flight is answered, and its connection ends then', async () => {
  const fastify = await serve();
  const received = await send(fastify, SLOW);

  expect(await endOf(fastify)).toBe('ended');
  expect(await received()).toContain('answered');
});

it('a request without an end is ended after the time of grace', async () => {
  const fastify = await serve(100);
  await send(fastify, ENDLESS);

  expect(await endOf(fastify)).toBe('ended');
});
