import type { Point } from './host.js';

/** A promise that never resolves: what a cancelled branch waits for. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/**
 * One line of execution. Cancelling it closes whatever it and its descendants hold open. Its code never resumes, so
 * nothing it would have done next can happen.
 */
export class Branch {
  cancelled = false;
  /** The last point of this branch on the process map. */
  last: readonly Point[];
  private readonly origin: readonly Point[];
  private readonly releases = new Set<() => void>();
  private readonly forget: () => void;

  constructor(parent: Branch | null, name = '') {
    this.last = parent?.last.map((point) => ({ ...point, branch: `${point.branch ?? ''}/${name}` })) ?? [
      { node: 'start', via: '' },
    ];
    this.origin = this.last;
    this.forget = parent?.hold(() => this.cancel()) ?? (() => undefined);
  }

  /** It has reached a node since it began. */
  get moved(): boolean {
    return this.last !== this.origin;
  }

  /** Registers what must happen when the branch is cancelled or ends; the returned function unregisters it. */
  hold(release: () => void): () => void {
    if (this.cancelled) release();
    else this.releases.add(release);
    return () => this.releases.delete(release);
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    for (const release of [...this.releases]) release();
    this.releases.clear();
  }

  /** Its code has run to the end: whatever it still holds open (listeners, tasks nobody waited for) is closed. */
  end(): void {
    this.forget();
    this.cancel();
  }

  /** Passes a result on, unless the branch has been cancelled meanwhile. */
  async guard<T>(promise: Promise<T>): Promise<T> {
    if (this.cancelled) return never();
    const value = await promise;
    return this.cancelled ? never() : value;
  }
}
