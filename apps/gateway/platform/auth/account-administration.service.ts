import { Inject, Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';
import { detail } from '../../../../domain/messages/index.js';
import type { Account } from '../../../../infra/database/entities/accounts.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, type AuditRecord } from '../audit/audit-log.js';
import { FailedAttempts } from '../limits/failed-attempts.js';
import { DATA_SOURCE } from '../tokens.js';
import type { ManagedAccountView } from './accounts.dto.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';

/** The administrator and the account. */
export interface Administration {
  /** Id of the administrator's account. */
  readonly by: string;
  readonly username: string;
  readonly ip: string;
}

/** Acts of the security administrator on accounts. They show no cases. */
@Injectable()
export class AccountAdministrationService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly repository: AccountsRepository,
    private readonly accounts: AccountsService,
    private readonly audit: AuditLog,
    private readonly failures: FailedAttempts,
  ) {}

  async list(): Promise<ManagedAccountView[]> {
    const [accounts, locks] = [await this.repository.list(), await this.failures.locks()];
    return Promise.all(
      accounts.map(async (account) => {
        const { id, username, title, unitCode, roles, disabled } = account;
        const subjects = namesOf(account).map((name) => this.failures.subjectOf('login', name));
        const ends = (await Promise.all(subjects)).flatMap(
          (subject) => locks.get(subject)?.toISOString() ?? [],
        );
        const lockedUntil = ends.sort().at(-1) ?? null;
        return { id, username, title, unit: unitCode, roles, disabled, lockedUntil };
      }),
    );
  }

  /** Ends the locks of an account. @throws {DubanError} NOT_FOUND */
  async unlock(administration: Administration): Promise<void> {
    await this.change(administration, 'account.unlock', (tx, account) =>
      this.failures.forget('login', namesOf(account), tx),
    );
  }

  /** Sets another password and ends every session and lock of the account. @throws {DubanError} NOT_FOUND */
  async resetPassword(administration: Administration, password: string): Promise<void> {
    const passwordHash = await hash(password);
    const { id } = await this.change(administration, 'account.password', async (tx, account) => {
      await new AccountsRepository(tx).setPassword(account.id, passwordHash);
      await this.failures.forget('login', namesOf(account), tx);
    });
    this.accounts.forget(id);
  }

  /** Changes an account and audits that in the same transaction. */
  private change(
    { by, username, ip }: Administration,
    action: AuditRecord['action'],
    change: (tx: EntityManager, account: Account) => Promise<void>,
  ): Promise<Account> {
    return transaction(this.dataSource, async (tx) => {
      const account = await new AccountsRepository(tx).lock(username);
      if (!account) throw new DubanError('NOT_FOUND', detail('platform.noAccount'));
      await change(tx, account);
      await this.audit.append({ account: by, action, subject: username, result: 'done', ip }, tx);
      return account;
    });
  }
}

/** Names that failed logins may be counted under. */
const namesOf = ({ username, alias }: Account): string[] => (alias === null ? [username] : [username, alias]);
