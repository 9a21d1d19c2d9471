import type { DataSource } from 'typeorm';
import type { Process } from '../workflows/engine/process.js';
import type { EngineActivities } from '../workflows/engine/temporal.js';
import type { Projection } from './read-model/projection.js';
import type { TimeLimitService } from './time-limits/time-limit-service.js';

export interface ActivityDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  readonly projection: Projection;
}

/** What a step is given. Steps are retried until they succeed, so doing one twice must change nothing. */
export interface StepRequest {
  readonly process: string;
  readonly argument: unknown;
}
export type Step = (request: StepRequest) => Promise<void>;

/** Steps of all processes, by `<process key>.<step>`; made from the dependencies they share. */
const steps: Readonly<Record<string, (deps: ActivityDeps) => Step>> = {};

/** Everything the worker can be asked to do outside the workflow sandbox: the one place that assembles it. */
export function createActivities(deps: ActivityDeps): EngineActivities & Record<string, (...args: never[]) => Promise<unknown>> {
  return {
    project: async (batch) => void (await deps.projection.project(batch)),
    courseInstant: (request) => deps.timeLimits.courseInstant(request),
    ...Object.fromEntries(Object.entries(steps).map(([type, make]) => [type, make(deps)])),
  };
}

/** Steps that definitions declare and nobody implements: the worker refuses to start with them. */
export function missingSteps(processes: readonly Process[], activities: object): string[] {
  return processes
    .flatMap(({ definition }) => Object.keys(definition.steps ?? {}).map((step) => `${definition.key}.${step}`))
    .filter((type) => !(type in activities));
}
