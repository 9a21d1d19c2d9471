import type { CommandEnvelope } from '../definition/commands.js';
import type { ProcessEvent } from '../definition/events.js';
import type { Host } from './host.js';

/**
 * The command whose consequences follow now, and the instants that it brought. Valid only in the activation that brought
 * it: what happens later is not its doing.
 */
export class AppliedCommand {
  private current: { readonly at: number; readonly envelope: CommandEnvelope } | null = null;
  private interrupted = false;

  constructor(private readonly host: Pick<Host, 'now'>) {}

  set(envelope: CommandEnvelope): void {
    this.current = { at: this.host.now(), envelope };
    this.interrupted = false;
  }

  /**
   * Something happens by itself: what follows in the same activation is no consequence of the command before it. What
   * the gateway counted for limits that start now is as good as before.
   */
  interrupt(): void {
    this.interrupted = true;
  }

  /** Epoch ms; undefined when no command is being applied, or one of an older history. */
  get acceptedAt(): number | undefined {
    return this.interrupted ? undefined : this.envelope?.acceptedAt;
  }

  /**
   * When an event of this instant was done, epoch ms: as its command was accepted, but after `since` and not in the
   * future. What starts or goes on counts from when the command is applied: before, nobody could make use of it.
   */
  actedAt(type: ProcessEvent['type'], since = -Infinity): number {
    const now = this.host.now();
    if (INDEPENDENT.has(type)) this.interrupt();
    if (!ANSWERING.has(type)) return now;
    return Math.min(now, Math.max(this.acceptedAt ?? now, since));
  }

  /** When a task times out that opens now, epoch ms; undefined when the gateway did not count it, or some time ago. */
  timeoutInstant(limit: string, limitClass?: string): number | undefined {
    const { timeouts, timeoutsAsOf } = this.envelope ?? {};
    if (!timeouts || (timeoutsAsOf !== undefined && !isFresh(timeoutsAsOf, this.host.now())))
      return undefined;
    return timeouts[limitClass ? `${limit}/${limitClass}` : limit] ?? timeouts[limit];
  }

  private get envelope(): CommandEnvelope | undefined {
    return this.current?.at === this.host.now() ? this.current.envelope : undefined;
  }
}

/** Events that answer a command. */
const ANSWERING: ReadonlySet<ProcessEvent['type']> = new Set([
  'task.closed',
  'task.reassigned',
  'clock.paused',
  'clock.extended',
  'clock.reclassed',
  'clock.moved',
  'clock.stopped',
  'message.received',
  'process.suspended',
  'process.cancelled',
  'process.completed',
]);

/** Events that come by themselves. */
const INDEPENDENT: ReadonlySet<ProcessEvent['type']> = new Set([
  'step.completed',
  'child.ended',
  'signal.received',
]);

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const FRESH_MS = 60_000;

/** On the same day in Shanghai and within a minute: limits also depend on the hour. */
function isFresh(countedAt: number, now: number): boolean {
  const day = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS);
  return day(countedAt) === day(now) && Math.abs(now - countedAt) <= FRESH_MS;
}
