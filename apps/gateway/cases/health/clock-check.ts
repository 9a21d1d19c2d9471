import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { HealthRepository } from '../../../../domain/cases/health/health.repository.js';
import { repeat, type Repetition } from '../../../../domain/time/repeat.js';

const EVERY_MS = 60_000;
const TOLERATED_MS = 2_000;

/**
 * Compares the clock of this gateway with the database's. Acts are on time or late by the instants that gateways read, so
 * a gateway whose clock is wrong must not accept requests. Gateways that agree with the database agree with each other.
 */
export class ClockCheck implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('clock');
  private wrongByMs = 0;
  private checking: Repetition | null = null;

  /** @param now the checked clock, in epoch ms; null: the clock of a test, never wrong */
  constructor(
    private readonly database: Pick<HealthRepository, 'now'>,
    private readonly now: (() => number) | null,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.now) return;
    const onError = (error: unknown): void => this.logger.warn(`could not check the clock: ${String(error)}`);
    await this.measure().catch(onError);
    this.checking = repeat(() => this.measure().then(() => false), { everyMs: EVERY_MS, onError });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.checking?.stop();
  }

  /** Measured at the start and every minute. A failed measurement changes nothing: /health/ready checks the database itself. */
  get isRight(): boolean {
    return this.wrongByMs <= TOLERATED_MS;
  }

  /** Uses the fastest of a few tries, because waiting for a connection or a processor blurs the others. */
  async measure(): Promise<void> {
    const tries = [await this.compare(), await this.compare(), await this.compare()];
    const [best] = tries.sort((a, b) => a.tookMs - b.tookMs);
    this.wrongByMs = best!.wrongByMs;
    if (!this.isRight)
      this.logger.error(`this clock and the database's differ by ${Math.round(this.wrongByMs)} ms`);
  }

  /** The database answers at some time between request and arrival: only the part outside of that interval is wrong. */
  private async compare(): Promise<{ readonly tookMs: number; readonly wrongByMs: number }> {
    const sent = this.now!();
    const at = await this.database.now();
    const received = this.now!();
    return { tookMs: received - sent, wrongByMs: Math.max(0, sent - at, at - received) };
  }
}
