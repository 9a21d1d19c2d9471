import { NetworkError } from '../../api/problem.js';

/** Words that wait to be sent, with the key that all their tries carry. */
export interface OutboxItem<Body> {
  readonly key: string;
  readonly body: Body;
}

export interface OutboxOptions<Body> {
  /** @throws {NetworkError} when there was no answer: the item stays and is tried again */
  readonly send: (item: OutboxItem<Body>) => Promise<void>;
  /** Called with what waits, after each change: shows it, and keeps it on the device. */
  readonly onChange: (waiting: readonly OutboxItem<Body>[]) => void;
  /** The server refused it: it leaves the outbox, and its words go back to their author. */
  readonly onRefused: (item: OutboxItem<Body>, error: unknown) => void;
}

/**
 * Sends in order, one at a time. Without network items wait; each try carries the same key, so that words whose answer got lost are
 * one utterance.
 */
export class Outbox<Body> {
  private waiting: readonly OutboxItem<Body>[];
  private isSending = false;

  constructor(
    private readonly options: OutboxOptions<Body>,
    kept: readonly OutboxItem<Body>[] = [],
  ) {
    this.waiting = kept;
  }

  add(item: OutboxItem<Body>): Promise<void> {
    this.change([...this.waiting, item]);
    return this.flush();
  }

  /** Tries what waits. Call it when the network is back. */
  async flush(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (let [item] = this.waiting; item; [item] = this.waiting) {
        try {
          await this.options.send(item);
        } catch (error) {
          if (error instanceof NetworkError) return;
          this.options.onRefused(item, error);
        }
        this.change(this.waiting.slice(1));
      }
    } finally {
      this.isSending = false;
    }
  }

  private change(waiting: readonly OutboxItem<Body>[]): void {
    this.waiting = waiting;
    this.options.onChange(waiting);
  }
}
