import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Captcha } from '../captcha/captcha.js';
import { KeyedDigest } from '../captcha/keyed-digest.js';
import { FailedAttemptsRepository, type AttemptKeys } from './failed-attempts.repository.js';

interface FailureLimit {
  readonly failures: number;
  /** Within which they count. */
  readonly minutes: number;
}

interface Limits {
  /** After these failures, from all addresses together, an attempt requires a solved challenge. */
  readonly challengeAfter: FailureLimit;
  /**
   * After these failures, an address is locked out for as many minutes. Other addresses are not, so that strangers cannot
   * lock out an account.
   */
  readonly lockAfter?: FailureLimit;
}

/** 等保2.0 practice, not law: five failures lock for 20 minutes. */
const SIGN_IN: Limits = {
  challengeAfter: { failures: 50, minutes: 20 },
  lockAfter: { failures: 5, minutes: 20 },
};
const LIMITS = {
  /** By number of a case that its writer opens with a code. */
  code: { challengeAfter: { failures: 10, minutes: 24 * 60 } } as Limits,
  /** By user name, as typed. */
  login: SIGN_IN,
  /** By client id. */
  client: SIGN_IN,
} as const;
export type AttemptKind = keyof typeof LIMITS;

export interface Attempt {
  readonly kind: AttemptKind;
  /** Number, user name or client id as it was sent. Unknown ones are counted like known ones. */
  readonly name: string;
  /** Null: this machine. */
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

/**
 * Counts wrong codes, passwords and secrets in the database, which all gateways share and restarts preserve. Names and
 * addresses are stored as keyed digests.
 */
@Injectable()
export class FailedAttempts {
  constructor(
    private readonly attempts: FailedAttemptsRepository,
    private readonly digests: KeyedDigest,
    private readonly captcha: Captcha,
  ) {}

  /**
   * Admits an attempt before its code, password or secret is checked. Uses up the challenge where one is required.
   *
   * @throws {DubanError} ACCOUNT_LOCKED, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async admit(attempt: Attempt): Promise<void> {
    const { challengeAfter } = LIMITS[attempt.kind];
    const keys = await this.keysOf(attempt);
    const { failures, lockedSeconds } = await this.attempts.count(keys, challengeAfter.minutes);
    if (lockedSeconds !== null) {
      throw new DubanError('ACCOUNT_LOCKED', detail('platform.tooManyFailures'), {
        retryAfter: Math.ceil(lockedSeconds),
      });
    }
    if (failures >= challengeAfter.failures) await this.captcha.use(attempt.captcha);
  }

  /** Counts a wrong code, password or secret. */
  async fail(attempt: Attempt): Promise<void> {
    await this.attempts.add(await this.keysOf(attempt), LIMITS[attempt.kind].lockAfter ?? null);
  }

  /** Forgets the failures of this address after a success; those of other addresses still count. */
  async succeed(attempt: Attempt): Promise<void> {
    await this.attempts.deleteOf(await this.keysOf(attempt));
  }

  /** Forgets all failures with these names, of all addresses. @param tx of the act that unlocks */
  async forget(kind: AttemptKind, names: readonly string[], tx: EntityManager): Promise<void> {
    const subjects = await Promise.all(names.map((name) => this.subjectOf(kind, name)));
    await new FailedAttemptsRepository(tx).deleteSubjects(subjects);
  }

  /** Key of `subjectOf` -> end of the last lock of an address. Only subjects with a lock. */
  async locks(): Promise<ReadonlyMap<string, Date>> {
    const locks = await this.attempts.locks();
    return new Map(locks.map(({ subject, until }) => [subject.replaceAll('-', ''), until]));
  }

  /** @returns 32 hexadecimal digits */
  subjectOf(kind: AttemptKind, name: string): Promise<string> {
    return this.digests.of(`failed-${kind}`, name);
  }

  private async keysOf({ kind, name, sender }: Attempt): Promise<AttemptKeys> {
    return {
      subject: await this.subjectOf(kind, name),
      sender: await this.digests.of('sender', sender ?? ''),
    };
  }
}
