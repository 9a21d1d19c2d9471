import type { CommandEnvelope } from '../definition/commands.js';
import type { ProcessEvent } from '../definition/events.js';
import type { Host } from './host.js';

/**
 * The command being applied, and the instants that came with it. Valid only within the activation that brought the
 * command: nothing that happens later is a consequence of it.
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
   * A step, child or timer has ended: what follows in the same activation is no consequence of the command before it.
   * The timeouts that the gateway computed stay valid.
   */
  interrupt(): void {
    this.interrupted = true;
  }

  /** Epoch ms; undefined when no command is being applied, or when its history is older than the field. */
  get acceptedAt(): number | undefined {
    return this.interrupted ? undefined : this.envelope?.acceptedAt;
  }

  /**
   * When an event emitted now was caused, epoch ms: the instant at which its command was accepted, but not before `since`
   * and not in the future. An event that starts or resumes something counts from when the command is applied, because
   * nobody could use the time before.
   */
  actedAt(type: ProcessEvent['type'], since = -Infinity): number {
    const now = this.host.now();
    if (INDEPENDENT.has(type)) this.interrupt();
    if (!ANSWERING.has(type)) return now;
    return Math.min(now, Math.max(this.acceptedAt ?? now, since));
  }

  /** When a task that opens now times out, epoch ms; undefined when the gateway did not compute it, or too long ago. */
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
  'unit.succeeded',
  'clock.paused',
  'clock.extended',
  'clock.reclassed',
  'clock.moved',
  'clock.redated',
  'clock.stopped',
  'message.received',
  'process.suspended',
  'process.cancelled',
  'process.redated',
  'process.completed',
]);

/** Events that no command causes. */
const INDEPENDENT: ReadonlySet<ProcessEvent['type']> = new Set([
  'step.completed',
  'child.ended',
  'signal.received',
]);

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
const FRESH_MS = 60_000;

/** On the same day in Shanghai and within a minute: limits also depend on the hour. */
function isFresh(computedAt: number, now: number): boolean {
  const day = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS);
  return day(computedAt) === day(now) && Math.abs(now - computedAt) <= FRESH_MS;
}
