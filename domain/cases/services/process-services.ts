import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { processes } from '../../../workflows/registry.js';
import { ProcessCommands } from '../commands/process-commands.js';
import { Projection } from '../read-model/projection.js';
import { createSlaMonitorWaker } from '../sla-monitor/wake-sla-monitor.js';
import { TimeLimitService } from '../time-limits/time-limit-service.js';

export interface ProcessServices {
  readonly timeLimits: TimeLimitService;
  readonly projection: Projection;
  readonly commands: ProcessCommands;
  /** Wakes the SLA monitor for a threshold (epoch ms) that may come before the end of its sleep. */
  readonly wakeSlaMonitor: (at: number) => void;
}

/** Creates what gateway and worker use to start processes, send commands and project events. */
export function createProcessServices(deps: {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly taskQueue: string;
  /** Called when the SLA monitor could not be woken. */
  readonly onError: (error: unknown) => void;
}): ProcessServices {
  const { dataSource, temporal, taskQueue } = deps;
  const timeLimits = new TimeLimitService(dataSource);
  const wakeSlaMonitor = createSlaMonitorWaker(deps);
  const projection = new Projection({ dataSource, timeLimits, wakeSlaMonitor, processes });
  const commands = new ProcessCommands({
    dataSource,
    temporal,
    timeLimits,
    taskQueue,
    projection,
    processes,
  });
  return { timeLimits, projection, commands, wakeSlaMonitor };
}
