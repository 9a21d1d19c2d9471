import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { hash } from '@node-rs/argon2';
import {
  IsString,
  MaxLength,
  MinLength,
  type ValidatorConstraintInterface,
  Validate,
  ValidatorConstraint,
} from 'class-validator';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, type AuditRecord } from '../audit/audit-log.js';
import { Name } from '../http/id-param.js';
import { FailedAttempts } from '../limits/failed-attempts.js';
import { DATA_SOURCE, POOL } from '../tokens.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { Audited } from '../audit/audited.js';
import { Accounts } from './accounts.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../identity/actor.js';
import { AccountView } from './auth.dto.js';

/** 等保2.0 practice: at least ten characters, of three of the four kinds. */
@ValidatorConstraint({ name: 'strongPassword' })
class StrongPassword implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];
    return typeof value === 'string' && kinds.filter((kind) => kind.test(value)).length >= 3;
  }
  defaultMessage(): string {
    return '密码须包含大写字母、小写字母、数字、符号中的三种';
  }
}

export class NewPasswordBody {
  @ApiProperty({
    format: 'password',
    minLength: 10,
    description: 'Three of: upper case, lower case, digit, symbol',
  })
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  @Validate(StrongPassword)
  password!: string;
}

export class ManagedAccountView extends AccountView {
  @ApiProperty() disabled!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Locked out for some address',
  })
  lockedUntil!: string | null;
}

export class ManagedAccounts {
  @ApiProperty({ type: [ManagedAccountView] }) items!: ManagedAccountView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** What the security administrator does to accounts. Nobody's work is visible here. */
@ApiTags('administration')
@Roles('admin-security')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly audit: AuditLog,
    private readonly failures: FailedAttempts,
  ) {}

  @Get()
  @Roles('admin-security', 'admin-system')
  @Audited('account.list')
  @ApiOperation({ summary: 'Every account' })
  @ApiOkResponse({ type: ManagedAccounts })
  async list(): Promise<ManagedAccounts> {
    const { rows } = await this.pool.query<Row>(
      `SELECT id, username, alias, title, unit_code AS unit, roles, disabled FROM account ORDER BY username`,
    );
    const locks = await this.failures.locks();
    const items = rows.map(async ({ alias, ...account }): Promise<ManagedAccountView> => {
      const names = namesOf({ username: account.username, alias });
      const subjects = await Promise.all(names.map((name) => this.failures.subjectOf('login', name)));
      const until = subjects.flatMap((subject) => locks.get(subject)?.toISOString() ?? []);
      return { ...account, lockedUntil: until.sort().at(-1) ?? null };
    });
    return { items: await Promise.all(items), nextCursor: null };
  }

  @Post(':username/unlock')
  @HttpCode(204)
  @ApiOperation({ summary: 'Let a locked account sign in again' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async unlock(
    @CurrentActor() actor: Actor,
    @Name('username') username: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    const entry = { account: actor.id, action: 'account.unlock', ip };
    await this.act({ ...entry, subject: username }, (tx, account) =>
      this.failures.forget('login', namesOf(account), tx),
    );
  }

  @Post(':username/password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Set another password; every session of the account ends' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async resetPassword(
    @CurrentActor() actor: Actor,
    @Name('username') username: string,
    @Body() body: NewPasswordBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    const passwordHash = await hash(body.password);
    const entry = { account: actor.id, action: 'account.password', ip };
    const { id } = await this.act({ ...entry, subject: username }, async (tx, account) => {
      await tx.query(SET_PASSWORD, [account.id, passwordHash]);
      await this.failures.forget('login', namesOf(account), tx);
    });
    this.accounts.forget(id);
  }

  /**
   * Changes an account, and enters that in the same transaction.
   *
   * @param entry its subject is the user name
   * @throws {DubanError} NOT_FOUND
   */
  private act(
    entry: Omit<AuditRecord, 'result'>,
    change: (tx: EntityManager, account: NamedAccount) => Promise<void>,
  ): Promise<NamedAccount> {
    return transaction(this.dataSource, async (tx) => {
      const [account]: NamedAccount[] = await tx.query(LOCK, [entry.subject]);
      if (!account) throw new DubanError('NOT_FOUND', detail('platform.noAccount'));
      await change(tx, account);
      await this.audit.append({ ...entry, result: 'done' }, tx);
      return account;
    });
  }
}

interface Names {
  readonly username: string;
  readonly alias: string | null;
}
interface NamedAccount extends Names {
  readonly id: string;
}
interface Row extends Omit<ManagedAccountView, 'lockedUntil'> {
  readonly alias: string | null;
}

/** What its failures may be counted under. */
const namesOf = ({ username, alias }: Names): string[] => (alias === null ? [username] : [username, alias]);

const LOCK = 'SELECT id, username, alias FROM account WHERE username = $1 FOR UPDATE';
const SET_PASSWORD = 'UPDATE account SET password_hash = $2, token_version = token_version + 1 WHERE id = $1';
