import { Context } from '@temporalio/activity';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { troubleOf } from '../../domain/cases/commands/temporal-errors.js';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import {
  COMMAND_UPDATE,
  MESSAGE_SIGNAL,
  workflowId,
  workflowType,
  type Command,
  type CommandEnvelope,
  type CommandResult,
} from '../../workflows/engine/definition/commands.js';
import type { ProcessDefinition } from '../../workflows/engine/definition/definition.js';
import type { ProcessEvent } from '../../workflows/engine/definition/events.js';
import type { TaskTimeout, ProcessMessage } from '../../workflows/engine/runtime/host.js';
import type { ProjectionBatch } from '../../workflows/engine/temporal/process-workflow.js';
import { formsByType } from '../../workflows/forms.js';
import { processes } from '../../workflows/registry.js';

export interface ProcessesOnTemporal {
  readonly client: Client;
  readonly bundle: WorkflowBundleWithSourceMap;
  /** Events that left through the flusher's activity, by process. */
  readonly flushed: Map<string, ProcessEvent[]>;
  /** Workflow ids of processes in which nobody acts in time. */
  readonly silent: Set<string>;
  /** Results of a process's steps, instead of their examples, by step. */
  readonly answers: Map<string, Answers>;
  /** Instant at which commands are accepted; null leaves it out. */
  readonly now: (() => number) | null;
  close(): Promise<void>;
}

export type Answers = Readonly<Record<string, object>>;

const TASK_QUEUE = 'duban';
/** In recorded histories, in place of the name of a machine. */
const IDENTITY = 'test';
/** Length of task timeouts in processes in which nobody acts in time. */
const TASK_TIMEOUT_MS = 1000;
const HOUR_MS = 3_600_000;
const MOST_ATTEMPTS = 20;

/** A worker for every process on a running server; the read model is a list, and steps answer their example. */
export async function processesOnTemporal(
  address: string,
  maxCachedWorkflows: number,
  /** Activities of the test's own, by type. */
  others: Readonly<Record<string, (argument: never) => Promise<unknown>>> = {},
  /** Clock of the gateway, where it agrees with the server's; a server that skips time has another one. */
  now: (() => number) | null = null,
): Promise<ProcessesOnTemporal> {
  quietly();
  const bundle = (await bundleWorkflows()) as WorkflowBundleWithSourceMap;
  const nativeConnection = await NativeConnection.connect({ address });
  const flushed = new Map<string, ProcessEvent[]>();
  const silent = new Set<string>();
  const answers = new Map<string, Answers>();
  const worker = await Worker.create({
    connection: nativeConnection,
    identity: IDENTITY,
    taskQueue: TASK_QUEUE,
    workflowBundle: bundle,
    maxCachedWorkflows,
    activities: {
      project: async ({ process, events }: ProjectionBatch) =>
        void flushed.set(process, [...(flushed.get(process) ?? []), ...events]),
      timeoutInstant: async ({ due, from, endsAt, pauses }: TaskTimeout) => {
        if (endsAt !== undefined)
          return pauses!.reduce((at, { pausedAt, resumedAt }) => at + resumedAt - pausedAt, endsAt);
        const { workflowId: id } = Context.current().info.workflowExecution!;
        const passed = due !== undefined && Date.parse(due) < Date.now();
        return from + (silent.has(id) || passed ? TASK_TIMEOUT_MS : HOUR_MS);
      },
      ...idleSteps(answers),
      ...others,
    },
  });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  return {
    client: new Client({ connection, identity: IDENTITY }),
    bundle,
    flushed,
    silent,
    answers,
    now,
    close: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await nativeConnection.close();
    },
  };
}

let quiet = false;

/** Lets workers log errors only, because a replay starts one for every history. Call it before the first connection. */
export function quietly(): void {
  if (!quiet) Runtime.install({ logger: new DefaultLogger('ERROR') });
  quiet = true;
}

function idleSteps(
  answers: ReadonlyMap<string, Answers>,
): Record<string, (request: { process: string }) => Promise<object | undefined>> {
  const steps = processes.flatMap(({ definition }) =>
    Object.keys(definition.steps ?? {}).map((step) => ({ definition, step })),
  );
  return Object.fromEntries(
    steps.map(({ definition, step }) => [
      `${definition.key}.${step}`,
      async ({ process }) =>
        answers.get(process)?.[step] ?? formsByType[workflowType(definition)]?.steps?.[step]?.example,
    ]),
  );
}

/** One process, driven through updates as the gateway does it. */
export class Instance {
  private readonly events: ProcessEvent[] = [];

  constructor(
    private readonly on: ProcessesOnTemporal,
    private readonly definition: ProcessDefinition,
    private readonly input: object,
    /** Nobody acts in time: task timeouts are left to the activity, which makes them a second long. */
    private readonly silent = false,
    readonly id: string = randomUUID(),
  ) {
    if (silent) on.silent.add(this.workflowId);
  }

  get workflowId(): string {
    return workflowId(this.definition.key, this.id);
  }

  async begin(): Promise<this> {
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowType(this.definition), {
      workflowId: this.workflowId,
      taskQueue: TASK_QUEUE,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ process: this.id, input: this.input }],
    });
    const id = randomUUID();
    const result = (await this.on.client.workflow.executeUpdateWithStart(COMMAND_UPDATE, {
      startWorkflowOperation,
      updateId: id,
      args: [{ id, command: { kind: 'begin', by: CITIZEN } }],
    })) as CommandResult;
    this.events.push(...result.events);
    return this;
  }

  /** Every event emitted so far, in order, from answers and from the flusher. */
  log(): ProcessEvent[] {
    return [...this.events, ...(this.on.flushed.get(this.id) ?? [])].sort((a, b) => a.seq - b.seq);
  }

  /** Completes the open task of this name, and of this key where there are several, as a person of its unit. */
  async complete(name: string, outcome: string, decision: unknown = {}, key?: string): Promise<void> {
    const { task, unit } = await this.openTask(name, key);
    const { by: performer } = this.definition.tasks[name]!;
    const by =
      performer === 'citizen' ? CITIZEN : { account: `${name}@${unit}`, unit, roles: [performer.role] };
    await this.send({ kind: 'complete', task, outcome, decision, by });
  }

  /** Waits until it has ended. */
  result(): Promise<string> {
    return this.on.client.workflow.getHandle(this.workflowId).result() as Promise<string>;
  }

  /** Sends a signal as the process that started it. */
  async signal(name: string, decision: object): Promise<void> {
    const message: ProcessMessage = { kind: 'signal', name, decision };
    await this.on.client.workflow.getHandle(this.workflowId).signal(MESSAGE_SIGNAL, message);
  }

  /** The children it has started, in order. Waits until there are `count`. */
  async children(count: number): Promise<Instance[]> {
    for (let attempt = 0; attempt < 1200; attempt += 1) {
      const started = this.log().flatMap((event) => (event.type === 'child.started' ? [event] : []));
      if (started.length >= count)
        return started.map(({ name, process }) => {
          const child = this.definition.children![name]!;
          const { definition } = processes.find(
            ({ definition: { key, version } }) => key === child.process && version === child.version,
          )!;
          return new Instance(this.on, definition, {}, this.silent, process);
        });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`there are no ${count} children`);
  }

  async send(command: Command, id: string = randomUUID()): Promise<ProcessEvent[]> {
    const acceptedAt = this.on.now?.();
    const seen = this.log().at(-1)?.seq;
    const timeouts = this.silent ? {} : { timeouts: this.inAnHour(), timeoutsAsOf: acceptedAt };
    const { events } = await this.untilAnswered(id, { id, command, seen, acceptedAt, ...timeouts });
    this.events.push(...events);
    return [...events];
  }

  /** A workflow task that times out on a busy machine loses its updates: they are sent again, as the sweeper does. */
  private async untilAnswered(updateId: string, envelope: CommandEnvelope): Promise<CommandResult> {
    const handle = this.on.client.workflow.getHandle(this.workflowId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await handle.executeUpdate<CommandResult, [CommandEnvelope]>(COMMAND_UPDATE, {
          updateId,
          args: [envelope],
        });
      } catch (error) {
        if (attempt === MOST_ATTEMPTS || troubleOf(error) !== 'unanswered') throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  /** Open tasks, by the events emitted so far. */
  openTasks(): { name: string; key?: string }[] {
    const log = this.log();
    const closed = new Set(log.flatMap((event) => (event.type === 'task.closed' ? [event.task] : [])));
    return log.flatMap((event) =>
      event.type === 'task.opened' && !closed.has(event.task) ? [{ name: event.name, key: event.key }] : [],
    );
  }

  facts(): Record<string, unknown> {
    return Object.assign({}, ...this.log().flatMap((event) => (event.type === 'facts' ? [event.facts] : [])));
  }

  ended(): boolean {
    return this.log().some(({ type }) => type === 'process.completed' || type === 'process.cancelled');
  }

  /** The open task of this name: its number and its unit. Waits for one that opens by itself. */
  async openTask(name: string, key?: string): Promise<{ task: number; unit: string }> {
    for (let attempt = 0; attempt < 1200; attempt += 1) {
      const log = this.log();
      const closed = new Set(log.flatMap((e) => (e.type === 'task.closed' ? [e.task] : [])));
      const open = log.find(
        (e) =>
          e.type === 'task.opened' &&
          e.name === name &&
          (key === undefined || e.key === key) &&
          !closed.has(e.task),
      );
      if (open?.type === 'task.opened') {
        const moves = log.flatMap((e) =>
          e.type === 'task.reassigned' && e.task === open.task ? [e.unit] : [],
        );
        return { task: open.task, unit: moves.at(-1) ?? open.unit };
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`'${name}' did not open`);
  }

  /** Task timeouts as a gateway sends them along. */
  private inAnHour(): Record<string, number> {
    const limits = Object.values(this.definition.tasks).flatMap(({ expires }) => (expires ? [expires] : []));
    return Object.fromEntries(limits.map((limit) => [limit, Date.now() + 3_600_000]));
  }
}

export const CITIZEN = { account: 'citizen', unit: '', roles: [] };
export const SUPERVISOR = { account: 'supervisor', unit: 'ZFB', roles: ['supervisor'] };
