import { type Branch, never } from './branch.js';
import type { NewEvent } from '../definition/events.js';
import type { EndedChild } from './child-processes.js';
import type { Host } from './host.js';

/** What a branch waits for outside of its process. */
type Awaited = Pick<Extract<NewEvent, { type: 'incident.raised' }>, 'kind' | 'name' | 'process'>;

/** Tells what keeps a process from going on, where the process itself can tell it. */
export class IncidentBook {
  private historyIsTold = false;

  constructor(
    private readonly host: Host,
    private readonly emit: (event: NewEvent) => void,
  ) {}

  /**
   * Waits for what happens elsewhere. When that has failed for good, the branch that waits never goes on: an incident
   * says so, the others go on, and the process can be cancelled.
   */
  async awaitOutside<T>(branch: Branch, promise: Promise<T>, what: Awaited): Promise<T> {
    if (branch.cancelled) return never();
    try {
      const value = await promise;
      return branch.cancelled ? never() : value;
    } catch (failure) {
      this.raise(branch, failure, what);
      return never();
    }
  }

  /**
   * Tells that what the branch waits for has failed for good.
   * @throws the failure itself when it is a defect
   */
  raise(branch: Branch, failure: unknown, what: Awaited): void {
    const error = this.host.describeFailure(failure);
    if (error === null) throw failure;
    if (!branch.cancelled) this.open({ ...what, error });
  }

  /** Tells that the branch waits for a signal of a child that has ended without it: it was cancelled, say. */
  strand(branch: Branch, signal: string, { name, process, result }: EndedChild): void {
    const error = `it has ended (${result}), and its signal '${signal}' is waited for`;
    if (!branch.cancelled) this.open({ kind: 'child', name, process, error });
  }

  /** The history comes near the end of what the server keeps of one process. Told once. */
  historyFillsUp(): void {
    if (this.historyIsTold) return;
    this.historyIsTold = true;
    const error = 'the history is nearly full: soon nothing but a cancel will be accepted';
    this.open({ kind: 'history', name: 'history', error });
  }

  private open(incident: Awaited & { readonly error: string }): void {
    this.emit({ type: 'incident.raised', ...incident });
    this.host.noteIncident?.(`${incident.kind} ${incident.name}: ${incident.error}`);
  }
}
