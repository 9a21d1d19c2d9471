import type { DataSource } from 'typeorm';
import type { Process } from '../workflows/engine/definition/process.js';
import type { EngineActivities } from '../workflows/engine/temporal/process-workflow.js';
import type { SlaMonitorActivities } from '../workflows/sla-monitor/workflow.js';
import { workerBusinesses, type Steps } from './businesses.js';
import type { OpenInspector } from '../domain/campaigns/inspect-campaign.js';
import { CommandStore } from '../domain/cases/commands/command-store.js';
import type { Projection } from '../domain/cases/read-model/projection.js';
import { Cards } from '../domain/cases/cards/cards.js';
import type { TimeLimitService } from '../domain/cases/time-limits/time-limit-service.js';
import { createIssueDueCards, type SlaMonitorDeps } from '../domain/cases/sla-monitor/issue-due-cards.js';

export interface ActivityDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  readonly projection: Projection;
  readonly openInspector: OpenInspector;
  /** Receives an entry for each clock or card that the SLA monitor skips. */
  readonly log?: SlaMonitorDeps['log'];
}

/** By activity type. */
export type Activities = EngineActivities & SlaMonitorActivities & Steps;

/** Assembles all activities of the worker. */
export function createActivities({
  dataSource,
  timeLimits,
  projection,
  openInspector,
  log,
}: ActivityDeps): Activities {
  const cards = new Cards(timeLimits, new CommandStore(dataSource));
  const steps = workerBusinesses.map((business) =>
    business.steps?.({ dataSource, timeLimits, cards, openInspector }),
  );
  return {
    // of every process
    project: async (batch) => void (await projection.project(batch)),
    timeoutInstant: (request) => timeLimits.timeoutInstant(request),
    // the SLA monitor
    issueDueCards: createIssueDueCards({ dataSource, policies: timeLimits, cards, log }),
    ...(Object.assign({}, ...steps) as Steps),
  };
}

/** Types of declared steps without an implementation: processes would wait for them for ever. */
export function missingSteps(processes: readonly Process[], activities: object): string[] {
  return processes
    .flatMap(({ definition }) =>
      Object.keys(definition.steps ?? {}).map((step) => `${definition.key}.${step}`),
    )
    .filter((type) => !(type in activities));
}
