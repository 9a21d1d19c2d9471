import { Branch, never } from './branch.js';
import { checkCompletion } from './check-completion.js';
import { ClockBook } from './clock-book.js';
import type { Command, CommandEnvelope } from './commands.js';
import { buildContext } from './context-builder.js';
import type { Process } from './context.js';
import type { ProcessDefinition } from './definition.js';
import { DubanError } from './errors.js';
import { Family } from './family.js';
import type { Actor, NewEvent, ProcessEvent } from './events.js';
import type { Host, Told } from './host.js';
import { IncidentBook } from './incident-book.js';

export interface OpenTask {
  readonly number: number;
  readonly name: string;
  readonly key?: string;
  unit: string;
  readonly without: readonly string[];
  readonly branch: Branch;
  readonly class?: string;
  readonly due?: string;
  /** Hands the outcome to the behaviour. */
  settle(closing: { outcome: string; decision?: unknown; by?: Actor }): void;
  /** Lets its course limit run out at another instant, epoch ms; earlier than it was to only if `earlier`. */
  moveExpiry(to: number, change: { readonly earlier: boolean; readonly calendarVersion: number }): void;
}

interface Waiter {
  readonly name: string;
  readonly branch: Branch;
  readonly once: boolean;
  receive(decision: unknown, by: Actor): void;
}

/**
 * One process in progress: the behaviour, what it holds open, and the events it has told. Knows nothing of Temporal;
 * a Host connects it to the world. Everything here is synchronous: a command changes the state, the behaviour then
 * runs to its next wait.
 */
export class Run {
  readonly definition: ProcessDefinition;
  readonly root = new Branch(null);
  readonly clocks: ClockBook;
  readonly family: Family;
  readonly incidents: IncidentBook;
  readonly tasks = new Map<number, OpenTask>();
  result: string | null = null;
  suspended = false;

  private seq = 0;
  private taskCount = 0;
  private outbox: ProcessEvent[] = [];
  private stage = '';
  private readonly waiters = new Set<Waiter>();
  private readonly performers = new Map<string, string>();
  private readonly onResume = new Set<() => void>();
  private carried: { at: number; course: Readonly<Record<string, number>> } | null = null;
  private readonly withdrawn = new Set<string>();
  private cancelProcess: (result: string) => void = () => undefined;

  constructor(
    private readonly process: Process,
    readonly host: Host,
  ) {
    this.definition = process.definition;
    this.clocks = new ClockBook((event) => this.emit(event), this.definition);
    this.family = new Family(host, (event) => this.emit(event));
    this.incidents = new IncidentBook(host, (event) => this.emit(event));
  }

  /** Runs the behaviour to its end; resolves with the result, `cancelled` included. */
  async start(input: unknown): Promise<string> {
    const cancelled = new Promise<string>((resolve) => (this.cancelProcess = resolve));
    this.emit({ type: 'process.started' });
    const behaviour = this.process.behaviour as unknown as (p: unknown, input: unknown) => Promise<string>;
    const result = await Promise.race([behaviour(buildContext(this, this.root), input), cancelled]).catch(
      (error: unknown) => {
        if (this.result !== null) return this.result; // a cancel ends what throws, too
        throw error;
      },
    );
    if (this.result !== null) return this.result; // cancelled, perhaps in the very instant of its end
    this.host.follows?.(this.root.last, `end:${result}`);
    this.root.cancel();
    this.clocks.stopAll();
    this.emit({ type: 'process.completed', result });
    this.result = result;
    return result;
  }

  emit(event: NewEvent): void {
    this.seq += 1;
    this.outbox.push({ seq: this.seq, at: this.host.now(), ...event });
  }

  get lastSeq(): number {
    return this.seq;
  }
  get hasEvents(): boolean {
    return this.outbox.length > 0;
  }
  /** Hands over every event not yet carried; the caller is its only carrier. */
  takeEvents(): ProcessEvent[] {
    const events = this.outbox;
    this.outbox = [];
    return events;
  }

  /**
   * Refuses a command that has been withdrawn, or that knows more of this process than it does itself; then as `check`.
   * @throws DubanError with the code the caller shall see
   */
  admit({ id, command, seen = 0 }: CommandEnvelope): void {
    if (this.withdrawn.has(id)) throw new DubanError('COMMAND_WITHDRAWN', 'the command has been withdrawn');
    if (seen > this.seq)
      throw new DubanError(
        'PROCESS_LOST',
        `event ${seen} was told, but this workflow has come to ${this.seq}`,
      );
    this.check(command);
  }

  /**
   * Refuses a command that cannot be obeyed now, without any effect.
   * @throws DubanError with the code the caller shall see
   */
  check(command: Command): void {
    if (this.result !== null) throw new DubanError('PROCESS_ENDED', 'the process has ended');
    switch (command.kind) {
      case 'begin':
      case 'recalculate':
      case 'cancel':
        return;
      case 'suspend':
        if (this.suspended) throw new DubanError('PROCESS_SUSPENDED', 'the process is suspended already');
        return;
      case 'resume':
        if (!this.suspended) throw new DubanError('PROCESS_NOT_SUSPENDED', 'the process is not suspended');
        return;
      case 'reassign':
        this.openTask(command.task);
        return;
      case 'message':
        this.refuseWhileSuspended();
        if (![...this.waiters].some((w) => w.name === command.name)) {
          throw new DubanError('MESSAGE_NOT_EXPECTED', `'${command.name}' is not expected now`);
        }
        return;
      case 'complete':
        this.refuseWhileSuspended();
        checkCompletion(this.definition, this.openTask(command.task), command, this.performers);
    }
  }

  /** Carries a command out. Checked again: another one may have come between. */
  apply(envelope: CommandEnvelope): void {
    const { command, id } = envelope;
    const by: Actor = { account: command.by.account, unit: command.by.unit };
    this.admit(envelope);
    this.carried = envelope.course ? { at: this.host.now(), course: envelope.course } : null;
    switch (command.kind) {
      case 'begin':
        return;
      case 'complete': {
        const task = this.openTask(command.task);
        this.performers.set(task.name, by.account);
        this.close(task, { how: 'completed', outcome: command.outcome, by, command: id });
        task.settle({ outcome: command.outcome, decision: command.decision, by });
        return;
      }
      case 'message':
        this.emit({ type: 'message.received', name: command.name, by, command: id });
        for (const waiter of [...this.waiters].filter((w) => w.name === command.name)) {
          if (waiter.once) this.waiters.delete(waiter);
          waiter.receive(command.decision, by);
        }
        return;
      case 'reassign': {
        const task = this.openTask(command.task);
        task.unit = command.unit;
        this.emit({ type: 'task.reassigned', task: task.number, unit: command.unit, by, command: id });
        this.clocks.moveOfTask(task.number, command.unit);
        return;
      }
      case 'suspend':
        this.suspended = true;
        this.family.tellAll({ kind: 'suspend' });
        this.emit({ type: 'process.suspended', by, command: id });
        return;
      case 'resume':
        this.suspended = false;
        this.family.tellAll({ kind: 'resume' });
        this.emit({ type: 'process.resumed', by, command: id });
        for (const resume of [...this.onResume]) resume();
        this.onResume.clear();
        return;
      case 'cancel':
        this.root.cancel();
        this.clocks.stopAll();
        this.emit({ type: 'process.cancelled', by, command: id });
        this.result = 'cancelled'; // at once: the next command may come before the behaviour's promise settles
        this.cancelProcess('cancelled');
        return;
      case 'recalculate':
        for (const [task, to] of Object.entries(command.expiries))
          this.tasks.get(Number(task))?.moveExpiry(to, command);
    }
  }

  /** Another process tells this one something. It cannot be refused: what comes too late has no effect. */
  receive(told: Told): void {
    if (this.result !== null) return;
    if (told.kind === 'signal') return this.family.receive(told);
    if (told.kind === 'withdraw') return void this.withdrawn.add(told.command);
    if (told.kind !== 'cancel' && this.suspended === (told.kind === 'suspend')) return;
    const { by = SYSTEM, command: id = this.host.newId() } = told.kind === 'cancel' ? told : {};
    this.apply({ id, command: { kind: told.kind, by: { ...by, roles: [] } } });
  }

  enterStage(stage: string): void {
    if (stage === this.stage) return;
    this.stage = stage;
    this.emit({ type: 'stage.entered', stage });
  }

  /** Opens a task in a branch and waits until it closes. Resolves never when the branch is cancelled. */
  openAndWait(
    branch: Branch,
    name: string,
    options: { to: string; key?: string; without?: readonly string[]; class?: string; due?: string },
  ): Promise<unknown> {
    if (branch.cancelled) return never();
    const definition = this.definition.tasks[name];
    if (!definition) throw new Error(`process ${this.definition.key} declares no task '${name}'`);
    this.host.follows?.(branch.last, name);
    this.enterStage(definition.stage);
    const number = (this.taskCount += 1);
    const own = definition.limit
      ? this.clocks.startForTask(number, definition.limit, {
          unit: options.to,
          class: options.class,
          due: options.due,
        })
      : undefined;
    const without = options.without ?? [];
    this.emit({
      type: 'task.opened',
      task: number,
      name,
      unit: options.to,
      ...(options.key !== undefined && { key: options.key }),
      ...(without.length > 0 && { without }),
      ...(options.due !== undefined && { due: options.due }),
      ...withClock(own ?? this.clocks.firstRunning(definition.clocks ?? [])),
    });

    return new Promise((resolve) => {
      let expiry: Expiry | undefined;
      const task: OpenTask = {
        number,
        name,
        key: options.key,
        unit: options.to,
        without,
        branch,
        class: options.class,
        due: options.due,
        settle: ({ outcome, decision, by }) => {
          expiry?.cancel();
          release();
          branch.last = [{ node: name, via: outcome }];
          const at = this.host.now();
          resolve(
            outcome === 'expired'
              ? { outcome, at, task: number }
              : { outcome, decision, by, at, task: number },
          );
        },
        moveExpiry: (to, { earlier, calendarVersion }) => {
          const moved = expiry?.move(to, earlier);
          if (moved) this.emit({ type: 'limit.moved', task: number, ...moved, calendarVersion });
        },
      };
      this.tasks.set(number, task);
      const release = branch.hold(() => {
        expiry?.cancel();
        this.close(task, { how: 'cancelled' });
      });
      if (definition.expires) expiry = this.armExpiry(task, definition.expires);
    });
  }

  waitForMessage(branch: Branch, name: string): Promise<unknown> {
    if (branch.cancelled) return never();
    return new Promise((resolve) => {
      const waiter: Waiter = {
        name,
        branch,
        once: true,
        receive: (decision, by) => {
          release();
          this.host.follows?.(branch.last, `message:${name}`);
          branch.last = [{ node: `message:${name}`, via: '' }];
          resolve({ decision, by });
        },
      };
      this.waiters.add(waiter);
      const release = branch.hold(() => this.waiters.delete(waiter));
    });
  }

  listen(branch: Branch, name: string, handler: (decision: unknown, by: Actor) => void): void {
    const waiter: Waiter = { name, branch, once: false, receive: handler };
    this.waiters.add(waiter);
    branch.hold(() => this.waiters.delete(waiter));
  }

  /** Names of the messages that would be taken now. */
  expectedMessages(): { name: string; once: boolean }[] {
    return [...this.waiters].map(({ name, once }) => ({ name, once }));
  }

  private close(
    task: OpenTask,
    closing: { how: 'completed' | 'expired' | 'cancelled'; outcome?: string; by?: Actor; command?: string },
  ): void {
    this.tasks.delete(task.number);
    this.emit({ type: 'task.closed', task: task.number, ...closing });
    this.clocks.stopOfTask(task.number);
  }

  private armExpiry(task: OpenTask, limit: string): Expiry {
    const from = this.host.now();
    let dropped = false;
    let armed: number | undefined;
    let current = { cancel: (): void => undefined };
    const arm = (at: number): void => {
      const timer = this.host.timer(at);
      armed = at;
      current = timer;
      void timer.done.then(() => (dropped ? undefined : expire()));
    };
    const expire = (): void => {
      if (this.suspended) {
        this.onResume.add(expire); // the citizen or unit gets no outcome while everything stands still
        return;
      }
      if (dropped || !this.tasks.has(task.number)) return;
      this.close(task, { how: 'expired', outcome: 'expired' });
      task.settle({ outcome: 'expired' });
    };
    const known = this.carriedInstant(limit, task.class);
    if (known !== undefined) arm(known);
    else {
      const { class: taskClass, due } = task;
      const request = { limit, class: taskClass, ...(due !== undefined && { due }), from };
      void this.host.courseInstant(request).then(
        (at) => {
          // It may have been moved while it was asked for.
          if (!dropped && at !== null && armed === undefined) arm(at);
        },
        (failure: unknown) => this.incidents.raise(task.branch, failure, { kind: 'limit', name: limit }),
      );
    }
    return {
      move: (to, earlier) => {
        const before = armed;
        if (to === before || (before !== undefined && to < before && !earlier)) return null;
        current.cancel();
        this.onResume.delete(expire); // it had run out while everything stood still
        arm(to);
        return { ...(before !== undefined && { from: before }), to };
      },
      cancel: () => {
        dropped = true;
        current.cancel();
        this.onResume.delete(expire);
      },
    };
  }

  /** Valid only in the activation that brought it: later the limit would start at another instant. */
  private carriedInstant(limit: string, limitClass?: string): number | undefined {
    if (!this.carried || this.carried.at !== this.host.now()) return undefined;
    return this.carried.course[limitClass ? `${limit}/${limitClass}` : limit] ?? this.carried.course[limit];
  }

  private openTask(number: number): OpenTask {
    const task = this.tasks.get(number);
    if (!task) throw new DubanError('TASK_NOT_OPEN', `task ${number} is not open`);
    return task;
  }

  private refuseWhileSuspended(): void {
    if (this.suspended) throw new DubanError('PROCESS_SUSPENDED', 'the process is suspended');
  }
}

/** A course limit on its way. */
interface Expiry {
  cancel(): void;
  /** Gives what changed; null when nothing did. */
  move(to: number, earlier: boolean): { readonly from?: number; readonly to: number } | null;
}

const SYSTEM = { account: 'system', unit: '' } as const;

const withClock = (clock: number | undefined): { clock?: number } => (clock === undefined ? {} : { clock });
