import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { RateCounts } from './rate-counts.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Maximum requests of one address in a minute. */
    perMinute?: number;
  }
}

/** Limits the requests of one address; further ones are refused with RATE_LIMITED. */
export const RateLimit = (perMinute: number) =>
  applyDecorators(RouteConfig({ perMinute }), ProblemCodes('RATE_LIMITED'));

/**
 * Counts requests by route and sender in the memory of this gateway, before their bodies are read. Requests from this
 * machine, unless through a proxy, are not counted: its operator imports letters and runs benchmarks. Register it after
 * `setSenders`.
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
