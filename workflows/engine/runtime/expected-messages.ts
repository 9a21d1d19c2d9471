import { never, type Branch } from './branch.js';
import type { Actor } from '../definition/events.js';
import type { Host } from './host.js';

interface Waiter {
  readonly name: string;
  readonly once: boolean;
  receive(decision: unknown, by: Actor): void;
}

/** The messages that a process accepts now: a branch waits for one, or listens to all of a name. */
export class ExpectedMessages {
  private readonly waiters = new Set<Waiter>();

  constructor(private readonly host: Pick<Host, 'follows'>) {}

  includes(name: string): boolean {
    return [...this.waiters].some((waiter) => waiter.name === name);
  }

  /** Each waiting branch or listener; `once`: the branch waits for one message only. */
  list(): { name: string; once: boolean }[] {
    return [...this.waiters].map(({ name, once }) => ({ name, once }));
  }

  /** Hands a message to every branch that waits for it or listens to it. */
  deliver(name: string, decision: unknown, by: Actor): void {
    for (const waiter of [...this.waiters].filter((one) => one.name === name)) {
      if (waiter.once) this.waiters.delete(waiter);
      waiter.receive(decision, by);
    }
  }

  wait(branch: Branch, name: string): Promise<unknown> {
    if (branch.cancelled) return never();
    return new Promise((resolve) => {
      const waiter: Waiter = {
        name,
        once: true,
        receive: (decision, by) => {
          release();
          this.host.follows?.(branch.last, `message:${name}`);
          branch.last = [{ node: `message:${name}`, via: '' }];
          resolve({ decision, by });
        },
      };
      this.waiters.add(waiter);
      const release = branch.hold(() => this.waiters.delete(waiter));
    });
  }

  listen(branch: Branch, name: string, handler: Waiter['receive']): void {
    const waiter: Waiter = { name, once: false, receive: handler };
    this.waiters.add(waiter);
    branch.hold(() => this.waiters.delete(waiter));
  }
}
