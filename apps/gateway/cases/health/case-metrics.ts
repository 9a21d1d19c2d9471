import type { Pool } from 'pg';
import { HealthRepository } from '../../../../domain/cases/health/health.repository.js';
import { SlaMonitorRepository } from '../../../../domain/cases/sla-monitor/sla-monitor.repository.js';
import { Gauge } from 'prom-client';
import { metrics } from '../../platform/metrics/metrics.js';

const lag = new Gauge({
  name: 'duban_overdue_not_escalated_seconds',
  help: 'Age of the oldest threshold that was reached and has no card yet, without deferred clocks',
  registers: [metrics],
});

const behind = new Gauge({
  name: 'duban_watch_behind_seconds',
  help: 'How late the next turn of the SLA monitor is; it issues no card meanwhile. -1: it has never run',
  registers: [metrics],
});

const incidents = new Gauge({
  name: 'duban_incidents',
  help: 'Processes with an incident, by kind',
  labelNames: ['kind'],
  registers: [metrics],
});

const waiting = new Gauge({
  name: 'duban_commands_waiting',
  help: 'Commands that are accepted and not executed yet',
  registers: [metrics],
});
const oldest = new Gauge({
  name: 'duban_commands_oldest_seconds',
  help: 'Age of the oldest command that is accepted and not executed yet',
  registers: [metrics],
});
const stuckCommands = new Gauge({
  name: 'duban_commands_stuck',
  help: 'Commands that have failed five times or for ten minutes',
  registers: [metrics],
});

/** Reads all figures for Prometheus. They are measured only when they are read. */
export async function readMetrics(pool: Pool): Promise<string> {
  const figures = new HealthRepository(pool);
  const [overdue, monitor, open, commands] = await Promise.all([
    figures.overdueSeconds(),
    new SlaMonitorRepository(pool).secondsBehind(),
    figures.incidents(),
    figures.waitingCommands(),
  ]);
  lag.set(overdue);
  behind.set(monitor ?? -1);
  incidents.reset();
  for (const { kind, count } of open) incidents.set({ kind }, count);
  waiting.set(commands.waiting);
  oldest.set(commands.oldest);
  stuckCommands.set(commands.stuck);
  return metrics.metrics();
}
