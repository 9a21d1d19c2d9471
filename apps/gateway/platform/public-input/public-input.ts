import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { EntityManager } from 'typeorm';
import { nameKeyOf } from '../../../../domain/text/names.js';
import { prepared, preparedIn } from '../../../../infra/database/prepared.js';
import { POOL } from '../tokens.js';
import { Captcha, usedUp, type Solved } from '../captcha/captcha.js';
import { KeyedDigest } from '../captcha/keyed-digest.js';

/** One sender says a thing once; so many others may say the same before it is taken for a campaign. */
const SAME_FROM_OTHERS = 3;
/**
 * 支持, 同意, 什么时候修好: what is shorter is said by many in good faith, neighbours behind one address among them.
 * Characters that count, as in `nameKeyOf`.
 */
const SHORTEST_TOLD_APART = 15;

export interface PublicInputRequest {
  /** So much may come from one address to one subject in an hour before it is set aside. */
  readonly perHour: number;
  /** The process that it is sent to. */
  readonly subject: string;
  /** As it was sent, or checked already. */
  readonly captcha: string | Solved | undefined;
  /** What was written; none where only choices are made. */
  readonly text?: string;
  /** Null where the address says nothing of who sends it: see `@SenderAddress`. */
  readonly ip: string | null;
}

export interface Admitted {
  /** Why it is not shown before a person has looked at it; null: nothing was noticed. */
  readonly setAside: 'REPEATED' | 'FLOOD' | null;
  /** Keyed digests as uuid; null where there was no text or no address. */
  readonly fingerprint: string | null;
  readonly sender: string | null;
}

interface Noticed {
  readonly used: boolean;
  readonly mine: number;
  readonly same: number;
  readonly same_mine: number;
}

/**
 * The door for whatever citizens send in bulk: a proof of work, used once, and a look at what came before. What is
 * suspicious is set aside for a person, never refused and never lost: 30 neighbours behind one address are no crime.
 */
@Injectable()
export class PublicInput {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly captcha: Captcha,
    private readonly digests: KeyedDigest,
  ) {}

  /**
   * One statement. Given the connection of a transaction, a challenge is used up only together with what was sent.
   *
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async admit(
    request: PublicInputRequest,
    db: Pool | PoolClient | EntityManager = this.pool,
  ): Promise<Admitted> {
    const { perHour, subject, captcha, text, ip } = request;
    const solved = typeof captcha === 'object' ? captcha : await this.captcha.check(captcha);
    const sender = ip === null ? null : await this.digests.of('sender', ip);
    const key = text === undefined ? '' : nameKeyOf(text);
    const fingerprint = key === '' ? null : await this.digests.of('text', key);
    const values = [solved.id, solved.expiresAt, randomUUID(), subject, sender, fingerprint];
    const rows =
      db instanceof EntityManager
        ? await preparedIn<Noticed>(db, ADMIT, values)
        : (await prepared<Noticed>(db, ADMIT, values)).rows;
    const noticed = rows[0]!;
    if (!noticed.used) throw usedUp();
    return { setAside: setAside(noticed, perHour, key), fingerprint, sender };
  }
}

function setAside({ mine, same, same_mine }: Noticed, perHour: number, key: string): Admitted['setAside'] {
  if (mine >= perHour) return 'FLOOD';
  if (key.length < SHORTEST_TOLD_APART) return null;
  return same_mine > 0 || same >= SAME_FROM_OTHERS ? 'REPEATED' : null;
}

const ADMIT = `
  WITH used AS (
    INSERT INTO used_challenge (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1
  ), trace AS (
    INSERT INTO public_input (id, subject, sender, fingerprint, at) SELECT $3, $4, $5, $6, now() FROM used
  )
  SELECT EXISTS (SELECT 1 FROM used) AS used,
    (SELECT count(*)::int FROM public_input
     WHERE subject = $4 AND sender = $5 AND at > now() - interval '1 hour') AS mine,
    (SELECT count(*)::int FROM public_input WHERE subject = $4 AND fingerprint = $6) AS same,
    (SELECT count(*)::int FROM public_input WHERE subject = $4 AND fingerprint = $6 AND sender = $5) AS same_mine`;
