import type { AppliedCommand } from './applied-command.js';
import { never, type Branch } from './branch.js';
import { checkCompletion } from './check-completion.js';
import type { ProcessClocks } from './process-clocks.js';
import type { Command } from '../definition/commands.js';
import { TaskTimer } from './task-timeout.js';
import type { ProcessDefinition } from '../definition/definition.js';
import { DubanError } from '../errors.js';
import type { Actor, NewEvent } from '../definition/events.js';
import type { Host } from './host.js';
import type { ProcessIncidents } from './process-incidents.js';

export interface OpenTask {
  /** Within its process, from 1. */
  readonly number: number;
  readonly name: string;
  readonly key?: string;
  unit: string;
  readonly without: readonly string[];
  readonly branch: Branch;
  readonly class?: string;
  due?: string;
  /** Epoch ms. */
  readonly openedAt: number;
  /** Null: it does not time out. */
  timer: TaskTimer | null;
  /** Hands the outcome to the behaviour. */
  settle(closing: { outcome: string; decision?: unknown; by?: Actor }): void;
}

export interface ProcessTasksDeps {
  readonly definition: ProcessDefinition;
  readonly host: Host;
  readonly clocks: ProcessClocks;
  readonly incidents: ProcessIncidents;
  readonly applied: AppliedCommand;
  readonly correctedDays: ReadonlyMap<string, string>;
  /** @param since epoch ms before which the event cannot have been caused; @returns the event's instant, epoch ms */
  readonly emit: (event: NewEvent, since?: number) => number;
  readonly enterStage: (stage: string) => void;
  readonly isSuspended: () => boolean;
}

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** The tasks of one process: opens and closes them, and lets them time out. */
export class ProcessTasks {
  /** By number. */
  readonly open = new Map<number, OpenTask>();
  private count = 0;
  /** Task name -> account that completed the latest task of that name. */
  private readonly performers = new Map<string, string>();

  constructor(private readonly deps: ProcessTasksDeps) {}

  /** @throws DubanError TASK_NOT_OPEN */
  find(number: number): OpenTask {
    const task = this.open.get(number);
    if (!task)
      throw new DubanError('TASK_NOT_OPEN', { code: 'engine.taskNotOpen', params: { task: number } });
    return task;
  }

  /** @throws DubanError TASK_NOT_OPEN, and as `checkCompletion` */
  assertMayComplete(command: Of<'complete'>): void {
    checkCompletion(this.deps.definition, this.find(command.task), command, this.performers);
  }

  complete({ task: number, outcome, decision }: Of<'complete'>, by: Actor, command: string): void {
    const task = this.find(number);
    this.performers.set(task.name, by.account);
    this.close(task, { how: 'completed', outcome, by, command });
    task.settle({ outcome, decision, by });
  }

  reassign({ task: number, unit }: Pick<Of<'reassign'>, 'task' | 'unit'>, by: Actor, command: string): void {
    const task = this.find(number);
    task.unit = unit;
    this.deps.emit({ type: 'task.reassigned', task: number, unit, by, command }, task.openedAt);
    this.deps.clocks.moveOfTask(number, unit);
  }

  /** Moves the open tasks of a unit to the one that continues its part. */
  moveUnit(from: string, unit: string, by: Actor, command: string): void {
    for (const [number, task] of this.open)
      if (task.unit === from) this.reassign({ task: number, unit }, by, command);
  }

  /** @param asOf when the expiries were computed, epoch ms */
  recalculate({ expiries, earlier, calendarVersion }: Of<'recalculate'>, asOf: number): void {
    for (const [number, to] of Object.entries(expiries)) {
      const task = Number(number);
      const moved = this.open.get(task)?.timer?.move(to, { earlier, asOf });
      if (moved) this.deps.emit({ type: 'limit.moved', task, ...moved, calendarVersion });
    }
  }

  /** Applies the corrected days to the open tasks that the behaviour has opened with a day. */
  redate(): void {
    for (const task of this.open.values()) {
      const due = this.deps.correctedDays.get(task.name);
      if (due === undefined || task.due === undefined || due === task.due) continue;
      task.due = due;
      this.deps.emit({ type: 'task.redated', task: task.number, due });
      this.deps.clocks.redateOfTask(task.number, due);
      task.timer?.redate(due, this.deps.host.now());
    }
  }

  /** @param at epoch ms */
  pauseTimers(at: number): void {
    for (const { timer } of this.open.values()) timer?.pause(at);
  }

  /** @param at epoch ms */
  resumeTimers(at: number): void {
    for (const { timer } of this.open.values()) timer?.resume(at);
  }

  /** Opens a task in a branch and waits until it closes. Never resolves when the branch is cancelled. */
  openAndWait(
    branch: Branch,
    name: string,
    options: { to: string; key?: string; without?: readonly string[]; class?: string; due?: string },
  ): Promise<unknown> {
    const { clocks, correctedDays, definition, host } = this.deps;
    if (branch.cancelled) return never();
    const declared = definition.tasks[name];
    if (!declared) throw new Error(`process ${definition.key} declares no task '${name}'`);
    host.follows?.(branch.last, name);
    this.deps.enterStage(declared.stage);
    const { to: unit, key, without = [], class: limitClass } = options;
    const due = options.due === undefined ? undefined : (correctedDays.get(name) ?? options.due);
    const number = (this.count += 1);
    const own = declared.limit
      ? clocks.startForTask(number, declared.limit, { unit, class: limitClass, due })
      : undefined;
    const clock = own ?? clocks.firstRunning(declared.clocks ?? []);
    const openedAt = this.deps.emit({
      type: 'task.opened',
      task: number,
      name,
      unit,
      ...(key !== undefined && { key }),
      ...(without.length > 0 && { without }),
      ...(due !== undefined && { due }),
      ...(clock !== undefined && { clock }),
    });

    return new Promise((resolve) => {
      const task: OpenTask = {
        ...{ number, name, key, unit, without, branch, class: limitClass, due, openedAt },
        timer: null,
        settle: ({ outcome, decision, by }) => {
          task.timer?.cancel();
          release();
          branch.last = [{ node: name, via: outcome }];
          const at = this.deps.applied.actedAt('task.closed', openedAt);
          const result = { outcome, at, task: number };
          resolve(outcome === 'expired' ? result : { ...result, decision, by });
        },
      };
      this.open.set(number, task);
      const release = branch.hold(() => {
        task.timer?.cancel();
        this.close(task, { how: 'cancelled' });
      });
      if (declared.expires) task.timer = this.startTimer(task, declared.expires);
    });
  }

  private close(
    task: OpenTask,
    closing: { how: 'completed' | 'expired' | 'cancelled'; outcome?: string; by?: Actor; command?: string },
  ): void {
    this.open.delete(task.number);
    this.deps.emit({ type: 'task.closed', task: task.number, ...closing }, task.openedAt);
    const { leavesUndone = [] } = this.deps.definition.tasks[task.name]!;
    const { how, outcome = '' } = closing;
    this.deps.clocks.stopOfTask(task.number, how === 'completed' && !leavesUndone.includes(outcome));
  }

  private startTimer(task: OpenTask, limit: string): TaskTimer {
    const { applied, emit, host, incidents, isSuspended } = this.deps;
    const { number, class: limitClass, due, openedAt: from } = task;
    const request = { limit, class: limitClass, ...(due !== undefined && { due }), from };
    return new TaskTimer(host, request, {
      known: applied.timeoutInstant(limit, limitClass),
      suspended: isSuspended(),
      onExpire: () => {
        applied.interrupt();
        this.close(task, { how: 'expired', outcome: 'expired' });
        task.settle({ outcome: 'expired' });
      },
      onFailure: (failure) => incidents.raise(task.branch, failure, { kind: 'limit', name: limit }),
      onMoved: (change) => void emit({ type: 'limit.moved', task: number, ...change }),
    });
  }
}
