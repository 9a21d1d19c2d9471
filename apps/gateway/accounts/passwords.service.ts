import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import { passwordFault } from '../../../domain/accounts/password-rules.js';
import { issue } from '../../../domain/messages/index.js';
import type { Account } from '../../../infra/database/entities/accounts.js';
import { AccountsRepository } from '../platform/auth/accounts.repository.js';
import { PasswordPolicies } from '../platform/auth/password-policies.js';
import { invalid } from '../platform/problems/validation.js';
import { PasswordsRepository } from './passwords.repository.js';

/** Sets the passwords that owners of accounts choose. */
@Injectable()
export class PasswordsService {
  constructor(private readonly policies: PasswordPolicies) {}

  /**
   * Sets a password of an account, which becomes active, and ends its sessions.
   *
   * @param account locked by the transaction
   * @throws {DubanError} VALIDATION_FAILED with the field `password`
   */
  async set(tx: EntityManager, account: Account, password: string): Promise<void> {
    const policy = await this.policies.inForce();
    const fault = passwordFault(password, policy, { username: account.username, field: 'password' });
    if (fault) throw invalid(fault);
    const passwords = new PasswordsRepository(tx);
    const earlier = await passwords.earlier(account.id, policy.remembered - 1);
    for (const before of account.passwordHash === null ? earlier : [account.passwordHash, ...earlier])
      if (await verify(before, password))
        throw invalid(issue('password', 'accounts.passwordUsed', { count: policy.remembered }));
    const passwordHash = await hash(password);
    await passwords.set(account, { passwordHash, at: new Date(), remembered: policy.remembered });
    await new AccountsRepository(tx).endSessions(account.id);
  }
}
