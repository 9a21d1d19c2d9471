import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import { factorStep, newFactorKey, newRecoveryCodes, readRecoveryCode } from './second-factor.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { KeyedCipher } from '../captcha/keyed-cipher.js';
import { PasswordPolicies } from './password-policies.js';
import { SecondFactorsRepository } from './second-factors.repository.js';

const PURPOSE = 'second-factor';
/**
 * Wrong codes in a row, from all addresses, after which only a recovery code is accepted: six digits could be guessed by many
 * addresses. Only who knows the password gets as far.
 */
const MOST_FAILURES = 30;

interface Holder {
  readonly roles: readonly string[];
  readonly demo: boolean;
}

/** Keys of authenticator applications and recovery codes: what proves a sign-in beside the password. */
@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly cipher: KeyedCipher,
    private readonly policies: PasswordPolicies,
  ) {}

  /** Whether the policy requires one. Accounts of a demonstration are exempt: visitors share them. */
  async isRequired({ roles, demo }: Holder): Promise<boolean> {
    if (demo) return false;
    const { secondFactor } = await this.policies.inForce();
    return roles.some((role) => secondFactor.includes(role));
  }

  /** @throws {DubanError} SECOND_FACTOR_MISSING */
  async assertSetUp(account: Holder & { readonly hasSecondFactor: boolean }): Promise<void> {
    if (!account.hasSecondFactor && (await this.isRequired(account)))
      throw new DubanError('SECOND_FACTOR_MISSING', detail('platform.factorMissing'));
  }

  /**
   * Uses up a code of the application, or a recovery code.
   *
   * @param account its id; it has a second factor
   * @returns whether it was right
   * @throws {DubanError} SECOND_FACTOR_REQUIRED without a code
   */
  async use(account: string, typed: string | undefined): Promise<boolean> {
    if (typed === undefined)
      throw new DubanError('SECOND_FACTOR_REQUIRED', detail('platform.factorRequired'));
    const recovery = readRecoveryCode(typed);
    if (recovery !== null) return this.useRecoveryCode(account, recovery);
    const factor = await this.factors.find(account);
    if (!factor?.key || factor.failures >= MOST_FAILURES) return false;
    const key = await this.cipher.open(PURPOSE, account, factor.key);
    const step = factorStep(key, typed, Date.now());
    if (step !== null && (await this.factors.useStep(account, step))) return true;
    await this.factors.countFailure(account);
    return false;
  }

  /** Makes a key, which a code of it has to confirm. */
  async propose(account: string): Promise<string> {
    const key = newFactorKey();
    await this.factors.propose(account, await this.cipher.seal(PURPOSE, account, key));
    return key;
  }

  /** Puts the key that waits into use, if this is a code of it. @returns whether it is */
  async confirm(tx: EntityManager, account: string, typed: string): Promise<boolean> {
    const factors = new SecondFactorsRepository(tx);
    const pending = (await factors.find(account))?.pending;
    if (!pending) return false;
    const at = new Date();
    const step = factorStep(await this.cipher.open(PURPOSE, account, pending), typed, at.getTime());
    if (step === null) return false;
    await factors.confirm(account, pending, { step, at });
    return true;
  }

  /** Makes recovery codes, in place of those before. They are shown once. */
  async renewRecoveryCodes(tx: EntityManager, account: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    const rows = codes.map(async (code) => ({
      ...{ id: randomUUID(), accountId: account },
      codeHash: await hash(readRecoveryCode(code)!),
    }));
    await new SecondFactorsRepository(tx).replaceRecoveryCodes(account, await Promise.all(rows));
    return codes;
  }

  private async useRecoveryCode(account: string, typed: string): Promise<boolean> {
    for (const { id, codeHash } of await this.factors.recoveryCodes(account))
      if (await verify(codeHash, typed)) return this.factors.useRecoveryCode(id);
    return false;
  }
}
