import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

/** Time for requests in flight when the gateway ends. Shorter than what stops it waits before it kills (data-folder.ts). */
const GRACE_MS = 10_000;

/**
 * Ends the connections of a gateway that ends: those without a request at once, the others with their response, all after
 * `graceMs`. Node and Fastify end only connections that have answered something before; a socket that a browser opened ahead,
 * or a response that ends later, would keep the gateway for its keep-alive time or for good.
 */
export function endConnections(fastify: FastifyInstance, graceMs = GRACE_MS): void {
  const { server } = fastify;
  /** Connection -> number of its requests in flight. */
  const open = new Map<Socket, number>();
  let ending = false;

  server.on('connection', (socket: Socket) => {
    if (ending) return void socket.destroy();
    open.set(socket, 0);
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    open.set(socket, (open.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (open.get(socket) ?? 1) - 1;
      if (ending && left === 0) socket.destroySoon();
      else if (open.has(socket)) open.set(socket, left);
    });
  });
  fastify.addHook('preClose', (done) => {
    ending = true;
    for (const [socket, requests] of open) if (requests === 0) socket.destroy();
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
    done();
  });
}
