import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One registry for the program: it is the program that is measured. */
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
  help: 'Commands given to processes, by kind and result (done, or the code of the refusal)',
  labelNames: ['kind', 'result'],
  registers: [metrics],
});

const lag = new Gauge({
  name: 'duban_overdue_not_escalated_seconds',
  help: 'Age of the oldest rung that has been reached and has no card yet: the lag of the watch',
  registers: [metrics],
});

export const countCommand = (kind: string, result: string): void => commands.inc({ kind, result });

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

/** Asked for when somebody looks: nothing is measured for its own sake. */
async function measureLag(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ seconds: number }>(
    `SELECT coalesce(extract(epoch FROM now() - min(next_at)), 0)::float8 AS seconds FROM clock
     WHERE next_at < now()`,
  );
  lag.set(rows[0]!.seconds);
}

/** All figures, as Prometheus reads them. */
export async function readMetrics(pool: Pool): Promise<string> {
  await measureLag(pool);
  return metrics.metrics();
}
