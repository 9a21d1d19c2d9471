import type { TaskTimeout, Host, Pause } from './host.js';

export interface TaskTimerOptions {
  /** When it runs out, if that was carried by the command that started it: epoch ms. */
  readonly known?: number;
  /** Its process is suspended as it starts. */
  readonly suspended: boolean;
  readonly onExpire: () => void;
  /** It runs out at another instant than it was to, because its process was suspended. */
  readonly onMoved: (change: { readonly from: number; readonly to: number }) => void;
  /** The instant cannot be had: the task never times out by itself. */
  readonly onFailure: (failure: unknown) => void;
}

/**
 * A task's timeout. While the process is suspended there is no timer, and what was left is left when it is resumed:
 * the activity counts that, because working days are known outside only. Until it has answered nothing runs out.
 */
export class TaskTimer {
  /** When it runs out, with all pauses counted but those in `uncounted`. */
  private endsAt: number | undefined;
  private uncounted: readonly Pause[] = [];
  private readonly pauses: Pause[] = [];
  private pausedAt: number | undefined;
  private unlimited = false;
  /** Grows with everything that makes a query or a timer on its way obsolete. */
  private generation = 0;
  private cancelTimer = (): void => undefined;

  constructor(
    private readonly host: Pick<Host, 'timer' | 'timeoutInstant'>,
    private readonly limit: TaskTimeout,
    private readonly options: TaskTimerOptions,
  ) {
    this.endsAt = options.known;
    if (options.suspended) this.pausedAt = limit.from;
    this.proceed();
  }

  /** @param at epoch ms; not before the limit's start or its last resumption */
  pause(at: number): void {
    if (this.pausedAt !== undefined) return;
    this.pausedAt = Math.max(at, this.pauses.at(-1)?.resumedAt ?? this.limit.from);
    this.cancelTimer();
    // A query on its way is about what was before, and its answer still counts.
    if (this.endsAt !== undefined && this.uncounted.length === 0) this.generation += 1;
  }

  /** @param at epoch ms */
  resume(at: number): void {
    if (this.pausedAt === undefined) return;
    const pause = { pausedAt: this.pausedAt, resumedAt: at };
    this.pausedAt = undefined;
    this.pauses.push(pause);
    const querying = this.endsAt === undefined || this.uncounted.length > 0;
    this.uncounted = [...this.uncounted, pause];
    if (!querying) this.proceed();
  }

  /**
   * Lets it run out at another instant, epoch ms; earlier than it was to only if `earlier`.
   *
   * @param change.asOf what was suspended after this instant is not in `to` yet
   * @returns what changed; null when nothing did
   */
  move(
    to: number,
    change: { readonly earlier: boolean; readonly asOf: number },
  ): { readonly from?: number; readonly to: number } | null {
    const before = this.endsAt;
    if (to === before || (before !== undefined && to < before && !change.earlier)) return null;
    this.cancelTimer();
    this.endsAt = to;
    this.unlimited = false;
    this.uncounted = this.pauses.filter(({ resumedAt }) => resumedAt > change.asOf);
    this.generation += 1;
    this.proceed();
    return { ...(before !== undefined && { from: before }), to };
  }

  cancel(): void {
    this.generation += 1;
    this.cancelTimer();
  }

  /** Queries the instant, or what the pauses make of it, and starts the timer once it is known. */
  private proceed(): void {
    if (this.unlimited) return;
    const mine = (this.generation += 1);
    const { endsAt, uncounted } = this;
    if (endsAt === undefined || uncounted.length > 0) {
      const known = { ...(endsAt !== undefined && { endsAt }) };
      const pauses = { ...(uncounted.length > 0 && { pauses: uncounted }) };
      void this.host
        .timeoutInstant({ ...this.limit, ...known, ...pauses })
        .then(
          (at) => (mine === this.generation ? this.counted(at, uncounted.length) : undefined),
          this.options.onFailure,
        );
    } else if (this.pausedAt === undefined) {
      const timer = this.host.timer(endsAt);
      this.cancelTimer = () => timer.cancel();
      void timer.done.then(() => (mine === this.generation ? this.options.onExpire() : undefined));
    }
  }

  private counted(at: number | null, pauses: number): void {
    const before = this.endsAt;
    this.unlimited = at === null;
    if (at === null) return;
    this.endsAt = at;
    this.uncounted = this.uncounted.slice(pauses); // more may have been added meanwhile
    if (before !== undefined && before !== at) this.options.onMoved({ from: before, to: at });
    this.proceed();
  }
}
