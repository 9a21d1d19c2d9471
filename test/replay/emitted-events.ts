/** Part of the workflow bundle of test/replay/histories.test.ts: passes on every event that a process emits. */
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { CommandResult } from '../../workflows/engine/definition/commands.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import type { ProjectionBatch } from '../../workflows/engine/temporal/process-workflow.js';

export interface EmittedEvents extends Sinks {
  readonly process: { emitted(events: readonly ProcessEvent[]): void };
}

const { process } = proxySinks<EmittedEvents>();

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async handleUpdate(input, next) {
        const result = (await next(input)) as CommandResult;
        process.emitted(result.events);
        return result;
      },
    },
  ],
  outbound: [
    {
      scheduleActivity(input, next) {
        if (input.activityType === 'project') process.emitted((input.args[0] as ProjectionBatch).events);
        return next(input);
      },
    },
  ],
});
