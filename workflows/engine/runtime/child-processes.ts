import { never, type Branch } from './branch.js';
import type { NewEvent } from '../definition/events.js';
import type { Host, Told } from './host.js';

type Signal = Extract<Told, { kind: 'signal' }>;
type Operation = Exclude<Told, { kind: 'signal' | 'withdraw' }>;

export interface Waiter {
  readonly name: string;
  /** Key of the child it must come from; undefined: anybody. */
  readonly from?: string;
  receive(signal: Signal): void;
  /** The child has ended, and will not tell it any more. */
  strand(child: EndedChild): void;
}

/** A child that has come to an end, which says nothing more. */
export interface EndedChild {
  readonly process: string;
  /** Of the parent's definition. */
  readonly name: string;
  readonly result: string;
}

/** The processes around one process: the children it has started, and what they and its parent tell it. */
export class Family {
  private readonly children = new Map<string, { readonly key?: string }>();
  /** Key of every child, also of one that has ended: what it told before may still be waited for. */
  private readonly keys = new Map<string, string>();
  /** By key. */
  private readonly ended = new Map<string, EndedChild>();
  private readonly waiters = new Set<Waiter>();
  private readonly kept: Signal[] = [];
  private mistaken = false;

  constructor(
    private readonly host: Host,
    private readonly emit: (event: NewEvent) => void,
    /** When the command was accepted whose consequences follow now; undefined when none is being applied. */
    private readonly accepted: () => number | undefined,
    /** A branch waits for a signal that will never come. */
    private readonly onStranded: (branch: Branch, signal: string, child: EndedChild) => void,
  ) {}

  /** A child has been started: it goes with its branch. The returned function forgets it once it has ended. */
  add(branch: Branch, process: string, key?: string): () => void {
    this.children.set(process, { key });
    if (key !== undefined) {
      this.keys.set(process, key);
      this.ended.delete(key);
    }
    const release = branch.hold(() => {
      this.children.delete(process);
      this.host.tell(
        process,
        this.withInstant({ kind: 'cancel', ...(this.mistaken && { mistaken: this.mistaken }) }),
      );
    });
    return () => {
      this.children.delete(process);
      release();
    };
  }

  /** The whole case is cancelled as entered by mistake: children that are cancelled from now on are as well. */
  markMistaken(): void {
    this.mistaken = true;
  }

  /** A child has ended by itself, or was cancelled: whoever waits for a signal of it waits in vain. */
  childEnded(child: EndedChild): void {
    const key = this.keys.get(child.process);
    if (key === undefined) return;
    this.ended.set(key, child);
    for (const waiter of this.waiters) if (waiter.from === key) waiter.strand(child);
  }

  tell(key: string, name: string, decision: unknown): void {
    for (const [process, child] of this.children)
      if (child.key === key) this.host.tell(process, { kind: 'signal', name, decision });
  }

  /** Passes an operator's act on to every child; it counts from the same instant there. */
  tellAll(told: Operation): void {
    for (const process of this.children.keys()) this.host.tell(process, this.withInstant(told));
  }

  report(name: string, decision: unknown): void {
    this.host.tell(null, { kind: 'signal', name, decision });
  }

  receive(signal: Signal): void {
    const { name, from } = signal;
    this.emit({ type: 'signal.received', name, ...(from !== undefined && { process: from }) });
    const waiter = [...this.waiters].find((one) => this.matches(one, signal));
    if (waiter) waiter.receive(signal);
    else this.kept.push(signal);
  }

  wait(branch: Branch, name: string, from?: string): Promise<unknown> {
    if (branch.cancelled) return never();
    return new Promise((resolve) => {
      const waiter: Waiter = {
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

  /** What is waited for now. */
  expected(): readonly Waiter[] {
    return [...this.waiters];
  }

  /** Id of a running child. */
  childOf(key: string): string | undefined {
    return [...this.children].find(([, child]) => child.key === key)?.[0];
  }

  private withInstant(told: Operation): Operation {
    const at = this.accepted();
    return at === undefined ? told : { ...told, at };
  }

  private matches({ name, from }: Waiter, signal: Signal): boolean {
    if (name !== signal.name) return false;
    if (from === undefined) return true;
    return signal.from !== undefined && this.keys.get(signal.from) === from;
  }
}
