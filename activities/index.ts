import type { DataSource } from 'typeorm';
import type { Process } from '../workflows/engine/process.js';
import type { EngineActivities } from '../workflows/engine/temporal.js';
import { CommandStore } from './process-commands/command-store.js';
import type { Projection } from './read-model/projection.js';
import { Cards } from './supervision/cards.js';
import { createApplyDecision, createFalseClosureCard, type StepDeps } from './supervision/steps.js';
import type { TimeLimitService } from './time-limits/time-limit-service.js';
import { createIssueDueCards } from './watch/issue-due-cards.js';

export interface ActivityDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  readonly projection: Projection;
}

/**
 * Steps of all processes, by `<process key>.<step>`; made from the dependencies they share. A step is given its process
 * and its argument, and is retried until it succeeds: doing one twice must change nothing.
 */
const steps: Readonly<Record<string, (deps: StepDeps) => (request: never) => Promise<void>>> = {
  'card-appeal.applyDecision': createApplyDecision,
  'mailbox-letter.falseClosureCard': createFalseClosureCard,
};

/** Everything the worker can be asked to do outside the workflow sandbox: the one place that assembles it. */
export function createActivities(
  deps: ActivityDeps,
): EngineActivities & Record<string, (...args: never[]) => Promise<unknown>> {
  const { dataSource, timeLimits: policies } = deps;
  const cards = new Cards(policies, new CommandStore(dataSource));
  const shared = { dataSource, policies, cards };
  return {
    project: async (batch) => void (await deps.projection.project(batch)),
    courseInstant: (request) => deps.timeLimits.courseInstant(request),
    issueDueCards: createIssueDueCards(shared),
    ...Object.fromEntries(Object.entries(steps).map(([type, make]) => [type, make(shared)])),
  };
}

/** Steps that definitions declare and nobody implements: the worker refuses to start with them. */
export function missingSteps(processes: readonly Process[], activities: object): string[] {
  return processes
    .flatMap(({ definition }) =>
      Object.keys(definition.steps ?? {}).map((step) => `${definition.key}.${step}`),
    )
    .filter((type) => !(type in activities));
}
