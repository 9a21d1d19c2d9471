import type { ServerResponse } from 'node:http';

const RETRY_FRAME = 'retry: 1000\n\n';
const BEAT_FRAME = ': \n\n';

/** What of an answer a stream needs. */
export type StreamResponse = Pick<ServerResponse, 'write' | 'end' | 'destroy' | 'destroyed' | 'on' | 'once'>;

/**
 * One connection of server-sent events. Whoever sends stops while `isBlocked`: what waits for a slow reader is then never
 * more than the connection's own buffer and one event.
 */
export class EventStream {
  /** Since when the reader takes nothing in: epoch ms; null: it does. */
  private blockedSince: number | null = null;
  private over = false;

  /** @param mayRead see `isAllowed` */
  constructor(
    private readonly response: StreamResponse,
    private readonly mayRead: () => Promise<boolean>,
  ) {
    this.onClose(() => (this.over = true));
    response.on('error', () => undefined); // written to while it was being closed: `close` follows
    this.send(RETRY_FRAME);
  }

  /** True from the moment on that the server ends it or the reader goes away. */
  get isOver(): boolean {
    return this.over;
  }

  get isBlocked(): boolean {
    return this.blockedSince !== null;
  }

  /**
   * Whether the reader may still be told something: to be asked before every delivery. Ends the stream when not; the
   * reader's next request says why.
   *
   * @throws whatever keeps us from knowing; nothing may be delivered then
   */
  async isAllowed(): Promise<boolean> {
    if (!this.over && !(await this.mayRead())) this.end();
    return !this.over;
  }

  /** @param frame whole events, each with its empty line */
  send(frame: string): void {
    if (this.over || this.response.write(frame)) return;
    this.blockedSince ??= Date.now();
    this.response.once('drain', () => (this.blockedSince = null));
  }

  /** Keeps proxies from closing a quiet connection. */
  beat(): void {
    if (!this.isBlocked) this.send(BEAT_FRAME);
  }

  /** Cuts off a reader who has taken nothing in for so long; it comes back with the id of its last event. */
  cutIfStuck(now: number, afterMs: number): void {
    if (this.blockedSince === null || now - this.blockedSince < afterMs) return;
    this.over = true;
    this.response.destroy();
  }

  /** @param comeBackMs when the reader shall try again, where that is later than at once */
  end(comeBackMs?: number): void {
    if (this.over) return;
    this.over = true;
    this.response.end(comeBackMs === undefined ? undefined : `retry: ${comeBackMs}\n\n`);
  }

  /** Called at once when the reader went away before the stream began: `close` has been then. */
  onClose(listener: () => void): void {
    if (this.response.destroyed) listener();
    else this.response.on('close', listener);
  }
}
