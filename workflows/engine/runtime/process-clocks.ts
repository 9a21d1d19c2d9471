import type { ProcessDefinition } from '../definition/definition.js';
import { extensionOf, type Extension, type NewEvent } from '../definition/events.js';

/**
 * The clocks of one process, as names and numbers. The workflow only records that they start, pause and stop. When they
 * are due is computed outside, where policy and calendar are known, and stored in the read model.
 */
export class ProcessClocks {
  private count = 0;
  private readonly named = new Map<string, number>();
  private readonly ofTask = new Map<number, number>();
  /** Running clock -> epoch ms of its start or last resumption: none of its later events was caused before. */
  private readonly running = new Map<number, number>();
  /** Named clock -> the day it was started or redated with. */
  private readonly dues = new Map<number, string>();
  /** Named clock -> the unit that answers for it. */
  private readonly unitOf = new Map<string, string>();
  /** Paused clock -> reason. */
  private readonly paused = new Map<number, string>();

  constructor(
    /** @param since epoch ms before which the event cannot have been caused; @returns the event's instant, epoch ms */
    private readonly emit: (event: NewEvent, since?: number) => number,
    private readonly definition: ProcessDefinition,
    private readonly correctedDays: ReadonlyMap<string, string>,
  ) {}

  start(name: string, options: { unit: string; class?: string; due?: string; cap?: string }): void {
    const declared = this.definition.clocks?.[name];
    if (!declared) throw new Error(`process ${this.definition.key} declares no clock '${name}'`);
    this.stop(name);
    const clock = this.next();
    this.named.set(name, clock);
    const cap = options.cap === undefined ? undefined : this.named.get(options.cap);
    const due = options.due === undefined ? undefined : (this.correctedDays.get(name) ?? options.due);
    if (due !== undefined) this.dues.set(clock, due);
    const startedAt = this.emit({
      type: 'clock.started',
      clock,
      name,
      limit: declared.limit,
      unit: options.unit,
      ...(options.class !== undefined && { class: options.class }),
      ...(due !== undefined && { due }),
      ...(cap !== undefined && { cap }),
    });
    this.running.set(clock, startedAt);
    this.unitOf.set(name, options.unit);
  }

  startForTask(task: number, limit: string, options: { unit: string; class?: string; due?: string }): number {
    const clock = this.next();
    this.ofTask.set(task, clock);
    const startedAt = this.emit({
      type: 'clock.started',
      clock,
      name: limit,
      limit,
      unit: options.unit,
      task,
      ...(options.class !== undefined && { class: options.class }),
      ...(options.due !== undefined && { due: options.due }),
    });
    this.running.set(clock, startedAt);
    return clock;
  }

  /** Number of the running clock of that name. */
  numberOf(name: string): number | undefined {
    const clock = this.named.get(name);
    return clock !== undefined && this.running.has(clock) ? clock : undefined;
  }

  firstRunning(names: readonly string[]): number | undefined {
    return names.map((name) => this.numberOf(name)).find((clock) => clock !== undefined);
  }

  /** @throws {Error} for a reason that the definition does not declare: timelines would have no title for it */
  pause(name: string, reason: string): void {
    if (this.definition.clocks?.[name]?.pauses?.[reason] === undefined)
      throw new Error(`clock '${name}' of ${this.definition.key} declares no pause '${reason}'`);
    const clock = this.numberOf(name);
    if (clock === undefined || this.paused.has(clock)) return;
    this.paused.set(clock, reason);
    this.emit({ type: 'clock.paused', clock, reason }, this.running.get(clock));
  }

  resume(name: string): void {
    const clock = this.numberOf(name);
    const reason = clock === undefined ? undefined : this.paused.get(clock);
    if (clock === undefined || reason === undefined) return;
    this.paused.delete(clock);
    this.running.set(clock, this.emit({ type: 'clock.resumed', clock, reason }));
  }

  extend(name: string, by: Extension): void {
    const clock = this.numberOf(name);
    if (clock !== undefined)
      this.emit({ type: 'clock.extended', clock, ...extensionOf(by) }, this.running.get(clock));
  }

  reclass(name: string, limitClass: string): void {
    const clock = this.numberOf(name);
    if (clock !== undefined)
      this.emit({ type: 'clock.reclassed', clock, class: limitClass }, this.running.get(clock));
  }

  move(name: string, unit: string): void {
    const clock = this.numberOf(name);
    if (clock === undefined) return;
    this.unitOf.set(name, unit);
    this.emit({ type: 'clock.moved', clock, unit }, this.running.get(clock));
  }

  /** Moves the running clocks of a unit, other than those of its tasks, to the one that continues its part. */
  moveUnit(from: string, unit: string): void {
    for (const [name, owner] of this.unitOf) if (owner === from) this.move(name, unit);
  }

  /** Applies the corrected days to the clocks that the behaviour has started with a day. */
  redate(): void {
    for (const [name, clock] of this.named) {
      const due = this.correctedDays.get(name);
      const before = this.dues.get(clock);
      if (!this.running.has(clock) || due === undefined || before === undefined || due === before) continue;
      this.dues.set(clock, due);
      this.emit({ type: 'clock.redated', clock, due }, this.running.get(clock));
    }
  }

  redateOfTask(task: number, due: string): void {
    const clock = this.ofTask.get(task);
    if (clock !== undefined) this.emit({ type: 'clock.redated', clock, due }, this.running.get(clock));
  }

  /** @param fulfilled whether what the clock was for has been done */
  stop(name: string, fulfilled = false): void {
    const clock = this.numberOf(name);
    if (clock !== undefined) this.stopNumber(clock, fulfilled);
  }

  stopOfTask(task: number, fulfilled: boolean): void {
    const clock = this.ofTask.get(task);
    if (clock !== undefined && this.running.has(clock)) this.stopNumber(clock, fulfilled);
    this.ofTask.delete(task);
  }

  moveOfTask(task: number, unit: string): void {
    const clock = this.ofTask.get(task);
    if (clock !== undefined) this.emit({ type: 'clock.moved', clock, unit }, this.running.get(clock));
  }

  stopAll(): void {
    for (const clock of [...this.running.keys()]) this.stopNumber(clock, false);
  }

  private next(): number {
    this.count += 1;
    return this.count;
  }

  private stopNumber(clock: number, fulfilled: boolean): void {
    const since = this.running.get(clock);
    this.running.delete(clock);
    this.paused.delete(clock);
    this.emit({ type: 'clock.stopped', clock, ...(fulfilled && { fulfilled }) }, since);
  }
}
