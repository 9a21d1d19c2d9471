import { Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { repeat, type Repetition } from '../../../../domain/time/repeat.js';
import { AuthModule } from '../auth/auth.module.js';
import { SessionsRepository } from '../auth/sessions.repository.js';
import { UsedChallengesRepository } from '../captcha/used-challenges.repository.js';
import { FailedAttemptsRepository } from '../limits/failed-attempts.repository.js';
import { repositoryProvider } from '../repository-provider.js';
import { CaptchaController } from './captcha.controller.js';
import { PublicInput } from './public-input.js';
import { PublicInputRepository } from './public-input.repository.js';

const EVERY_MS = 10 * 60_000;

/** Admission of what citizens send in bulk: questions, responses, opinions. */
@Module({
  imports: [AuthModule],
  controllers: [CaptchaController],
  providers: [PublicInput, repositoryProvider(PublicInputRepository)],
  exports: [PublicInput],
})
export class PublicInputModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private sweeping: Repetition | null = null;

  constructor(
    private readonly challenges: UsedChallengesRepository,
    private readonly failures: FailedAttemptsRepository,
    private readonly inputs: PublicInputRepository,
    private readonly sessions: SessionsRepository,
  ) {}

  /** Deletes expired challenges, failed attempts of a day ago, traces of a year ago and ended sessions. */
  onApplicationBootstrap(): void {
    const logger = new Logger('public-input');
    const sweep = async (): Promise<boolean> => {
      await this.challenges.deleteExpired();
      await this.failures.deleteOld();
      await this.inputs.deleteOld();
      await this.sessions.deleteEnded(new Date());
      return false;
    };
    const onError = (error: unknown): void => logger.warn(`could not sweep: ${String(error)}`);
    this.sweeping = repeat(sweep, { everyMs: EVERY_MS, onError });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sweeping?.stop();
  }
}
