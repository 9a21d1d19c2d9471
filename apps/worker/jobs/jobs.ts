import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { workerBusinesses } from '../../../activities/businesses.js';
import type { OpenInspector } from '../../../domain/campaigns/inspect-campaign.js';
import { startSweeper } from '../../../domain/cases/commands/sweeper.js';
import { startAnnouncingAbsences } from '../../../domain/cases/duty/announce-absences.js';
import { startFlowCounting } from '../../../domain/cases/flow/count-flow.js';
import { startReportingFailingWorkflows } from '../../../domain/cases/incidents/failing-workflows.js';
import { startNotificationRetention } from '../../../domain/cases/notifications/notification-retention.js';
import { startEndingLostProcesses } from '../../../domain/cases/read-model/end-lost-processes.js';
import { startGapFilling } from '../../../domain/cases/read-model/fill-gaps.js';
import { startRecalculations } from '../../../domain/cases/recalculation/start-recalculations.js';
import { startStuckClockRetries } from '../../../domain/cases/recalculation/stuck-clocks.js';
import type { ProcessServices } from '../../../domain/cases/services/process-services.js';
import { keepSlaMonitorRunning } from '../../../domain/cases/sla-monitor/keep-sla-monitor-running.js';
import { startTaskChangeRetention } from '../../../domain/cases/tasks/task-change-retention.js';
import { startFollowingSuccessors } from '../../../domain/cases/units/follow-successors.js';
import type { Repetition } from '../../../domain/time/repeat.js';
import type { Process } from '../../../workflows/engine/definition/process.js';

export interface WorkerJobDeps extends ProcessServices {
  readonly dataSource: DataSource;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly processes: readonly Process[];
  readonly openInspector: OpenInspector;
  readonly log: Logger;
}

/** What every worker repeats for the kernel. Any number of workers may do it at the same time. */
const kernelJobs: readonly ((deps: WorkerJobDeps) => Repetition)[] = [
  (deps) => keepSlaMonitorRunning(deps, deps),
  (deps) => startSweeper(deps.commands, deps),
  (deps) => startEndingLostProcesses(deps, deps),
  (deps) => startGapFilling(deps, deps),
  (deps) => startReportingFailingWorkflows(deps, deps),
  (deps) => startTaskChangeRetention(deps, deps),
  (deps) => startNotificationRetention(deps, deps),
  (deps) => startAnnouncingAbsences(deps, deps),
  (deps) => startFlowCounting(deps, deps),
  (deps) => startRecalculations(deps, deps),
  (deps) => startStuckClockRetries(deps),
  (deps) => startFollowingSuccessors(deps, deps),
];

/** Starts the jobs of the kernel and of all businesses (activities/businesses.ts); stop them before the database closes. */
export const startJobs = (deps: WorkerJobDeps): Repetition[] => [
  ...kernelJobs.map((start) => start(deps)),
  ...workerBusinesses.flatMap(({ jobs = [] }) => jobs.map((start) => start(deps, deps))),
];
