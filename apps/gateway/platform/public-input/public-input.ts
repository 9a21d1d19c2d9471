import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { nameKeyOf } from '../../../../domain/text/names.js';
import type { Executor } from '../../../../infra/database/query.js';
import { DATA_SOURCE } from '../tokens.js';
import { Captcha, usedUp, type Solved } from '../captcha/captcha.js';
import { KeyedDigest } from '../captcha/keyed-digest.js';
import { PublicInputRepository, type EarlierInput } from './public-input.repository.js';

/** This many earlier submissions with the same text, from any sender, make it a campaign. One from the same sender suffices. */
const SAME_FROM_OTHERS = 3;
/**
 * Characters, counted as in `nameKeyOf`. Shorter texts (支持, 同意, 什么时候修好) are sent by many in good faith, among them
 * neighbours behind one address, so repetition proves nothing.
 */
const SHORTEST_COMPARED = 15;

export interface PublicInputRequest {
  /** Submissions of one address to one subject in an hour; further ones are held for moderation. */
  readonly perHour: number;
  /** The process that it is sent to. */
  readonly subject: string;
  /** As it was sent, or already verified. */
  readonly captcha: string | Solved | undefined;
  /** Left out where the submission has choices only. */
  readonly text?: string;
  /** Null where the address does not identify the sender: see `@SenderAddress`. */
  readonly ip: string | null;
}

export interface Admitted {
  /** Why it is held for moderation; null: it is not. */
  readonly heldFor: 'REPEATED' | 'FLOOD' | null;
  /** Keyed digests as uuid; null where there was no text or no address. */
  readonly fingerprint: string | null;
  readonly sender: string | null;
}

/**
 * Admits what citizens send in bulk: uses up their proof of work and compares with earlier submissions. Suspicious ones are
 * held for moderation, never refused: 30 neighbours may share one address.
 */
@Injectable()
export class PublicInput {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly captcha: Captcha,
    private readonly digests: KeyedDigest,
  ) {}

  /**
   * Admits a submission, in one statement.
   *
   * @param db of a transaction: the challenge is used up only if the submission is stored
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async admit(request: PublicInputRequest, db: Executor = this.dataSource): Promise<Admitted> {
    const { perHour, subject, captcha, text, ip } = request;
    const solved = typeof captcha === 'object' ? captcha : await this.captcha.check(captcha);
    const sender = ip === null ? null : await this.digests.of('sender', ip);
    const key = text === undefined ? '' : nameKeyOf(text);
    const fingerprint = key === '' ? null : await this.digests.of('text', key);
    const trace = { id: randomUUID(), subject, sender, fingerprint };
    const earlier = await new PublicInputRepository(db).add(trace, solved);
    if (!earlier.used) throw usedUp();
    return { heldFor: suspicionOf(earlier, perHour, key), fingerprint, sender };
  }
}

function suspicionOf(
  { mine, same, sameMine }: EarlierInput,
  perHour: number,
  key: string,
): Admitted['heldFor'] {
  if (mine >= perHour) return 'FLOOD';
  if (key.length < SHORTEST_COMPARED) return null;
  return sameMine > 0 || same >= SAME_FROM_OTHERS ? 'REPEATED' : null;
}
