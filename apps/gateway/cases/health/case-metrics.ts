import type { Pool } from 'pg';
import { SlaMonitorRepository } from '../../../../domain/cases/sla-monitor/sla-monitor.repository.js';
import { Gauge } from 'prom-client';
import { metrics } from '../../platform/metrics/metrics.js';

const lag = new Gauge({
  name: 'duban_overdue_not_escalated_seconds',
  help: 'Age of the oldest threshold that has been reached and has no card yet, without clocks that are set aside',
  registers: [metrics],
});

const behind = new Gauge({
  name: 'duban_watch_behind_seconds',
  help: 'How much later than it wanted to look the SLA monitor is; it issues no card meanwhile. -1: it has never looked',
  registers: [metrics],
});

const incidents = new Gauge({
  name: 'duban_incidents',
  help: 'Processes that cannot go on by themselves, by kind of incident',
  labelNames: ['kind'],
  registers: [metrics],
});

const waiting = new Gauge({
  name: 'duban_commands_waiting',
  help: 'Commands that are accepted and not done yet',
  registers: [metrics],
});
const oldest = new Gauge({
  name: 'duban_commands_oldest_seconds',
  help: 'Age of the oldest command that is accepted and not done yet',
  registers: [metrics],
});
const stuckCommands = new Gauge({
  name: 'duban_commands_stuck',
  help: 'Commands that have failed five times or for ten minutes',
  registers: [metrics],
});

/** Measured when somebody reads the figures, like all that follow: nothing is measured for its own sake. */
async function measureCards(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ seconds: number }>(
    `SELECT coalesce(extract(epoch FROM now() - min(next_at)), 0)::float8 AS seconds FROM clock
     WHERE next_at < now() AND retry_at IS NULL`,
  );
  lag.set(rows[0]!.seconds);
  behind.set((await new SlaMonitorRepository(pool).secondsBehind()) ?? -1);
}

async function measureIncidents(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ kind: string; count: number }>(
    'SELECT kind, count(*)::int AS count FROM incident GROUP BY kind',
  );
  incidents.reset();
  for (const { kind, count } of rows) incidents.set({ kind }, count);
}

async function measureCommands(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ waiting: number; oldest: number; stuck: number }>(
    `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(accepted_at)), 0)::float8 AS oldest,
       (count(*) FILTER (WHERE stuck))::int AS stuck
     FROM command WHERE state = 'accepted'`,
  );
  const [row] = rows;
  waiting.set(row!.waiting);
  oldest.set(row!.oldest);
  stuckCommands.set(row!.stuck);
}

/** All figures, as Prometheus reads them. */
export async function readMetrics(pool: Pool): Promise<string> {
  await Promise.all([measureCards(pool), measureIncidents(pool), measureCommands(pool)]);
  return metrics.metrics();
}
