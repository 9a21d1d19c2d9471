import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { hash } from '@node-rs/argon2';
import {
  IsString,
  MaxLength,
  MinLength,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../audit/audit-log.js';
import { FailedAttempts } from '../limits/failed-attempts.js';
import { POOL } from '../platform/tokens.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { Accounts } from './accounts.js';
import { ClientIp, CurrentActor, Roles, type Actor } from './actor.js';
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
    private readonly accounts: Accounts,
    private readonly audit: AuditLog,
    private readonly failures: FailedAttempts,
  ) {}

  @Get()
  @Roles('admin-security', 'admin-system')
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
    @Param('username') username: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.failures.forget('login', namesOf(await this.find(username)));
    await this.audit.append({
      account: actor.id,
      action: 'account.unlock',
      subject: username,
      result: 'done',
      ip,
    });
  }

  @Post(':username/password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Set another password; every session of the account ends' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async resetPassword(
    @CurrentActor() actor: Actor,
    @Param('username') username: string,
    @Body() body: NewPasswordBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    const passwordHash = await hash(body.password);
    const { id, ...names } = await this.find(username);
    await this.pool.query(
      'UPDATE account SET password_hash = $2, token_version = token_version + 1 WHERE id = $1',
      [id, passwordHash],
    );
    await this.failures.forget('login', namesOf(names));
    this.accounts.forget(id);
    await this.audit.append({
      account: actor.id,
      action: 'account.password',
      subject: username,
      result: 'done',
      ip,
    });
  }

  private async find(username: string): Promise<Names & { readonly id: string }> {
    const { rows } = await this.pool.query<Names & { id: string }>(
      'SELECT id, username, alias FROM account WHERE username = $1',
      [username],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such account');
    return rows[0];
  }
}

interface Names {
  readonly username: string;
  readonly alias: string | null;
}
interface Row extends Omit<ManagedAccountView, 'lockedUntil'> {
  readonly alias: string | null;
}

/** What its failures may be counted under. */
const namesOf = ({ username, alias }: Names): string[] => (alias === null ? [username] : [username, alias]);
