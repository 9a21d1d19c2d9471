import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Audited } from '../audit/audited.js';
import { Name } from '../http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../identity/actor.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { AccountAdministrationService } from './account-administration.service.js';
import { ManagedAccounts, NewPasswordBody } from './accounts.dto.js';

@ApiTags('administration')
@Roles('admin-security')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(private readonly administration: AccountAdministrationService) {}

  @Get()
  @Roles('admin-security', 'admin-system')
  @Audited('account.list')
  @ApiOperation({ summary: 'List all accounts' })
  @ApiOkResponse({ type: ManagedAccounts })
  async list(): Promise<ManagedAccounts> {
    return { items: await this.administration.list(), nextCursor: null };
  }

  @Post(':username/unlock')
  @HttpCode(204)
  @ApiOperation({ summary: 'Unlock an account' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async unlock(
    @CurrentActor() { id: by }: Actor,
    @Name('username') username: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.administration.unlock({ by, username, ip });
  }

  @Post(':username/password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Reset a password', description: 'Ends every session of the account.' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  async resetPassword(
    @CurrentActor() { id: by }: Actor,
    @Name('username') username: string,
    @Body() { password }: NewPasswordBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.administration.resetPassword({ by, username, ip }, password);
  }
}
