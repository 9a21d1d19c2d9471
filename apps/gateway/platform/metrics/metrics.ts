import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One registry for the program. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const durations = new Histogram({
  name: 'duban_http_request_duration_seconds',
  help: 'Duration of HTTP requests by route',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});

const commands = new Counter({
  name: 'duban_commands_total',
  help: 'Commands to processes, by kind and result (done, or the error code)',
  labelNames: ['kind', 'result'],
  registers: [metrics],
});

const streams = new Gauge({
  name: 'duban_streams_open',
  help: 'Open streams of server-sent events, by kind',
  labelNames: ['stream'],
  registers: [metrics],
});

const streamFailures = new Counter({
  name: 'duban_stream_read_failures_total',
  help: 'Failed polls for new events of a stream, by kind',
  labelNames: ['stream'],
  registers: [metrics],
});

/** @param by 1 when one is opened, -1 when it is closed */
export const countOpenStream = (stream: string, by: 1 | -1): void => streams.inc({ stream }, by);
export const countStreamFailure = (stream: string): void => streamFailures.inc({ stream });

export const countCommand = (kind: string, result: string): void => commands.inc({ kind, result });

/** Measures the duration of every request, by method, route and status. */
export function measureRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
}
