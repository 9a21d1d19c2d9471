import { Injectable, Logger } from '@nestjs/common';
import { countStreamFailure } from '../metrics/metrics.js';

/** Shorter failures are not reported: the next poll delivers what readers missed. */
const TOLERATED_MS = 5_000;

/** Whether polls for new events succeed. A gateway whose polls fail is not ready. */
@Injectable()
export class StreamHealth {
  private readonly logger = new Logger('streams');
  private readonly failingSince = new Map<string, number>();

  get isHealthy(): boolean {
    const now = Date.now();
    return [...this.failingSince.values()].every((since) => now - since < TOLERATED_MS);
  }

  /** @param stream kind: `timeline`, `campaign`, `interview` */
  failed(stream: string, err: unknown): void {
    countStreamFailure(stream);
    if (this.failingSince.has(stream)) return; // already logged
    this.failingSince.set(stream, Date.now());
    this.logger.error({ stream, err }, 'new events cannot be read: retrying');
  }

  /** Call it also when polling stops: no later poll could report success. */
  recovered(stream: string): void {
    if (this.failingSince.delete(stream)) this.logger.log({ stream }, 'new events can be read again');
  }
}
