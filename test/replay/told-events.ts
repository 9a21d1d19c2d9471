/** Loaded into the workflow bundle of test/replay/histories.test.ts: hands out every event that a process tells. */
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { CommandResult } from '../../workflows/engine/definition/commands.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import type { ProjectionBatch } from '../../workflows/engine/temporal/process-workflow.js';

export interface ToldEvents extends Sinks {
  readonly process: { tell(events: readonly ProcessEvent[]): void };
}

const { process } = proxySinks<ToldEvents>();

export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      async handleUpdate(input, next) {
        const result = (await next(input)) as CommandResult;
        process.tell(result.events);
        return result;
      },
    },
  ],
  outbound: [
    {
      scheduleActivity(input, next) {
        if (input.activityType === 'project') process.tell((input.args[0] as ProjectionBatch).events);
        return next(input);
      },
    },
  ],
});
