import type { Command, CommandEnvelope } from '../definition/commands.js';
import type { Process } from '../definition/context.js';
import type { ProcessEvent } from '../definition/events.js';
import type { Host, TaskTimeout } from '../runtime/host.js';
import { Run } from '../runtime/run.js';
import type { OpenTask } from '../runtime/process-tasks.js';

const MINUTE = 60_000;

/** In a test: a permanent failure of a step, a child or a timeout request. */
export class OutsideFailure extends Error {
  override readonly name = 'OutsideFailure';
}

/**
 * A process in plain JavaScript, without Temporal, for unit tests and for the explorer. Time does not pass until
 * `advance`; steps succeed at once; tasks time out after `taskTimeoutMs`.
 */
export class Simulation {
  readonly events: ProcessEvent[] = [];
  readonly steps: { name: string; argument: unknown }[] = [];
  result: string | null = null;
  error: unknown = null;
  readonly run: Run;
  private clock: number;
  private commands = 0;
  private ids = 0;
  private timers: { at: number; fire: () => void }[] = [];

  constructor(
    process: Process,
    private readonly input: unknown,
    private readonly options: {
      /** Epoch ms. @default 0 */
      readonly startAt?: number;
      /** How long tasks stay open that time out. @default a minute */
      readonly taskTimeoutMs?: number;
      /** Instead of `taskTimeoutMs`: when a task times out, epoch ms; null for a policy that sets no such limit. */
      readonly timeoutInstant?: (request: TaskTimeout) => number | null;
      /** @default `done`, at once */
      readonly childResult?: (name: string, process: string, input: unknown) => string | Promise<string>;
      readonly stepResult?: (name: string, argument: unknown) => unknown;
      /** Called with what the process sends a child, or its parent (null). */
      readonly onSend?: Host['send'];
      readonly hooks?: Pick<Host, 'choose' | 'items' | 'follows'>;
    } = {},
  ) {
    this.clock = options.startAt ?? 0;
    this.run = new Run(process, { ...this.host(), ...options.hooks });
  }

  async start(): Promise<this> {
    void this.run.start(this.input).then(
      (result) => (this.result = result),
      (error: unknown) => (this.error = error),
    );
    await this.settle();
    return this;
  }

  /** The open task of that name (and key). @throws {Error} when there is none */
  task(name: string, key?: string): OpenTask {
    const found = this.openTasks().find(
      (task) => task.name === name && (key === undefined || task.key === key),
    );
    if (!found)
      throw new Error(
        `no open task '${name}', open are: ${this.openTasks()
          .map((t) => t.name)
          .join(', ')}`,
      );
    return found;
  }
  /** How many timers are running. */
  get pendingTimers(): number {
    return this.timers.length;
  }
  openTasks(): OpenTask[] {
    return [...this.run.tasks.open.values()];
  }

  /**
   * Completes the open task as somebody who may: a member of its unit with its role, another person for each task unless
   * `account` says otherwise. Forms are outside of the engine, so `decision` is not validated.
   *
   * @throws {DubanError} when the engine rejects it
   */
  async complete(
    name: string,
    outcome: string,
    decision: unknown = {},
    options: {
      readonly key?: string;
      readonly account?: string;
      readonly unit?: string;
      /** When the gateway accepted it, epoch ms. @default now */
      readonly acceptedAt?: number;
    } = {},
  ): Promise<this> {
    const task = this.task(name, options.key);
    const by = this.run.definition.tasks[name]!.by;
    const { acceptedAt, account = `${name}-${task.unit}`, unit = task.unit } = options;
    const actor =
      by === 'citizen' ? { account: 'citizen', unit: '', roles: [] } : { account, unit, roles: [by.role] };
    return this.send(
      { kind: 'complete', task: task.number, outcome, decision, by: actor },
      undefined,
      acceptedAt === undefined ? {} : { acceptedAt },
    );
  }

  message(name: string, decision: unknown = {}): Promise<this> {
    return this.send({ kind: 'message', name, decision, by: { account: 'system', unit: '', roles: [] } });
  }

  /** Delivers a signal of the parent, or of the child with that key. */
  signal(name: string, decision: unknown = {}, key?: string): Promise<this> {
    this.run.receive({ kind: 'signal', name, decision, from: key && this.run.children.childOf(key) });
    return this.settle();
  }

  async send(
    command: Command,
    timeouts?: CommandEnvelope['timeouts'],
    instants: Pick<CommandEnvelope, 'acceptedAt' | 'timeoutsAsOf'> = {},
  ): Promise<this> {
    this.commands += 1;
    this.run.check(command);
    this.run.apply({ id: `command-${this.commands}`, command, ...(timeouts && { timeouts }), ...instants });
    return this.settle();
  }

  /** Lets time pass; every timer on the way fires in its order. */
  async advance(ms: number): Promise<this> {
    const until = this.clock + ms;
    for (;;) {
      const next = this.timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.clock = next.at;
      next.fire();
      await this.settle();
    }
    this.clock = until;
    return this;
  }

  /**
   * Lets the task time out. Whatever else is due within `taskTimeoutMs` happens too.
   *
   * @throws {Error} when the task is not open, or declares no `expires`
   */
  async expire(name: string): Promise<this> {
    this.task(name);
    if (this.run.definition.tasks[name]!.expires === undefined)
      throw new Error(`task '${name}' declares no 'expires', so it never times out`);
    return this.advance(this.options.taskTimeoutMs ?? MINUTE);
  }

  /**
   * Lets every coroutine run to its next wait. Without I/O everything happens in microtasks; a hundred in a row without an
   * event is more than any chain of awaits in a behaviour.
   */
  async settle(): Promise<this> {
    for (let quiet = 0; quiet < 100; quiet += 1) {
      await null;
      if (this.run.hasEvents) {
        this.events.push(...this.run.takeEvents());
        quiet = 0;
      }
    }
    if (this.error) throw this.error;
    return this;
  }

  private host(): Host {
    return {
      now: () => this.clock,
      newId: () => `00000000-0000-4000-8000-${String((this.ids += 1)).padStart(12, '0')}`,
      describeFailure: (error) => (error instanceof OutsideFailure ? error.message : null),
      step: async (name, argument) => {
        this.steps.push({ name, argument });
        return this.options.stepResult?.(name, argument);
      },
      child: async (name, process, input) => this.options.childResult?.(name, process, input) ?? 'done',
      send: (process, message) => this.options.onSend?.(process, message),
      timeoutInstant: async (request) =>
        this.options.timeoutInstant
          ? this.options.timeoutInstant(request)
          : later(request.endsAt ?? request.from + (this.options.taskTimeoutMs ?? MINUTE), request.pauses),
      timer: (at) => {
        let fire = (): void => undefined;
        const done = new Promise<void>((resolve) => (fire = resolve));
        const timer = { at, fire };
        this.timers.push(timer);
        return { done, cancel: () => void (this.timers = this.timers.filter((other) => other !== timer)) };
      },
    };
  }
}

const later = (at: number, pauses: TaskTimeout['pauses'] = []): number =>
  pauses.reduce((sum, { pausedAt, resumedAt }) => sum + resumedAt - pausedAt, at);
