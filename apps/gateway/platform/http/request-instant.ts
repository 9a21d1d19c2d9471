import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestClock } from '../../../../domain/time/business-clock.js';

/**
 * Reads the clock once for each request: `businessNow()` returns that instant until the response is sent.
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
  // The body arrives in events of the connection, which lose the request's async context.
  fastify.addHook('preValidation', (request, _reply, done) => clocks.get(request)!.run(done));
  fastify.addHook('onResponse', (request, _reply, done) => {
    clocks.get(request)?.end();
    done();
  });
}
