import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { NativeConnection } from '@temporalio/worker';
import { randomUUID } from 'node:crypto';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import {
  COMMAND_UPDATE,
  workflowId,
  type Command,
  type CommandResult,
} from '../../workflows/engine/commands.js';
import type { ProcessEvent } from '../../workflows/engine/events.js';
import type { ProjectionBatch } from '../../workflows/engine/temporal.js';
import { mailboxLetter } from '../../workflows/mailbox-letter/definition.js';

export interface LettersOnTemporal {
  readonly client: Client;
  readonly bundle: { readonly code: string };
  /** What left through the flusher's activity, by process. */
  readonly flushed: Map<string, ProcessEvent[]>;
  close(): Promise<void>;
}

/** A worker for letters on a running server; the read model is replaced by a list, course limits take one second. */
export async function lettersOnTemporal(
  address: string,
  maxCachedWorkflows: number,
): Promise<LettersOnTemporal> {
  const bundle = await bundleWorkflows();
  const nativeConnection = await NativeConnection.connect({ address });
  const flushed = new Map<string, ProcessEvent[]>();
  const worker = await Worker.create({
    connection: nativeConnection,
    taskQueue: 'duban',
    workflowBundle: bundle as WorkflowBundleWithSourceMap,
    maxCachedWorkflows,
    activities: {
      project: async ({ process, events }: ProjectionBatch) =>
        void flushed.set(process, [...(flushed.get(process) ?? []), ...events]),
      courseInstant: async ({ from }: { from: number }) => from + 1000,
      'mailbox-letter.falseClosureCard': async () => undefined,
    },
  });
  const running = worker.run();
  const connection = await Connection.connect({ address });
  return {
    client: new Client({ connection }),
    bundle,
    flushed,
    close: async () => {
      worker.shutdown();
      await running;
      await connection.close();
      await nativeConnection.close();
    },
  };
}

/** One letter, driven through updates as the gateway does it. */
export class Letter {
  readonly id = randomUUID();
  readonly events: ProcessEvent[] = [];

  constructor(
    private readonly on: LettersOnTemporal,
    private readonly input: object = {},
    /** Nobody answers in time: course limits are left to the activity, which makes them a second long. */
    private readonly silent = false,
  ) {}

  get workflowId(): string {
    return workflowId('mailbox-letter', this.id);
  }

  async begin(): Promise<this> {
    const startWorkflowOperation = new WithStartWorkflowOperation('mailbox-letter.v1', {
      workflowId: this.workflowId,
      taskQueue: 'duban',
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [
        {
          process: this.id,
          input: { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: false, ...this.input },
        },
      ],
    });
    const id = randomUUID();
    const result = (await this.on.client.workflow.executeUpdateWithStart(COMMAND_UPDATE, {
      startWorkflowOperation,
      updateId: id,
      args: [{ id, command: { kind: 'begin', by: { account: 'citizen', unit: '', roles: [] } } }],
    })) as CommandResult;
    this.events.push(...result.events);
    return this;
  }

  /** Everything told so far, in order: what callers carried and what the flusher did. */
  log(): ProcessEvent[] {
    return [...this.events, ...(this.on.flushed.get(this.id) ?? [])].sort((a, b) => a.seq - b.seq);
  }

  async complete(name: string, outcome: string, decision: unknown = {}): Promise<this> {
    const task = await this.openTask(name);
    const { by } = mailboxLetter.definition.tasks[name as 'register'];
    const performer = by as { role: string } | 'citizen';
    await this.send({
      kind: 'complete',
      task: task.task,
      outcome,
      decision,
      by:
        performer === 'citizen'
          ? { account: 'citizen', unit: '', roles: [] }
          : { account: `${name}@${task.unit}`, unit: task.unit, roles: [performer.role] },
    });
    return this;
  }

  async send(command: Command, id: string = randomUUID()): Promise<ProcessEvent[]> {
    const result = await this.on.client.workflow
      .getHandle(this.workflowId)
      .executeUpdate<CommandResult, [unknown]>(COMMAND_UPDATE, {
        updateId: id,
        args: [{ id, command, ...(this.silent ? {} : { course: inAnHour() }) }],
      });
    this.events.push(...result.events);
    return [...result.events];
  }

  private async openTask(name: string): Promise<{ task: number; unit: string }> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const log = this.log();
      const closed = new Set(log.flatMap((e) => (e.type === 'task.closed' ? [e.task] : [])));
      const open = log.flatMap((e) =>
        e.type === 'task.opened' && e.name === name && !closed.has(e.task) ? [e] : [],
      );
      if (open[0]) return open[0];
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`'${name}' did not open`);
  }
}

/** Course limits as a gateway sends them along. */
const inAnHour = (): Record<string, number> =>
  Object.fromEntries(
    Object.values(mailboxLetter.definition.tasks).flatMap((task) =>
      'expires' in task ? [[task.expires, Date.now() + 3_600_000]] : [],
    ),
  );

const assignment = { class: 'CONSULT', lead: '522601', coUnits: ['ZJJ'] };

/** From registration to an answer that has passed its review. */
async function answered(letter: Letter): Promise<void> {
  await letter.complete('register', 'dispatch', assignment);
  await letter.complete('sign', 'sign');
  await letter.complete('draft', 'submit');
  await letter.complete('signOff', 'sign');
  await letter.complete('review', 'pass');
}

/** Ways through a letter that end: each is recorded, replayed, and run with a cold cache. */
export const letterPaths: Readonly<
  Record<
    string,
    { input?: object; silent?: boolean; result: string; steps: (letter: Letter) => Promise<unknown> }
  >
> = {
  'answered-and-rated': {
    result: 'closed',
    steps: async (letter) => {
      await answered(letter);
      await letter.complete('rate', 'satisfied');
    },
  },
  'silent-unit-and-silent-citizen': {
    input: { wantsPublic: true },
    silent: true,
    result: 'closed',
    steps: async (letter) => {
      await letter.complete('register', 'accept', { class: 'HELP' });
      await letter.complete('assign', 'assign', assignment);
      await letter.complete('draft', 'extension', { workingDays: 5, reason: 'COMPLEX' });
      await letter.complete('draft', 'submit');
      await letter.complete('signOff', 'back');
      await letter.complete('draft', 'submit');
      await letter.complete('signOff', 'sign');
      await letter.complete('review', 'fail', { reason: 'NO_BASIS' });
      await letter.complete('rework', 'submit');
      await letter.complete('signRework', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('list', 'publish');
    },
  },
  'false-closure-reopened': {
    result: 'closed',
    steps: async (letter) => {
      await answered(letter);
      await letter.complete('rate', 'dissatisfied');
      await letter.complete('reviewRating', 'reopen', { falseClosure: true });
      await letter.complete('redo', 'submit');
      await letter.complete('signRedo', 'sign');
      await letter.complete('review', 'pass');
      await letter.complete('rate', 'basicallySatisfied');
    },
  },
  'never-supplemented': {
    silent: true,
    result: 'lapsed',
    steps: (letter) => letter.complete('register', 'askForMore'),
  },
  'withdrawn-while-disputed': {
    result: 'withdrawn',
    steps: async (letter) => {
      await letter.complete('register', 'dispatch', assignment);
      await letter.complete('sign', 'dispute', { reason: 'NOT_OUR_DUTY' });
      await letter.send({
        kind: 'message',
        name: 'withdraw',
        decision: {},
        by: { account: 'citizen', unit: '', roles: [] },
      });
    },
  },
  'suspended-and-cancelled': {
    result: 'cancelled',
    steps: async (letter) => {
      const by = { account: 'supervisor', unit: 'ZFB', roles: ['supervisor'] };
      await letter.complete('register', 'dispatch', assignment);
      await letter.send({ kind: 'suspend', by });
      await letter.send({ kind: 'resume', by });
      await letter.send({ kind: 'cancel', by });
    },
  },
};
