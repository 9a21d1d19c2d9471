import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import { repeat, type Repetition } from '../../../../domain/time/repeat.js';

const EVERY_MS = 60_000;
const TOLERATED_MS = 2_000;

/**
 * Whether the clock of this gateway agrees with the database's. Who acts in time is judged by the instants that gateways
 * read: one whose clock is wrong must not take requests. Two gateways that agree with the database agree with each other.
 */
export class ClockCheck implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('clock');
  private wrongByMs = 0;
  private checking: Repetition | null = null;

  /** @param now epoch ms by the clock to be checked; null: it is a test's and never wrong */
  constructor(
    private readonly pool: Pick<Pool, 'query'>,
    private readonly now: (() => number) | null,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.now) return;
    const onError = (error: unknown): void => this.logger.warn(`the clock was not checked: ${String(error)}`);
    await this.measure().catch(onError);
    this.checking = repeat(() => this.measure().then(() => false), { everyMs: EVERY_MS, onError });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.checking?.stop();
  }

  /** As measured at the start and every minute. What could not be measured is left to the check of the database. */
  get isRight(): boolean {
    return this.wrongByMs <= TOLERATED_MS;
  }

  /** Of a few tries the fastest: one that had to wait, for a connection or for a processor, tells little. */
  async measure(): Promise<void> {
    const tries = [await this.compare(), await this.compare(), await this.compare()];
    const [best] = tries.sort((a, b) => a.tookMs - b.tookMs);
    this.wrongByMs = best!.wrongByMs;
    if (!this.isRight)
      this.logger.error(`this clock and the database's differ by ${Math.round(this.wrongByMs)} ms`);
  }

  /** The answer was given some time between the question and its arrival: only what lies outside of that is wrong. */
  private async compare(): Promise<{ readonly tookMs: number; readonly wrongByMs: number }> {
    const asked = this.now!();
    const { rows } = await this.pool.query<{ at: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at',
    );
    const answered = this.now!();
    const { at } = rows[0]!;
    return { tookMs: answered - asked, wrongByMs: Math.max(0, asked - at, at - answered) };
  }
}
