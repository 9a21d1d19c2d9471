import { Injectable, Logger } from '@nestjs/common';
import { countStreamFailure } from '../metrics/metrics.js';

/** Readers notice nothing of a failure that is over sooner: they are told what they missed. */
const TOLERATED_MS = 5_000;

/** Whether what is new can be read for those who follow it: part of what makes a gateway ready. */
@Injectable()
export class StreamHealth {
  private readonly logger = new Logger('streams');
  private readonly failingSince = new Map<string, number>();

  get isHealthy(): boolean {
    const now = Date.now();
    return [...this.failingSince.values()].every((since) => now - since < TOLERATED_MS);
  }

  /** @param stream which kind of stream: `timeline`, `campaign`, `interview` */
  failed(stream: string, err: unknown): void {
    countStreamFailure(stream);
    if (this.failingSince.has(stream)) return; // logged when it began
    this.failingSince.set(stream, Date.now());
    this.logger.error({ stream, err }, 'what is new cannot be read: trying again');
  }

  /** Also when nobody follows any more, so that nothing is read that could succeed. */
  recovered(stream: string): void {
    if (this.failingSince.delete(stream)) this.logger.log({ stream }, 'what is new can be read again');
  }
}
