import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AccountsService } from '../../platform/auth/accounts.service.js';
import { RoleView, toRoleView } from '../../platform/auth/auth.dto.js';
import { Code, IfPresent } from '../../platform/http/fields.js';
import { Name } from '../../platform/http/id-param.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';

/** A unit has a few accounts. */
const MOST = 500;

export class ColleaguesQuery {
  @ApiPropertyOptional({ example: 'agency-clerk', description: 'Role that they have: the one of the task' })
  @IfPresent()
  @Code(40)
  role?: string;
}

export class ColleagueView {
  @ApiProperty({ example: 'kaili.clerk', description: 'As `to` of delegate and `assignee` of reassign' })
  username!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: [RoleView] }) roles!: RoleView[];
}

export class ColleaguePage {
  @ApiProperty({ type: [ColleagueView], maxItems: MOST }) items!: ColleagueView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: one page' }) nextCursor!:
    string | null;
}

@ApiTags('units')
@Controller('api/v1/units')
export class ColleaguesController {
  constructor(private readonly accounts: AccountsService) {}

  @Get(':code/colleagues')
  @ApiOperation({
    summary: 'List the people of a unit',
    description:
      'For delegation and assignment: readable in the unit, in the units above it, and by supervisors, who reassign tasks.',
  })
  @ApiOkResponse({ type: ColleaguePage })
  @ProblemCodes('NOT_FOUND')
  async list(
    @CurrentActor() actor: Actor,
    @Name('code') code: string,
    @Query() { role }: ColleaguesQuery,
  ): Promise<ColleaguePage> {
    const mayAssign = actor.unitsBelow.includes(code) || actor.roles.includes('supervisor');
    if (!mayAssign) throw new DubanError('NOT_FOUND', detail('cases.noUnit'));
    const colleagues = await this.accounts.colleagues(code, role, MOST);
    const items = colleagues.map(({ roles, ...who }) => ({ ...who, roles: roles.map(toRoleView) }));
    return { items, nextCursor: null };
  }
}
