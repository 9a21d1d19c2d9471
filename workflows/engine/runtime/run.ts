import { AppliedCommand } from './applied-command.js';
import { Branch, never } from './branch.js';
import { checkCompletion } from './check-completion.js';
import { ClockBook } from './process-clocks.js';
import type { Command, CommandEnvelope } from '../definition/commands.js';
import { buildContext } from './context-builder.js';
import type { Process } from '../definition/context.js';
import { TaskTimer } from './task-timeout.js';
import type { ProcessDefinition } from '../definition/definition.js';
import { DubanError } from '../errors.js';
import { Family } from './child-processes.js';
import type { Actor, NewEvent, ProcessEvent } from '../definition/events.js';
import type { Host, Told } from './host.js';
import { IncidentBook } from './process-incidents.js';

export interface OpenTask {
  readonly number: number;
  readonly name: string;
  readonly key?: string;
  unit: string;
  readonly without: readonly string[];
  readonly branch: Branch;
  readonly class?: string;
  readonly due?: string;
  readonly openedAt: number;
  /** Null: nothing happens when nobody attends to it. */
  timer: TaskTimer | null;
  /** Hands the outcome to the behaviour. */
  settle(closing: { outcome: string; decision?: unknown; by?: Actor }): void;
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
  private resumedAt = -Infinity;
  private readonly applied: AppliedCommand;
  private readonly withdrawn = new Set<string>();
  private cancelProcess: (result: string) => void = () => undefined;

  constructor(
    private readonly process: Process,
    readonly host: Host,
  ) {
    this.definition = process.definition;
    this.applied = new AppliedCommand(host);
    this.clocks = new ClockBook((event, since) => this.emit(event, since), this.definition);
    this.family = new Family(
      host,
      (event) => this.emit(event),
      () => this.applied.acceptedAt,
      (branch, signal, child) => this.incidents.strand(branch, signal, child),
    );
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

  /**
   * @param since what the event tells cannot have been done before this instant
   * @returns the instant of the event, epoch ms
   */
  emit(event: NewEvent, since = -Infinity): number {
    this.seq += 1;
    const at = this.host.now();
    const actedAt = this.applied.actedAt(event.type, since);
    this.outbox.push({ seq: this.seq, at, ...(actedAt < at && { actedAt }), ...event });
    return at;
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
    if (this.withdrawn.has(id)) throw new DubanError('COMMAND_WITHDRAWN');
    if (seen > this.seq)
      throw new DubanError('PROCESS_LOST', {
        code: 'engine.eventsMissing',
        params: { seen, emitted: this.seq },
      });
    this.check(command);
  }

  /**
   * Refuses a command that cannot be obeyed now, without any effect.
   * @throws DubanError with the code the caller shall see
   */
  check(command: Command): void {
    if (this.result !== null) throw new DubanError('PROCESS_ENDED');
    switch (command.kind) {
      case 'begin':
      case 'recalculate':
      case 'cancel':
        return;
      case 'suspend':
        if (this.suspended) throw new DubanError('PROCESS_SUSPENDED');
        return;
      case 'resume':
        if (!this.suspended) throw new DubanError('PROCESS_NOT_SUSPENDED');
        return;
      case 'reassign':
        this.openTask(command.task);
        return;
      case 'message':
        this.refuseWhileSuspended();
        if (![...this.waiters].some((w) => w.name === command.name)) {
          throw new DubanError('MESSAGE_NOT_EXPECTED', {
            code: 'engine.messageNotExpected',
            params: { message: command.name },
          });
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
    this.applied.set(envelope);
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
        const { number, openedAt } = task;
        this.emit({ type: 'task.reassigned', task: number, unit: command.unit, by, command: id }, openedAt);
        this.clocks.moveOfTask(task.number, command.unit);
        return;
      }
      case 'suspend': {
        this.suspended = true;
        this.family.tellAll({ kind: 'suspend' });
        this.emit({ type: 'process.suspended', by, command: id }, this.resumedAt);
        const suspendedAt = this.applied.actedAt('process.suspended', this.resumedAt);
        for (const { timer } of this.tasks.values()) timer?.pause(suspendedAt);
        return;
      }
      case 'resume':
        this.suspended = false;
        this.family.tellAll({ kind: 'resume' });
        // Counted from now on, not from the command: before, nobody could make use of it.
        this.resumedAt = this.emit({ type: 'process.resumed', by, command: id });
        for (const { timer } of this.tasks.values()) timer?.resume(this.resumedAt);
        return;
      case 'cancel': {
        const { mistaken } = command;
        if (mistaken) this.family.markMistaken();
        this.root.cancel();
        this.clocks.stopAll();
        this.emit({ type: 'process.cancelled', by, command: id, ...(mistaken && { mistaken }) });
        this.result = 'cancelled'; // at once: the next command may come before the behaviour's promise settles
        this.cancelProcess('cancelled');
        return;
      }
      case 'recalculate':
        this.recalculate(command, envelope.acceptedAt ?? this.host.now());
    }
  }

  /** Another process tells this one something. It cannot be refused: what comes too late has no effect. */
  receive(told: Told): void {
    if (this.result !== null) return;
    if (told.kind === 'signal') return this.family.receive(told);
    if (told.kind === 'withdraw') return void this.withdrawn.add(told.command);
    if (told.kind !== 'cancel' && this.suspended === (told.kind === 'suspend')) return;
    const { by = SYSTEM, command: id = this.host.newId(), mistaken } = told.kind === 'cancel' ? told : {};
    const actor = { ...by, roles: [] };
    const command: Command =
      told.kind === 'cancel'
        ? { kind: told.kind, by: actor, ...(mistaken && { mistaken }) }
        : { kind: told.kind, by: actor };
    this.apply({ id, command, ...(told.at !== undefined && { acceptedAt: told.at }) });
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
    const openedAt = this.emit({
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
      const task: OpenTask = {
        number,
        name,
        key: options.key,
        unit: options.to,
        without,
        branch,
        class: options.class,
        due: options.due,
        openedAt,
        timer: null,
        settle: ({ outcome, decision, by }) => {
          task.timer?.cancel();
          release();
          branch.last = [{ node: name, via: outcome }];
          const at = this.applied.actedAt('task.closed', openedAt);
          resolve(
            outcome === 'expired'
              ? { outcome, at, task: number }
              : { outcome, decision, by, at, task: number },
          );
        },
      };
      this.tasks.set(number, task);
      const release = branch.hold(() => {
        task.timer?.cancel();
        this.close(task, { how: 'cancelled' });
      });
      if (definition.expires) task.timer = this.startTimer(task, definition.expires);
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
    this.emit({ type: 'task.closed', task: task.number, ...closing }, task.openedAt);
    const { leavesUndone = [] } = this.definition.tasks[task.name]!;
    const { how, outcome = '' } = closing;
    this.clocks.stopOfTask(task.number, how === 'completed' && !leavesUndone.includes(outcome));
  }

  private startTimer(task: OpenTask, limit: string): TaskTimer {
    const { number, class: taskClass, due, openedAt: from } = task;
    const request = { limit, class: taskClass, ...(due !== undefined && { due }), from };
    return new TaskTimer(this.host, request, {
      known: this.applied.timeoutInstant(limit, taskClass),
      suspended: this.suspended,
      onExpire: () => {
        this.applied.interrupt();
        this.close(task, { how: 'expired', outcome: 'expired' });
        task.settle({ outcome: 'expired' });
      },
      onFailure: (failure) => this.incidents.raise(task.branch, failure, { kind: 'limit', name: limit }),
      onMoved: (change) => void this.emit({ type: 'limit.moved', task: number, ...change }),
    });
  }

  /** @param asOf when the expiries were counted, epoch ms */
  private recalculate(command: Extract<Command, { kind: 'recalculate' }>, asOf: number): void {
    const { calendarVersion, earlier } = command;
    for (const [number, to] of Object.entries(command.expiries)) {
      const task = Number(number);
      const moved = this.tasks.get(task)?.timer?.move(to, { earlier, asOf });
      if (moved) this.emit({ type: 'limit.moved', task, ...moved, calendarVersion });
    }
  }

  private openTask(number: number): OpenTask {
    const task = this.tasks.get(number);
    if (!task)
      throw new DubanError('TASK_NOT_OPEN', { code: 'engine.taskNotOpen', params: { task: number } });
    return task;
  }

  private refuseWhileSuspended(): void {
    if (this.suspended) throw new DubanError('PROCESS_SUSPENDED');
  }
}

const SYSTEM = { account: 'system', unit: '' } as const;

const withClock = (clock: number | undefined): { clock?: number } => (clock === undefined ? {} : { clock });
