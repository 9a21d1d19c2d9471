import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { RateCounts } from './rate-counts.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests a minute that one address may make. */
    perMinute?: number;
  }
}

/** So many requests a minute from one address; more are refused with RATE_LIMITED. */
export const RateLimit = (perMinute: number) =>
  applyDecorators(RouteConfig({ perMinute }), ProblemCodes('RATE_LIMITED'));

/**
 * Counts requests by route and the address they come from, in the memory of this gateway, before their bodies are read.
 * What comes directly from this machine, through no proxy, is not counted: its operator loads letters from files and
 * measures. To be registered after `noteSenders`.
 */
export function limitRates(fastify: FastifyInstance): void {
  const counts = new RateCounts();
  fastify.addHook('onRequest', async ({ routeOptions, senderAddress }) => {
    const { perMinute } = routeOptions.config ?? {};
    if (perMinute === undefined || senderAddress === null) return;
    const { count, endsInMs } = counts.add(`${routeOptions.url} ${senderAddress}`, performance.now());
    if (count <= perMinute) return;
    const retryAfter = Math.ceil(endsInMs / 1000);
    throw new DubanError('RATE_LIMITED', detail('platform.requestsPerMinute', { max: perMinute }), {
      retryAfter,
    });
  });
}
