import { Inject, Injectable } from '@nestjs/common';
import { createChallenge, randomInt, verifySolution, type Challenge, type Solution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Config } from '../../../../infra/config/config.js';
import { detail, issue, type TextCode } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { CONFIG } from '../tokens.js';
import { KeyedDigest } from './keyed-digest.js';
import { UsedChallengesRepository } from './used-challenges.repository.js';

/** Long enough to write an opinion on a draft; clients request another challenge after an expiry. */
const VALID_MS = 30 * 60_000;
/** Fewest keys that a solver has to try; the most are twice as many. */
const TRIES = 50;

export interface Solved {
  /** The same for every solution of one challenge. */
  readonly id: string;
  readonly expiresAt: Date;
}

/**
 * A proof of work instead of a picture: accessible, and without an external service. Challenge and solution follow
 * ALTCHA's protocol (PBKDF2), so that its form widget works unchanged. Challenges are signed, not stored.
 */
@Injectable()
export class Captcha {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly used: UsedChallengesRepository,
    private readonly digests: KeyedDigest,
  ) {}

  async challenge(): Promise<Challenge> {
    return createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: this.config.DUBAN_CAPTCHA_COST,
      counter: randomInt(2 * TRIES, TRIES),
      deriveKey,
      expiresAt: new Date(Date.now() + VALID_MS),
      ...(await this.secrets()),
    });
  }

  /**
   * Verifies a solution without using it up.
   *
   * @param payload of ALTCHA's widget: base64 of `{ challenge, solution }`
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async check(payload: string | undefined): Promise<Solved> {
    if (!payload) throw refusal('CAPTCHA_REQUIRED', 'platform.captchaMissing');
    const { challenge, solution } = parse(payload);
    const { signature, parameters } = challenge;
    const result = await verifySolution({ challenge, solution, deriveKey, ...(await this.secrets()) }).catch(
      (cause: unknown) => {
        throw refusal('CAPTCHA_INVALID', 'platform.captchaNotSolution', cause);
      },
    );
    if (result.expired) throw refusal('CAPTCHA_INVALID', 'platform.captchaExpired');
    if (!result.verified || !signature || !parameters.expiresAt)
      throw refusal('CAPTCHA_INVALID', 'platform.captchaWrong');
    return {
      id: await this.digests.of('captcha', signature),
      expiresAt: new Date(parameters.expiresAt * 1000),
    };
  }

  /** Verifies a solution and uses it up. @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID */
  async use(payload: string | undefined): Promise<void> {
    const { id, expiresAt } = await this.check(payload);
    if (!(await this.used.add(id, expiresAt))) throw usedUp();
  }

  private async secrets(): Promise<{ hmacSignatureSecret: string; hmacKeySignatureSecret: string }> {
    return {
      hmacSignatureSecret: await this.digests.secretFor('captcha'),
      hmacKeySignatureSecret: await this.digests.secretFor('captcha-key'),
    };
  }
}

function parse(payload: string): { challenge: Challenge; solution: Solution } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
    const { challenge, solution } = parsed as { challenge: Challenge; solution: Solution };
    if (typeof challenge.parameters !== 'object' || typeof solution !== 'object')
      throw new Error('no challenge');
    return { challenge, solution };
  } catch (cause) {
    throw refusal('CAPTCHA_INVALID', 'platform.captchaMalformed', cause);
  }
}

export const usedUp = (): DubanError => refusal('CAPTCHA_INVALID', 'platform.captchaUsed');

function refusal(
  code: 'CAPTCHA_REQUIRED' | 'CAPTCHA_INVALID',
  why: Extract<TextCode, `platform.captcha${string}`>,
  cause?: unknown,
): DubanError {
  return new DubanError(code, detail(why), { issues: [issue('captcha', why)] }, { cause });
}
