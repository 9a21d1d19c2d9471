import { actedAt, extensionOf, type ProcessEvent } from '../../../workflows/engine/definition/events.js';
import type { ClockInstants, TimeLimits } from '../time-limits/time-limit-service.js';
import { computedInstants } from './computed-instants.js';
import type { ClockState, Effects, Known } from './effects.js';
import { keepMissedThresholds } from './missed-thresholds.js';
import { iso } from './shown-instants.js';

type EventOf<T extends ProcessEvent['type']> = Extract<ProcessEvent, { type: T }>;

/** The clocks of a process while its events are folded. Methods return the changed clock. */
export class FoldedClocks {
  private suspended: boolean;

  constructor(
    private readonly effects: Pick<Effects, 'clocksStarted' | 'clocksChanged' | 'clocksTouched'>,
    private readonly known: Known,
    private readonly timeLimits: TimeLimits,
  ) {
    this.suspended = known.suspended;
  }

  /** @throws {Error} when there is no such clock, or it was not read */
  get(number: number): ClockState {
    const { clocksStarted, clocksChanged } = this.effects;
    const clock = clocksStarted.get(number) ?? clocksChanged.get(number) ?? this.known.clocks?.get(number);
    if (!clock) throw new Error(`there is no clock ${number}`);
    return clock;
  }

  /** Whether the state of a clock is known: it was read, or this batch starts it. */
  isRead(number: number): boolean {
    return this.effects.clocksStarted.has(number) || (this.known.clocks?.has(number) ?? false);
  }

  start(event: EventOf<'clock.started'>): ClockState {
    const cap = event.cap === undefined ? null : this.get(event.cap);
    const instants = computedInstants(() =>
      this.timeLimits.startClock({
        limit: event.limit,
        class: event.class,
        due: event.due,
        unit: event.unit,
        at: event.at,
        // The rest of a paused clock is counted from its pause.
        cap: cap?.dueAt == null ? undefined : { dueAt: cap.dueAt, from: cap.pausedAt ?? event.at },
      }),
    );
    const clock: ClockState = {
      ...instants,
      number: event.clock,
      name: event.name,
      limit: event.limit,
      unit: event.unit,
      task: event.task ?? null,
      class: event.class ?? null,
      due: event.due ?? null,
      cap: event.cap ?? null,
      state: this.suspended ? 'suspended' : 'running',
      startedAt: event.at,
      pausedAt: this.suspended ? event.at : null,
      stoppedAt: null,
      fulfilledAt: null,
      missed: [],
    };
    this.effects.clocksStarted.set(event.clock, clock);
    return clock;
  }

  pause(event: EventOf<'clock.paused'>): ClockState {
    const clock = this.get(event.clock);
    return this.change(clock, { state: 'paused', pausedAt: clock.pausedAt ?? actedAt(event) });
  }

  /** In a suspended process a clock stays paused until the whole process is resumed. */
  resume(event: EventOf<'clock.resumed'>): ClockState {
    const clock = this.get(event.clock);
    return this.suspended ? this.change(clock, { state: 'suspended' }) : this.run(clock, event.at);
  }

  extend(event: EventOf<'clock.extended'>): ClockState {
    const [at, by] = [actedAt(event), extensionOf(event)];
    const clock = keepMissedThresholds(this.get(event.clock), at);
    return this.changeInstants(clock, () => this.timeLimits.extendClock(clock, by, at), {
      // A date that was decided during a pause holds: only the rest of the pause moves it.
      ...('until' in by && clock.pausedAt !== null && { pausedAt: Math.max(clock.pausedAt, at) }),
    });
  }

  reclass(event: EventOf<'clock.reclassed'>): ClockState {
    const at = actedAt(event);
    const clock = keepMissedThresholds(this.get(event.clock), at);
    const compute = (): ClockInstants => this.timeLimits.reclassClock(clock, event.class, at);
    return this.changeInstants(clock, compute, { class: event.class });
  }

  redate(event: EventOf<'clock.redated'>): ClockState {
    const at = actedAt(event);
    const clock = keepMissedThresholds(this.get(event.clock), at);
    const compute = (): ClockInstants => this.timeLimits.redateClock(clock, event.due, at);
    return this.changeInstants(clock, compute, { due: event.due });
  }

  move(event: EventOf<'clock.moved'>): ClockState {
    return this.change(keepMissedThresholds(this.get(event.clock), actedAt(event)), { unit: event.unit });
  }

  /** A clock that was not read is stopped without being read: most events only start and stop clocks. */
  stop(event: EventOf<'clock.stopped'>): void {
    const at = actedAt(event);
    const fulfilledAt = event.fulfilled ? at : null;
    if (this.isRead(event.clock)) {
      this.change(this.get(event.clock), { state: 'stopped', stoppedAt: at, fulfilledAt });
    } else {
      this.effects.clocksTouched.set(event.clock, {
        number: event.clock,
        stopped_at: iso(at),
        ...(fulfilledAt !== null && { fulfilled_at: iso(fulfilledAt) }),
      });
    }
  }

  suspendAll(at: number): void {
    this.suspended = true;
    for (const clock of this.all()) {
      if (clock.state === 'running')
        this.change(clock, { state: 'suspended', pausedAt: Math.max(at, clock.startedAt) });
    }
  }

  resumeAll(at: number): void {
    this.suspended = false;
    for (const clock of this.all()) if (clock.state === 'suspended') this.run(clock, at);
  }

  private all(): ClockState[] {
    const numbers = new Set([...(this.known.clocks?.keys() ?? []), ...this.effects.clocksStarted.keys()]);
    return [...numbers].map((number) => this.get(number));
  }

  private run(clock: ClockState, at: number): ClockState {
    const kept = keepMissedThresholds(clock, at);
    const compute = (): ClockInstants => this.timeLimits.resumeClock(kept, clock.pausedAt!, at);
    return this.changeInstants(kept, compute, { state: 'running', pausedAt: null });
  }

  private changeInstants(
    clock: ClockState,
    compute: () => ClockInstants,
    changes: Partial<ClockState>,
  ): ClockState {
    const instants = computedInstants(compute, clock);
    return this.change(clock, { ...instants, error: clock.error ?? instants.error, ...changes });
  }

  private change(clock: ClockState, changes: Partial<ClockState>): ClockState {
    const { clocksStarted, clocksChanged } = this.effects;
    const changed = { ...clock, ...changes };
    (clocksStarted.has(clock.number) ? clocksStarted : clocksChanged).set(clock.number, changed);
    return changed;
  }
}
