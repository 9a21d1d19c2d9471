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
  type CommandEnvelope,
  type CommandResult,
  type StartArguments,
  workflowId,
} from '../definition/commands.js';
import type { Process } from '../definition/context.js';
import { DubanError } from '../errors.js';
import type { ProcessEvent } from '../definition/events.js';
import type { TaskTimeout, Host, Told } from '../runtime/host.js';
import { Run } from '../runtime/run.js';

/** Activities every process needs; implemented in domain/cases/read-model and domain/cases/time-limits. */
export interface EngineActivities {
  /** Writes events that no caller waits for. Idempotent by (process, seq). */
  project(batch: ProjectionBatch): Promise<void>;
  /** Epoch ms at which a task timeout that starts at `from` runs out; null when the policy sets none. */
  timeoutInstant(request: TaskTimeout): Promise<number | null>;
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

const { project, timeoutInstant } = proxyActivities<EngineActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { maximumInterval: '30 seconds' },
});

/** What parent and children tell a process, and how the gateway cancels it. */
const toldSignal = defineSignal<[Told]>('told');

export const commandUpdate = defineUpdate<CommandResult, [CommandEnvelope]>(COMMAND_UPDATE);

/**
 * Runs one process. Workflow id: `<key>/<process id>`; workflow type: `<key>.v<version>`. Temporal's own cancellation
 * is told to the process, which then ends as it does on a command: everything else runs where it reaches nothing.
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

  // Settled = every coroutine has run to its next wait. A process goes on by microtasks alone once a job has come in,
  // and they have all run when the SDK evaluates conditions the next time; the first `await null` is needed because it
  // also evaluates them right after a job, before any microtask. Each pass is a call into the sandbox: one, not more.
  const settled = async (): Promise<void> => {
    await null;
    let polled = false;
    await condition(() => polled || !(polled = true));
  };

  const obey = async (envelope: CommandEnvelope): Promise<CommandResult> => {
    callers += 1;
    // One at a time: what the first one changes must have settled before the second one is checked again.
    const before = turn;
    let finished = (): void => undefined;
    turn = new Promise((resolve) => (finished = resolve));
    await before;
    try {
      refusing(() => run.apply(envelope));
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
    (envelope: CommandEnvelope) => CancellationScope.nonCancellable(() => obey(envelope)),
    // A refusal here leaves no event, so refused commands cannot fill a history.
    { validator: (envelope: CommandEnvelope): void => refusing(() => run.admit(envelope)) },
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
  // After its first event: what waited for it is heard at once.
  setHandler(toldSignal, (told) => CancellationScope.nonCancellable(async () => run.receive(told)));
  void cancelRequested.catch(() => run.receive({ kind: 'cancel' }));
  const result = await ending;
  await condition(() => !run.hasEvents && !writing && host.telling === 0 && allHandlersFinished());
  return result;
}

class TemporalHost implements Host {
  /** How many things told to other processes are still on their way. */
  telling = 0;
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

  /** Not while a history is replayed: the SDK sees to that. */
  noteIncident(what: string): void {
    log.error('a process does not go on by itself', { error: what });
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

  tell(process: string | null, told: Told): void {
    const parent = workflowInfo().parent;
    if (process === null && !parent) return;
    this.telling += 1;
    const sent =
      process === null
        ? getExternalWorkflowHandle(parent!.workflowId).signal(toldSignal, {
            ...told,
            ...(told.kind === 'signal' && { from: this.start.process }),
          })
        : this.children.get(process)!.then((child) => child.signal(toldSignal, told));
    void sent
      .catch((error: unknown) => {
        // It has ended meanwhile or could not be started, and so need not hear it.
        if (!(error instanceof TemporalFailure)) throw error;
      })
      .finally(() => (this.telling -= 1));
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

/** Writes events that no caller waits for, until they are written: a process cannot go on without. */
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

/** Class and message of what is behind a failure. */
function describeFailure(failure: TemporalFailure): string {
  const root = failure.cause instanceof TemporalFailure ? failure.cause : failure;
  const type = (root instanceof ApplicationFailure && root.type) || root.name;
  return `${type}: ${root.message}`.slice(0, MAX_ERROR_LENGTH);
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
      details: [error.detail],
      cause: error,
    });
  }
}
