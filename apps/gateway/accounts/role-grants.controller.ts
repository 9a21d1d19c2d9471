import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ROLES } from '../../../infra/database/seeds/roles.js';
import { Id, Name } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ManagedAccountView } from './account-view.js';
import { AccountsReader } from './accounts-reader.js';
import { AccountReasonBody, ConfirmRolesBody, GrantableRoles, ProposeRoleBody } from './accounts.dto.js';
import { mayPropose } from './propose-role.js';
import { RoleGrantsService } from './role-grants.service.js';

@ApiTags('administration')
@Controller('api/v1')
export class RoleGrantsController {
  constructor(
    private readonly grants: RoleGrantsService,
    private readonly reader: AccountsReader,
  ) {}

  @Get('roles')
  @Roles('admin-security', 'admin-system', 'admin-audit', 'county-admin')
  @ApiOperation({
    summary: 'List the roles that accounts can have',
    description: 'To an administrator of a county: those that it proposes.',
  })
  @ApiOkResponse({ type: GrantableRoles })
  roles(@CurrentActor() actor: Actor): GrantableRoles {
    return {
      items: ROLES.filter(({ id }) => mayPropose(actor, id)).map((role) => ({ ...role })),
      nextCursor: null,
    };
  }

  @Post('accounts/:username/roles')
  @Roles('admin-security', 'admin-system', 'county-admin')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Propose a role for an account',
    description: 'In force once another person confirms it; one of the two is a security administrator.',
  })
  @ApiAcceptedResponse({ type: ManagedAccountView })
  @ProblemCodes('NOT_FOUND', 'ACCOUNT_STATE', 'ROLES_EXCLUDE', 'ROLE_PROPOSED')
  async propose(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Body() { role, reason }: ProposeRoleBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.grants.propose({ by, ip }, username, { role, reason });
    return this.reader.get(by, username);
  }

  @Post('accounts/:username/roles/:role/revoke')
  @Roles('admin-security')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a role from an account' })
  @ApiOkResponse({ type: ManagedAccountView })
  @ProblemCodes('NOT_FOUND', 'LAST_ADMINISTRATOR')
  async revoke(
    @CurrentActor() by: Actor,
    @Name('username') username: string,
    @Name('role') role: string,
    @Body() { reason }: AccountReasonBody,
    @ClientIp() ip: string,
  ): Promise<ManagedAccountView> {
    await this.grants.revoke({ by, ip }, username, { role, reason });
    return this.reader.get(by, username);
  }

  @Post('role-grants/confirm')
  @Roles('admin-security', 'admin-system')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Confirm proposed roles',
    description: 'All of them or none. Never those that the same person proposed, nor of its own account.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND', 'GRANT_DECIDED', 'SECOND_PERSON_NEEDED', 'ROLES_EXCLUDE')
  async confirm(
    @CurrentActor() by: Actor,
    @Body() { ids }: ConfirmRolesBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.grants.confirm({ by, ip }, ids);
  }

  @Post('role-grants/:id/reject')
  @Roles('admin-security', 'admin-system', 'county-admin')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Reject a proposed role, or withdraw it',
    description: 'A security administrator, or who proposed it.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND', 'GRANT_DECIDED')
  async reject(
    @CurrentActor() by: Actor,
    @Id() id: string,
    @Body() { reason }: AccountReasonBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.grants.reject({ by, ip }, id, reason);
  }
}
