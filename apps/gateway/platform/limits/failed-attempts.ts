import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import { prepared } from '../../../../infra/database/prepared.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { POOL } from '../tokens.js';
import { Captcha } from '../captcha/captcha.js';
import { KeyedDigest } from '../captcha/keyed-digest.js';

interface Limits {
  /** After so many failures within so many minutes, wherever they come from, a try needs a solved challenge. */
  readonly challengeAfter: { readonly failures: number; readonly minutes: number };
  /**
   * After so many failures within so many minutes, an address is locked out for as long. Another address is not: nobody
   * locks out an account that is not his.
   */
  readonly lockAfter?: { readonly failures: number; readonly minutes: number };
}

/** 等保2.0 practice, not law: five failures lock for 20 minutes. */
const SIGN_IN: Limits = {
  challengeAfter: { failures: 50, minutes: 20 },
  lockAfter: { failures: 5, minutes: 20 },
};
const LIMITS = {
  /** By the number of a letter. */
  letter: { challengeAfter: { failures: 10, minutes: 24 * 60 } } as Limits,
  /** By a user name as it was typed. */
  login: SIGN_IN,
  /** By the id of a program. */
  client: SIGN_IN,
} as const;
export type AttemptKind = keyof typeof LIMITS;

export interface Attempt {
  readonly kind: AttemptKind;
  /** What is tried to be opened, as it was sent: what does not exist is counted as what does. */
  readonly name: string;
  /** Null: this machine. */
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

/**
 * Counts wrong codes, passwords and secrets in the database, so that gateways agree and a restart forgets nothing. Names
 * and addresses are kept as keyed digests.
 */
@Injectable()
export class FailedAttempts {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly digests: KeyedDigest,
    private readonly captcha: Captcha,
  ) {}

  /**
   * Before a try is judged. A challenge that is needed is used up.
   *
   * @throws {DubanError} ACCOUNT_LOCKED, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async admit(attempt: Attempt): Promise<void> {
    const { challengeAfter } = LIMITS[attempt.kind];
    const { rows } = await prepared<{ failures: number; locked_seconds: number | null }>(this.pool, COUNT, [
      ...(await this.keysOf(attempt)),
      challengeAfter.minutes,
    ]);
    const { failures, locked_seconds: seconds } = rows[0]!;
    if (seconds !== null) {
      throw new DubanError('ACCOUNT_LOCKED', detail('platform.tooManyFailures'), {
        retryAfter: Math.ceil(seconds),
      });
    }
    if (failures >= challengeAfter.failures) await this.captcha.use(attempt.captcha);
  }

  /** A wrong code, password or secret. */
  async fail(attempt: Attempt): Promise<void> {
    const { failures = null, minutes = null } = LIMITS[attempt.kind].lockAfter ?? {};
    await prepared(this.pool, FAIL, [...(await this.keysOf(attempt)), failures, minutes]);
  }

  /** The right one: the failures of this address are forgotten, those of others are not. */
  async succeed(attempt: Attempt): Promise<void> {
    await prepared(this.pool, FORGET, await this.keysOf(attempt));
  }

  /** Forgets every failure with these names, from everywhere. @param tx of the act that does so */
  async forget(kind: AttemptKind, names: readonly string[], tx: EntityManager): Promise<void> {
    const subjects = await Promise.all(names.map((name) => this.subjectOf(kind, name)));
    await tx.query('DELETE FROM failed_attempt WHERE subject = ANY ($1::uuid[])', [subjects]);
  }

  /** Until when some address is locked out, by the key of `subjectOf`. */
  async locks(): Promise<ReadonlyMap<string, Date>> {
    const { rows } = await this.pool.query<{ subject: string; until: Date }>(
      `SELECT subject, max(locked_until) AS until FROM failed_attempt WHERE locked_until > now() GROUP BY subject`,
    );
    return new Map(rows.map(({ subject, until }) => [subject.replaceAll('-', ''), until]));
  }

  /** 32 hexadecimal digits. */
  subjectOf(kind: AttemptKind, name: string): Promise<string> {
    return this.digests.of(`failed-${kind}`, name);
  }

  private async keysOf({ kind, name, sender }: Attempt): Promise<[subject: string, sender: string]> {
    return [await this.subjectOf(kind, name), await this.digests.of('sender', sender ?? '')];
  }
}

const COUNT = `
  SELECT count(*) FILTER (WHERE at > now() - $3 * interval '1 minute')::int AS failures,
    extract(epoch FROM max(locked_until) FILTER (WHERE sender = $2 AND locked_until > now()) - now())::float8
      AS locked_seconds
  FROM failed_attempt WHERE subject = $1`;

/** The failure that locks is the one that finds enough others. */
const FAIL = `
  INSERT INTO failed_attempt (subject, sender, locked_until)
  SELECT $1, $2, CASE WHEN count(*) + 1 >= $3::int THEN now() + $4::int * interval '1 minute' END
  FROM failed_attempt WHERE subject = $1 AND sender = $2 AND at > now() - $4::int * interval '1 minute'`;

const FORGET = 'DELETE FROM failed_attempt WHERE subject = $1 AND sender = $2';
