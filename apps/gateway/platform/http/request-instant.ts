import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestClock } from '../../../../domain/time/business-clock.js';

/**
 * Reads the clock once a request: `businessNow()` is that instant for everything that answers it.
 *
 * @param now epoch ms
 */
export function keepOneInstant(fastify: FastifyInstance, now: () => number): void {
  const clocks = new WeakMap<FastifyRequest, RequestClock>();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const clock = new RequestClock(now());
    clocks.set(request, clock);
    clock.run(done);
  });
  // A body is read by events of the connection, which know nothing of the request.
  fastify.addHook('preValidation', (request, _reply, done) => clocks.get(request)!.run(done));
  fastify.addHook('onResponse', (request, _reply, done) => {
    clocks.get(request)?.end();
    done();
  });
}
