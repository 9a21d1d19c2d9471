import {
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Pool } from 'pg';
import { repeat, type Repetition } from '../../../../domain/time/repeat.js';
import { AuthModule } from '../auth/auth.module.js';
import { POOL } from '../tokens.js';
import { CaptchaController } from './captcha.controller.js';
import { PublicInput } from './public-input.js';

const EVERY_MS = 10 * 60_000;

/** The door for what citizens send in bulk: questions, answers, opinions. */
@Module({
  imports: [AuthModule],
  controllers: [CaptchaController],
  providers: [PublicInput],
  exports: [PublicInput],
})
export class PublicInputModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private sweeping: Repetition | null = null;

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Neither a challenge that has expired nor a failure of yesterday counts any more; nor does anybody need traces of other years. */
  onApplicationBootstrap(): void {
    const logger = new Logger('public-input');
    const sweep = async (): Promise<boolean> => {
      await this.pool.query(`DELETE FROM used_challenge WHERE expires_at < now() - interval '1 minute'`);
      await this.pool.query(`DELETE FROM failed_attempt WHERE at < now() - interval '1 day'`);
      await this.pool.query(`DELETE FROM public_input WHERE at < now() - interval '1 year'`);
      return false;
    };
    const onError = (error: unknown): void => logger.warn(`could not sweep: ${String(error)}`);
    this.sweeping = repeat(sweep, { everyMs: EVERY_MS, onError });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweeping?.stop();
  }
}
