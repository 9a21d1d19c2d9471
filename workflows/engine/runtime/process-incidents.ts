import { type Branch, never } from './branch.js';
import type { NewEvent } from '../definition/events.js';
import type { EndedChild } from './child-processes.js';
import type { Host } from './host.js';

/** What a branch waits for, outside of its process. */
type Awaited = Pick<Extract<NewEvent, { type: 'incident.raised' }>, 'kind' | 'name' | 'process'>;

/** Records what blocks a process, as far as the process itself can notice. */
export class ProcessIncidents {
  private historyReported = false;

  constructor(
    private readonly host: Host,
    private readonly emit: (event: NewEvent) => void,
  ) {}

  /**
   * Waits for something outside of the process. If it fails permanently, the branch never resumes and an incident is
   * recorded; other branches continue, and the process can be cancelled.
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
   * Records that what the branch waits for has failed permanently.
   * @throws the failure itself when it is a defect
   */
  raise(branch: Branch, failure: unknown, what: Awaited): void {
    const error = this.host.describeFailure(failure);
    if (error === null) throw failure;
    if (!branch.cancelled) this.open({ ...what, error });
  }

  /** Records that the branch waits for a signal of a child that has ended (was cancelled, say) without sending it. */
  strand(branch: Branch, signal: string, { name, process, result }: EndedChild): void {
    const error = `it has ended (${result}) without the signal '${signal}', which a branch waits for`;
    if (!branch.cancelled) this.open({ kind: 'child', name, process, error });
  }

  /** Records, once, that the history approaches the server's limit for one workflow. */
  historyFillsUp(): void {
    if (this.historyReported) return;
    this.historyReported = true;
    const error = 'the history is nearly full: soon only a cancel will be accepted';
    this.open({ kind: 'history', name: 'history', error });
  }

  private open(incident: Awaited & { readonly error: string }): void {
    this.emit({ type: 'incident.raised', ...incident });
    this.host.noteIncident?.(`${incident.kind} ${incident.name}: ${incident.error}`);
  }
}
