import type { FastifyInstance } from 'fastify';

/**
 * Answers of the API are kept by no cache: they hold personal data, or tokens. Routes whose answers anybody may keep say so
 * themselves.
 */
export function forbidCaching(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
  });
}
