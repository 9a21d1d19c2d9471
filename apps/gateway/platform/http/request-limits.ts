import type { FastifyInstance } from 'fastify';

/** Body limit of staff, who send drafts, questionnaires and policies. Files have limits of their own. */
export const BODY_BYTES = 1024 * 1024;
/** Body limit of routes without an account: four times the longest letter. */
const PUBLIC_BODY_BYTES = 64 * 1024;

/** Time for a request to arrive with its body; the time until the response is not limited. */
export const REQUEST_TIMEOUT_MS = 30_000;
/** How often Node checks for overdue requests. */
const CHECK_EVERY_MS = 2_000;

const WITHOUT_ACCOUNT = /^\/api\/v1\/(public|auth)\//;

/** Options of the HTTP server below Fastify. */
export const SERVER_OPTIONS = {
  headersTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: CHECK_EVERY_MS,
};

/** Sets the smaller body limit on all routes without an account that are registered later. */
export function limitPublicBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (WITHOUT_ACCOUNT.test(route.url)) route.bodyLimit = PUBLIC_BODY_BYTES;
  });
}
