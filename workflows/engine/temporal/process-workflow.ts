/**
 * Runs any process of the registry as a Temporal workflow; nothing else in the engine knows Temporal. Rules that keep
 * replay safe (measured: docs/adr/0002-events-ride-on-updates.md): no local activities, no queries, one carrier for
 * each event, handlers set synchronously and finished before the workflow returns.
 */
import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  defineSignal,
  defineUpdate,
  getExternalWorkflowHandle,
  isCancellation,
  log,
  ParentClosePolicy,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  TemporalFailure,
  uuid4,
  workflowInfo,
  type ChildWorkflowHandle,
  type Workflow,
} from '@temporalio/workflow';
import {
  COMMAND_UPDATE,
  MESSAGE_SIGNAL,
  type CommandEnvelope,
  type CommandResult,
  type StartArguments,
  workflowId,
} from '../definition/commands.js';
import type { Process } from '../definition/context.js';
import { DubanError } from '../errors.js';
import type { ProcessEvent } from '../definition/events.js';
import type { Host, ProcessMessage, TaskTimeout } from '../runtime/host.js';
import { Run } from '../runtime/run.js';

/** Activities that every process needs. */
export interface EngineActivities {
  /** Writes events that no caller waits for. Idempotent by (process, seq). */
  project(batch: ProjectionBatch): Promise<void>;
  /** Epoch ms at which a task times out; null when the policy sets no such limit. */
  timeoutInstant(request: TaskTimeout): Promise<number | null>;
}
export interface ProjectionBatch {
  readonly process: string;
  readonly key: string;
  readonly version: number;
  /** With the first batch only: a child has no row yet, because no gateway started it. */
  readonly input?: unknown;
  readonly parent?: string;
  readonly events: readonly ProcessEvent[];
}

const { project, timeoutInstant } = proxyActivities<EngineActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumInterval: '30 seconds' },
});

/** Carries messages of the parent and of children, and the gateway's cancels. */
const messageSignal = defineSignal<[ProcessMessage]>(MESSAGE_SIGNAL);

export const commandUpdate = defineUpdate<CommandResult, [CommandEnvelope]>(COMMAND_UPDATE);

/**
 * Runs one process. Workflow id: `<key>/<process id>`; workflow type: `<key>.v<version>`. A cancellation by Temporal is
 * passed to the process, which ends as on a command; everything else runs in a scope that it does not reach.
 */
export function runProcess(process: Process, start: StartArguments): Promise<string> {
  const { cancelRequested } = CancellationScope.current();
  return CancellationScope.nonCancellable(() => runShielded(process, start, cancelRequested));
}

async function runShielded(
  process: Process,
  start: StartArguments,
  cancelRequested: Promise<never>,
): Promise<string> {
  const { definition } = process;
  const host = new TemporalHost(process, start);
  const run = new Run(process, host);
  let callers = 0;
  let writing = false;
  let turn = Promise.resolve();

  // Settled: every coroutine has run to its next wait. After a job a process advances by microtasks alone, and they have
  // all run when the SDK evaluates conditions the next time. The first `await null` is needed because it also evaluates
  // them right after a job, before any microtask. Each pass costs a call into the sandbox, so there is only one.
  const settled = async (): Promise<void> => {
    await null;
    let polled = false;
    await condition(() => polled || !(polled = true));
  };

  const execute = async (envelope: CommandEnvelope): Promise<CommandResult> => {
    callers += 1;
    // One at a time: what the first changes must have settled before the second is checked again.
    const before = turn;
    let finished = (): void => undefined;
    turn = new Promise((resolve) => (finished = resolve));
    await before;
    try {
      rejecting(() => run.apply(envelope));
      await settled();
      if (workflowInfo().continueAsNewSuggested && run.result === null) run.incidents.historyFillsUp();
      return { events: run.takeEvents() };
    } finally {
      callers -= 1;
      finished();
    }
  };
  setHandler(
    commandUpdate,
    (envelope: CommandEnvelope) => CancellationScope.nonCancellable(() => execute(envelope)),
    // A rejection here leaves nothing in the history, so rejected commands cannot fill it.
    { validator: (envelope: CommandEnvelope): void => rejecting(() => run.admit(envelope)) },
  );

  // Events that no caller waits for (timers, steps, children) leave through one coroutine and an ordinary activity.
  let first = true;
  void (async () => {
    for (;;) {
      await condition(() => run.hasEvents && callers === 0);
      await settled();
      if (callers > 0 || !run.hasEvents) continue;
      const events = run.takeEvents();
      writing = true;
      await untilProjected({
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

  const ending = run.start(start.input);
  // Set after the first event: buffered signals are delivered at once.
  setHandler(messageSignal, (message) => CancellationScope.nonCancellable(async () => run.receive(message)));
  void cancelRequested.catch(() => run.receive({ kind: 'cancel' }));
  const result = await ending;
  await condition(() => !run.hasEvents && !writing && host.sending === 0 && allHandlersFinished());
  return result;
}

class TemporalHost implements Host {
  /** How many messages to other processes are still being sent. */
  sending = 0;
  private readonly children = new Map<string, Promise<ChildWorkflowHandle<Workflow>>>();

  constructor(
    private readonly process: Process,
    private readonly start: StartArguments,
  ) {}

  now(): number {
    return Date.now();
  }

  newId(): string {
    return uuid4();
  }

  /** The SDK does not log during replay. */
  noteIncident(what: string): void {
    log.error('a process is blocked', { error: what });
  }

  describeFailure(error: unknown): string | null {
    return error instanceof TemporalFailure ? describeFailure(error) : null;
  }

  timeoutInstant(request: TaskTimeout): Promise<number | null> {
    return timeoutInstant(request);
  }

  step(name: string, argument: unknown): Promise<unknown> {
    const { key, steps } = this.process.definition;
    const hours = steps?.[name]?.hours;
    const activities = proxyActivities<Record<string, (request: unknown) => Promise<unknown>>>({
      startToCloseTimeout: hours === undefined ? '1 minute' : `${hours} hours`,
      ...(hours !== undefined && { heartbeatTimeout: '15 seconds' }),
      retry: { maximumInterval: '5 minutes' },
    });
    return activities[`${key}.${name}`]!({ process: this.start.process, argument });
  }

  async child(name: string, id: string, input: unknown): Promise<string> {
    const child = this.process.definition.children![name]!;
    const started = startChild(`${child.process}.v${child.version}`, {
      workflowId: workflowId(child.process, id),
      args: [{ process: id, input, parent: this.start.process } satisfies StartArguments],
      taskQueue: workflowInfo().taskQueue,
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
    this.children.set(id, started);
    return (await (await started).result()) as string;
  }

  send(process: string | null, message: ProcessMessage): void {
    const parent = workflowInfo().parent;
    if (process === null && !parent) return;
    this.sending += 1;
    const sent =
      process === null
        ? getExternalWorkflowHandle(parent!.workflowId).signal(messageSignal, {
            ...message,
            ...(message.kind === 'signal' && { from: this.start.process }),
          })
        : this.children.get(process)!.then((child) => child.signal(messageSignal, message));
    void sent
      .catch((error: unknown) => {
        // The receiver has ended or could not be started, so it needs no message.
        if (!(error instanceof TemporalFailure)) throw error;
      })
      .finally(() => (this.sending -= 1));
  }

  timer(at: number): ReturnType<Host['timer']> {
    const scope = new CancellationScope();
    const done = new Promise<void>((resolve, reject) => {
      scope
        .run(() => sleep(Math.max(1, at - Date.now())))
        .then(resolve, (error: unknown) => (isCancellation(error) ? undefined : reject(error as Error)));
    });
    return { done, cancel: () => scope.cancel() };
  }
}

/** Retries until the events are written: a process cannot continue without them. */
async function untilProjected(batch: ProjectionBatch): Promise<void> {
  for (;;) {
    try {
      return await project(batch);
    } catch (error) {
      if (!(error instanceof TemporalFailure)) throw error;
      await sleep('1 minute');
    }
  }
}

const MAX_ERROR_LENGTH = 300;

/** Class and message of a failure's cause. */
function describeFailure(failure: TemporalFailure): string {
  const root = failure.cause instanceof TemporalFailure ? failure.cause : failure;
  const type = (root instanceof ApplicationFailure && root.type) || root.name;
  return `${type}: ${root.message}`.slice(0, MAX_ERROR_LENGTH);
}

/** Turns a rejection into a failure that the caller can read. Any other error is a defect and fails the workflow task. */
function rejecting(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof DubanError)) throw error;
    throw ApplicationFailure.create({
      type: error.code,
      message: error.message,
      nonRetryable: true,
      details: [error.detail],
      cause: error,
    });
  }
}
