import type { ServerResponse } from 'node:http';

const RETRY_FRAME = 'retry: 1000\n\n';
const BEAT_FRAME = ': \n\n';

/** The part of a response that a stream uses. */
export type StreamResponse = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'destroyed' | 'on' | 'once'>;

/**
 * One connection of server-sent events. Senders stop while `isBlocked`, so that no more than the connection's own buffer
 * and one event wait for a slow reader.
 */
export class EventStream {
  /** Epoch ms since which the reader does not drain; null: it does. */
  private blockedSince: number | null = null;
  private over = false;
  private drained: (() => void) | null = null;

  /** @param mayRead see `isAllowed`; null: anybody may read this stream */
  constructor(
    private readonly response: StreamResponse,
    private readonly mayRead: (() => Promise<boolean>) | null,
  ) {
    this.onClose(() => (this.over = true));
    response.on('error', () => undefined); // a write to a closing connection: `close` follows
    this.send(RETRY_FRAME);
  }

  /** True as soon as the server ends the stream or the reader disconnects. */
  get isOver(): boolean {
    return this.over;
  }

  get isBlocked(): boolean {
    return this.blockedSince !== null;
  }

  /** Neither over nor blocked. */
  get isReady(): boolean {
    return !this.over && this.blockedSince === null;
  }

  /**
   * Whether the reader may still receive events: call it before every delivery. Ends the stream otherwise; the reader's
   * next request is refused with the reason.
   *
   * @throws whatever prevents the check; deliver nothing then
   */
  async isAllowed(): Promise<boolean> {
    if (!this.over && this.mayRead && !(await this.mayRead())) this.end();
    return !this.over;
  }

  /** @param frame whole events, each with its empty line */
  send(frame: string | Buffer): void {
    if (this.over || this.response.write(frame)) return;
    this.blockedSince ??= Date.now();
    this.response.once('drain', () => {
      this.blockedSince = null;
      this.drained?.();
    });
  }

  /** Keeps proxies from closing a quiet connection. */
  beat(): void {
    if (!this.isBlocked) this.send(BEAT_FRAME);
  }

  /** Disconnects a reader that has not drained for `afterMs`; it reconnects with the id of its last event. */
  cutIfStuck(now: number, afterMs: number): void {
    if (this.blockedSince === null || now - this.blockedSince < afterMs) return;
    this.over = true;
    this.response.destroy();
  }

  /** @param comeBackMs delay before the reader reconnects; left out: at once */
  end(comeBackMs?: number): void {
    if (this.over) return;
    this.over = true;
    this.response.end(comeBackMs === undefined ? undefined : `retry: ${comeBackMs}\n\n`);
  }

  /** Calls the listener at once when the reader disconnected before the stream began: `close` was emitted then. */
  onClose(listener: () => void): void {
    if (this.response.destroyed) listener();
    else this.response.on('close', listener);
  }

  /** @param listener called each time a blocked reader can receive events again; the last one counts */
  onDrain(listener: () => void): void {
    this.drained = listener;
  }
}
