import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '../identity/actor.js';

/**
 * Logs one line for each request: route, account, status, duration. The route is its pattern, and headers and bodies are
 * left out, so that logs hold no personal data and no secrets.
 */
export function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onResponse', async (request: AuthenticatedRequest, reply) => {
    log.info({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      account: request.actor?.id ?? request.client?.id ?? null,
    });
  });
}

/** Adapts our logger for Nest. Nest's `log` is about its start-up, of interest to developers only: `debug`. */
export function nestLogger(log: Logger): LoggerService {
  const write =
    (level: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...more: unknown[]): void => {
      const context = more.at(-1);
      const text = more.slice(0, -1).find((part) => typeof part === 'string');
      if (typeof message === 'object') log[level]({ context, ...message }, text);
      else log[level]({ context, ...(text !== undefined && { stack: text }) }, String(message));
    };
  return { log: write('debug'), warn: write('warn'), error: write('error'), fatal: write('fatal') };
}
