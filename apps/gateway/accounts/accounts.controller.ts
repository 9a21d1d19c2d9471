import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Audited } from '../platform/audit/audited.js';
import { Name } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { AccountAdministrationService } from './account-administration.service.js';
import { AccountCodesService } from './account-codes.service.js';
import { ManagedAccountView } from './account-view.js';
import { AccountsQuery, ManagedAccounts } from './accounts-query.js';
import { AccountsReader, ManagedAccountDetail } from './accounts-reader.js';
import {
  AccountReasonBody,
  AdmitCodeBody,
  ChangeAccountBody,
  ChangedAccountView,
  DisableAccountBody,
  NewAccountBody,
} from './accounts.dto.js';

/** Who creates, moves and disables accounts. */
const KEEPERS = ['admin-system', 'county-admin'] as const;

@ApiTags('administration')
@Roles(...KEEPERS)
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    private readonly administration: AccountAdministrationService,
    private readonly codes: AccountCodesService,
    private readonly reader: AccountsReader,
  ) {}

  @Get()
  @Roles('admin-security', 'admin-audit', ...KEEPERS)
  @Audited('account.list')
  @ApiOperation({
    summary: 'List accounts',
    description: 'By user name. An administrator of a county sees those of its own units.',
  })
  @ApiOkResponse({ type: ManagedAccounts })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: AccountsQuery): Promise<ManagedAccounts> {
    return this.reader.list(actor, query);
  }

  @Get(':username')
  @Roles('admin-security', 'admin-audit', ...KEEPERS)
  @ApiOperation({ summary: 'Get an account' })
  @ApiOkResponse({ type: ManagedAccountDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Name('username') username: string): Promise<ManagedAccountDetail> {
    return this.reader.detail(actor, username);
  }

  @Post()
  @ApiOperation({
    summary: 'Create an account',
    description: 'Without a password: its owner requests a one-time code (POST /api/v1/auth/codes).',
  })
  @ApiCreatedResponse({ type: ManagedAccountView })
  @ProblemCodes('USERNAME_TAKEN', 'ROLES_EXCLUDE', 'ROLE_PROPOSED')
  async create(
    @CurrentActor() by: Actor,
    @Body() body: NewAccountBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.administration.create({ by, ip }, body);
    return this.reader.get(by, body.username);
  }

  @Patch(':username')
  @ApiOperation({ summary: 'Rename or move an account' })
  @ApiOkResponse({ type: ChangedAccountView })
  @ProblemCodes('NOT_FOUND', 'ACCOUNT_STATE', 'LAST_ADMINISTRATOR')
  async change(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() body: ChangeAccountBody,
    @ClientIp() ip: string,
  ): Promise<ChangedAccountView> {
    const handedOver = await this.administration.change({ by, ip }, username, body);
    return { account: await this.reader.get(by, username), handedOver };
  }

  @Post(':username/disable')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Disable an account and hand over its tasks',
    description: 'Ends its sessions and takes its roles.',
  })
  @ApiOkResponse({ type: ChangedAccountView })
  @ProblemCodes('NOT_FOUND', 'ACCOUNT_STATE', 'LAST_ADMINISTRATOR')
  async disable(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() body: DisableAccountBody,
    @ClientIp() ip: string,
  ): Promise<ChangedAccountView> {
    const handedOver = await this.administration.disable({ by, ip }, username, body);
    return { account: await this.reader.get(by, username), handedOver };
  }

  @Post(':username/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Enable a disabled account' })
  @ApiOkResponse({ type: ManagedAccountView })
  @ProblemCodes('NOT_FOUND', 'ACCOUNT_STATE')
  async enable(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() { reason }: AccountReasonBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.administration.enable({ by, ip }, username, reason);
    return this.reader.get(by, username);
  }

  @Post(':username/lock')
  @Roles('admin-security', ...KEEPERS)
  @HttpCode(200)
  @ApiOperation({ summary: 'Lock an account', description: 'Ends its sessions. Its tasks stay with it.' })
  @ApiOkResponse({ type: ManagedAccountView })
  @ProblemCodes('NOT_FOUND', 'ACCOUNT_STATE', 'LAST_ADMINISTRATOR')
  async lock(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() { reason }: AccountReasonBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.administration.lock({ by, ip }, username, reason);
    return this.reader.get(by, username);
  }

  @Post(':username/unlock')
  @Roles('admin-security', 'county-admin')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Unlock an account',
    description: 'Also ends the locks of addresses that failed too often.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async unlock(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.administration.unlock({ by, ip }, username);
  }

  @Post(':username/second-factor/reset')
  @Roles('admin-security', ...KEEPERS)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reset the second factor of an account',
    description: 'For an owner who lost it. Ends its sessions; its password still protects it.',
  })
  @ApiOkResponse({ type: ManagedAccountView })
  @ProblemCodes('NOT_FOUND', 'ACCOUNT_STATE')
  async resetSecondFactor(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() { reason }: AccountReasonBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.administration.resetSecondFactor({ by, ip }, username, reason);
    return this.reader.get(by, username);
  }

  @Post(':username/codes/admit')
  @Roles('admin-security', ...KEEPERS)
  @HttpCode(200)
  @ApiOperation({
    summary: 'Admit a one-time code',
    description:
      'By the check number that the owner tells, in person or by telephone. An account with a role needs two administrators, ' +
      'of whom one is a security administrator.',
  })
  @ApiOkResponse({ type: ManagedAccountView })
  @ProblemCodes('NOT_FOUND', 'SECOND_PERSON_NEEDED')
  async admitCode(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() { checkNumber }: AdmitCodeBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.codes.admit({ by, ip }, username, checkNumber);
    return this.reader.get(by, username);
  }

  @Post(':username/codes/void')
  @Roles('admin-security', ...KEEPERS)
  @HttpCode(204)
  @ApiOperation({ summary: 'Void the one-time codes of an account' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async voidCodes(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.codes.void({ by, ip }, username);
  }
}
