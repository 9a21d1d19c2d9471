import { never, type Branch } from './branch.js';
import type { NewEvent } from '../definition/events.js';
import type { Host, ProcessMessage } from './host.js';

type Signal = Extract<ProcessMessage, { kind: 'signal' }>;
type Operation = Exclude<ProcessMessage, { kind: 'signal' | 'withdraw' }>;
type Redating = Extract<ProcessMessage, { kind: 'redate' }>;

/** A branch that waits for a signal. */
export interface SignalWaiter {
  readonly name: string;
  /** Key of the child that must send it; undefined: any sender. */
  readonly from?: string;
  receive(signal: Signal): void;
  /** The child has ended and cannot send it any more. */
  strand(child: EndedChild): void;
}

/** A child that has ended, and so sends nothing more. */
export interface EndedChild {
  readonly process: string;
  /** In the parent's definition. */
  readonly name: string;
  readonly result: string;
}

/** The children of a process, and the signals between it, them and its parent. */
export class ChildProcesses {
  private readonly children = new Map<string, { readonly key?: string }>();
  /** Process -> key, of ended children too: a signal that one sent before may still be waited for. */
  private readonly keys = new Map<string, string>();
  /** By key. */
  private readonly ended = new Map<string, EndedChild>();
  private readonly waiters = new Set<SignalWaiter>();
  /** Signals that nobody has waited for yet. */
  private readonly kept: Signal[] = [];
  private mistaken = false;
  private redating: Redating | null = null;

  constructor(
    private readonly host: Host,
    private readonly emit: (event: NewEvent) => void,
    /** Epoch ms at which the command being applied was accepted; undefined when none is. */
    private readonly accepted: () => number | undefined,
    /** Called when a branch waits for a signal that will never come. */
    private readonly onStranded: (branch: Branch, signal: string, child: EndedChild) => void,
  ) {}

  /** Ties a child to its branch: cancelling the branch cancels the child. Call the returned function once it has ended. */
  add(branch: Branch, process: string, key?: string): () => void {
    this.children.set(process, { key });
    if (key !== undefined) {
      this.keys.set(process, key);
      this.ended.delete(key);
    }
    const release = branch.hold(() => {
      this.children.delete(process);
      this.host.send(
        process,
        this.withInstant({ kind: 'cancel', ...(this.mistaken && { mistaken: this.mistaken }) }),
      );
    });
    return () => {
      this.children.delete(process);
      release();
    };
  }

  /** The whole case is cancelled as entered by mistake: cancels sent to children from now on say so too. */
  markMistaken(): void {
    this.mistaken = true;
  }

  /** A child has ended or was cancelled: branches that wait for a signal from it are stranded. */
  childEnded(child: EndedChild): void {
    const key = this.keys.get(child.process);
    if (key === undefined) return;
    this.ended.set(key, child);
    for (const waiter of this.waiters) if (waiter.from === key) waiter.strand(child);
  }

  /** Sends a signal to the running child of that key; without one, nothing happens. */
  notify(key: string, name: string, decision: unknown): void {
    for (const [process, child] of this.children)
      if (child.key === key) this.host.send(process, { kind: 'signal', name, decision });
  }

  /** Passes an operator's act on to every child, where it counts from the same instant. */
  sendAll(message: Operation): void {
    for (const process of this.children.keys()) this.host.send(process, this.withInstant(message));
  }

  /** Passes the corrected days of the case on to every child, and to those that start later. */
  redate(correction: Omit<Redating, 'kind' | 'at'>): void {
    this.redating = { kind: 'redate', ...correction };
    this.sendAll(this.redating);
  }

  /** Sends a child that has just been started what earlier ones have been sent. */
  catchUp(process: string, isSuspended: boolean): void {
    if (this.redating) this.host.send(process, this.redating);
    if (isSuspended) this.host.send(process, { kind: 'suspend' });
  }

  /** Sends a signal to the parent. */
  report(name: string, decision: unknown): void {
    this.host.send(null, { kind: 'signal', name, decision });
  }

  /** Hands a signal to the first branch that waits for it, or keeps it until one does. */
  receive(signal: Signal): void {
    const { name, from } = signal;
    this.emit({ type: 'signal.received', name, ...(from !== undefined && { process: from }) });
    const waiter = [...this.waiters].find((one) => this.matches(one, signal));
    if (waiter) waiter.receive(signal);
    else this.kept.push(signal);
  }

  /** @param from key of the child that must send it; left out: any sender */
  wait(branch: Branch, name: string, from?: string): Promise<unknown> {
    if (branch.cancelled) return never();
    return new Promise((resolve) => {
      const waiter: SignalWaiter = {
        name,
        from,
        receive: ({ decision }) => {
          this.waiters.delete(waiter);
          release();
          this.host.follows?.(branch.last, `signal:${name}`);
          branch.last = [{ node: `signal:${name}`, via: '' }];
          resolve(decision);
        },
        strand: (child) => this.onStranded(branch, name, child),
      };
      const release = branch.hold(() => this.waiters.delete(waiter));
      const index = this.kept.findIndex((signal) => this.matches(waiter, signal));
      if (index !== -1) return waiter.receive(this.kept.splice(index, 1)[0]!);
      this.waiters.add(waiter);
      const ended = from === undefined ? undefined : this.ended.get(from);
      if (ended) waiter.strand(ended);
    });
  }

  /** What branches wait for now. */
  expected(): readonly SignalWaiter[] {
    return [...this.waiters];
  }

  /** Id of a running child. */
  childOf(key: string): string | undefined {
    return [...this.children].find(([, child]) => child.key === key)?.[0];
  }

  private withInstant(message: Operation): Operation {
    const at = this.accepted();
    return at === undefined ? message : { ...message, at };
  }

  private matches({ name, from }: SignalWaiter, signal: Signal): boolean {
    if (name !== signal.name) return false;
    if (from === undefined) return true;
    return signal.from !== undefined && this.keys.get(signal.from) === from;
  }
}
