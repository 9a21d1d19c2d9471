/**
 * The only file that talks to Temporal: it runs any process of the registry as a workflow. Rules that keep replay safe
 * (measured, see ARCHITECTURE.md "Events leave a workflow"): no local activities, no queries, one carrier per event,
 * handlers set synchronously and finished before the workflow returns.
 */
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  defineUpdate,
  isCancellation,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import {
  COMMAND_UPDATE,
  type CommandEnvelope,
  type CommandResult,
  type StartArguments,
  workflowId,
} from './commands.js';
import type { Process } from './context.js';
import { DubanError } from './errors.js';
import type { ProcessEvent } from './events.js';
import type { Host } from './host.js';
import { Run } from './run.js';

/** Activities every process needs; implemented in activities/read-model and activities/time-limits. */
export interface EngineActivities {
  /** Writes events that no caller waits for. Idempotent by (process, seq). */
  project(batch: ProjectionBatch): Promise<void>;
  /** Epoch ms at which a course limit that starts at `from` runs out; null when the policy sets none. */
  courseInstant(request: { limit: string; class?: string; from: number }): Promise<number | null>;
}
export interface ProjectionBatch {
  readonly process: string;
  readonly key: string;
  readonly version: number;
  /** Given with the first batch, for a process that no gateway has announced (a child). */
  readonly input?: unknown;
  readonly parent?: string;
  readonly events: readonly ProcessEvent[];
}

const { project, courseInstant } = proxyActivities<EngineActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumInterval: '30 seconds' },
});

export const commandUpdate = defineUpdate<CommandResult, [CommandEnvelope]>(COMMAND_UPDATE);

/** Runs one process. Workflow id: `<key>/<process id>`; workflow type: `<key>.v<version>`. */
export async function runProcess(process: Process, start: StartArguments): Promise<string> {
  const { definition } = process;
  const run = new Run(process, temporalHost(process, start));
  let callers = 0;
  let writing = false;
  let turn = Promise.resolve();

  // Settled = every coroutine has run to its next wait. A process goes on by microtasks alone once a job has come in,
  // and they have all run when the SDK evaluates conditions the next time; the first `await null` is needed because it
  // also evaluates them right after a job, before any microtask. Each pass is a call into the sandbox: one, not more.
  const settled = async (): Promise<void> => {
    await null;
    let polled = false;
    await condition(() => polled || !(polled = true));
  };

  setHandler(
    commandUpdate,
    async (envelope: CommandEnvelope): Promise<CommandResult> => {
      callers += 1;
      // One at a time: what the first one changes must have settled before the second one is checked again.
      const before = turn;
      let finished = (): void => undefined;
      turn = new Promise((resolve) => (finished = resolve));
      await before;
      try {
        refusing(() => run.apply(envelope));
        await settled();
        return { events: run.takeEvents() };
      } finally {
        callers -= 1;
        finished();
      }
    },
    // A refusal here leaves no event, so refused commands cannot fill a history.
    { validator: (envelope: CommandEnvelope): void => refusing(() => run.check(envelope.command)) },
  );

  // What no caller waits for (timers, steps, children) leaves by one coroutine and an ordinary activity.
  let first = true;
  void (async () => {
    for (;;) {
      await condition(() => run.hasEvents && callers === 0);
      await settled();
      if (callers > 0 || !run.hasEvents) continue;
      const events = run.takeEvents();
      writing = true;
      await project({
        process: start.process,
        key: definition.key,
        version: definition.version,
        ...(first && { input: start.input, parent: start.parent }),
        events,
      });
      first = false;
      writing = false;
    }
  })();

  const result = await run.start(start.input);
  await condition(() => !run.hasEvents && !writing && allHandlersFinished());
  return result;
}

function temporalHost(process: Process, start: StartArguments): Host {
  const { definition } = process;
  const steps = proxyActivities<Record<string, (argument: unknown) => Promise<void>>>({
    startToCloseTimeout: '1 minute',
    retry: { maximumInterval: '5 minutes' },
  });
  return {
    now: () => Date.now(),
    newId: () => uuid4(),
    courseInstant: (request) => courseInstant(request),
    step: (name, argument) => steps[`${definition.key}.${name}`]!({ process: start.process, argument }),
    child: async (name, id, input) => {
      const child = definition.children![name]!;
      const handle = await startChild(`${child.process}.v${child.version}`, {
        workflowId: workflowId(child.process, id),
        args: [{ process: id, input, parent: start.process } satisfies StartArguments],
        taskQueue: workflowInfo().taskQueue,
        parentClosePolicy: ParentClosePolicy.ABANDON,
      });
      return (await handle.result()) as string;
    },
    timer: (at) => {
      const scope = new CancellationScope();
      const done = new Promise<void>((resolve, reject) => {
        scope
          .run(() => sleep(Math.max(1, at - Date.now())))
          .then(resolve, (error: unknown) => (isCancellation(error) ? undefined : reject(error as Error)));
      });
      return { done, cancel: () => scope.cancel() };
    },
  };
}

/** A refusal becomes a failure the caller can read; any other error is a defect and must fail the workflow task. */
function refusing(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    throw ApplicationFailure.create({
      type: error.code,
      message: error.message,
      nonRetryable: true,
      details: [error.details],
      cause: error,
    });
  }
}
