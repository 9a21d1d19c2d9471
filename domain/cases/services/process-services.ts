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
  /** Tells the SLA monitor that a threshold is reached at an instant (epoch ms), earlier than it may sleep. */
  readonly wakeSlaMonitor: (at: number) => void;
}

/** What gateway and worker alike need to start processes, to command them and to follow what they tell. */
export function createProcessServices(deps: {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly taskQueue: string;
  /** What nobody waits for could not be done: the SLA monitor was not woken. */
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
