import type { FastifyInstance } from 'fastify';

/** Where staff write long texts: drafts, questionnaires, policies. Files have limits of their own. */
export const BODY_BYTES = 1024 * 1024;
/** Where anybody may send: four times the longest letter. */
export const PUBLIC_BODY_BYTES = 64 * 1024;

/** A request, body included, that has not arrived by then is ended; how long its answer takes is another matter. */
export const REQUEST_TIMEOUT_MS = 30_000;
/** How often Node looks for such requests. */
const CHECK_EVERY_MS = 2_000;

const ANYBODY = /^\/api\/v1\/(public|auth)\//;

/** Options of the HTTP server below Fastify. */
export const SERVER_OPTIONS = {
  headersTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: CHECK_EVERY_MS,
};

/** Gives the routes that need no account the smaller limit, whichever are registered from now on. */
export function limitPublicBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (ANYBODY.test(route.url)) route.bodyLimit = PUBLIC_BODY_BYTES;
  });
}
