import type { Host, Pause, TaskTimeout } from './host.js';

export interface TaskTimerOptions {
  /** When it times out, epoch ms, if the command that opened the task carried it. */
  readonly known?: number;
  /** Whether the process is suspended when the task opens. */
  readonly suspended: boolean;
  readonly onExpire: () => void;
  /** It times out at another instant than before: its process was suspended, or its day corrected. */
  readonly onMoved: (change: { readonly from: number; readonly to: number }) => void;
  /** The instant cannot be determined: the task never times out by itself. */
  readonly onFailure: (failure: unknown) => void;
}

/**
 * A task's timeout. While the process is suspended there is no timer, and a resumed process has as much time left as
 * before. An activity computes that, because only the outside knows working days; until it has answered, nothing times out.
 */
export class TaskTimer {
  /** When it times out, with all pauses counted but those in `uncounted`. */
  private endsAt: number | undefined;
  /** When it was to time out before its day was corrected, until the new instant is known. */
  private redatedFrom: number | undefined;
  private redatedAt = -Infinity;
  private uncounted: readonly Pause[] = [];
  private readonly pauses: Pause[] = [];
  private pausedAt: number | undefined;
  private unlimited = false;
  /** Incremented by everything that makes a pending request or timer obsolete. */
  private generation = 0;
  private cancelTimer = (): void => undefined;

  constructor(
    private readonly host: Pick<Host, 'timer' | 'timeoutInstant'>,
    private timeout: TaskTimeout,
    private readonly options: TaskTimerOptions,
  ) {
    this.endsAt = options.known;
    if (options.suspended) this.pausedAt = timeout.from;
    this.proceed();
  }

  /** @param at epoch ms; taken as the start or the last resumption if it is earlier */
  pause(at: number): void {
    if (this.pausedAt !== undefined) return;
    this.pausedAt = Math.max(at, this.pauses.at(-1)?.resumedAt ?? this.timeout.from);
    this.cancelTimer();
    // A pending request is about the time before, so its answer still counts.
    if (this.endsAt !== undefined && this.uncounted.length === 0) this.generation += 1;
  }

  /** @param at epoch ms */
  resume(at: number): void {
    if (this.pausedAt === undefined) return;
    const pause = { pausedAt: this.pausedAt, resumedAt: at };
    this.pausedAt = undefined;
    this.pauses.push(pause);
    const requesting = this.endsAt === undefined || this.uncounted.length > 0;
    this.uncounted = [...this.uncounted, pause];
    if (!requesting) this.proceed();
  }

  /**
   * Moves the timeout to another instant, epoch ms; to an earlier one only if `earlier`.
   *
   * @param change.asOf epoch ms; suspensions that ended later are not counted in `to` yet
   * @returns what changed; null when nothing did
   */
  move(
    to: number,
    change: { readonly earlier: boolean; readonly asOf: number },
  ): { readonly from?: number; readonly to: number } | null {
    const before = this.endsAt;
    if (change.asOf < this.redatedAt) return null;
    if (to === before || (before !== undefined && to < before && !change.earlier)) return null;
    this.cancelTimer();
    this.endsAt = to;
    this.unlimited = false;
    this.uncounted = this.pauses.filter(({ resumedAt }) => resumedAt > change.asOf);
    this.generation += 1;
    this.proceed();
    return { ...(before !== undefined && { from: before }), to };
  }

  /**
   * Ends it on another day: the instant is requested anew.
   *
   * @param due YYYY-MM-DD, Asia/Shanghai
   * @param at epoch ms; `move` ignores instants that were computed before
   */
  redate(due: string, at: number): void {
    this.cancelTimer();
    this.redatedAt = at;
    this.timeout = { ...this.timeout, due };
    this.redatedFrom ??= this.endsAt;
    this.endsAt = undefined;
    this.unlimited = false;
    this.uncounted = [...this.pauses];
    this.proceed();
  }

  cancel(): void {
    this.generation += 1;
    this.cancelTimer();
  }

  /** Requests the instant, or what the pauses make of it, and starts the timer once it is known. */
  private proceed(): void {
    if (this.unlimited) return;
    const mine = (this.generation += 1);
    const { endsAt, uncounted } = this;
    if (endsAt === undefined || uncounted.length > 0) {
      const known = { ...(endsAt !== undefined && { endsAt }) };
      const pauses = { ...(uncounted.length > 0 && { pauses: uncounted }) };
      void this.host
        .timeoutInstant({ ...this.timeout, ...known, ...pauses })
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
    const before = this.endsAt ?? this.redatedFrom;
    this.redatedFrom = undefined;
    this.unlimited = at === null;
    if (at === null) return;
    this.endsAt = at;
    this.uncounted = this.uncounted.slice(pauses); // more may have been added meanwhile
    if (before !== undefined && before !== at) this.options.onMoved({ from: before, to: at });
    this.proceed();
  }
}
