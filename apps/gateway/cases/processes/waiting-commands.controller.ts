import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClientIp, CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { PageQuery } from '../../platform/paging/page.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { ReasonBody } from './processes.dto.js';
import { OPERATORS } from './stuck-processes.js';
import { CommandPage, CommandView } from './waiting-commands.dto.js';
import { WaitingCommandsService } from './waiting-commands.service.js';

@ApiTags('processes')
@Roles(...OPERATORS)
@Controller('api/v1/processes/:id/commands')
export class WaitingCommandsController {
  constructor(private readonly commands: WaitingCommandsService) {}

  @Get()
  @ApiOperation({
    summary: 'List commands that are not executed, oldest first',
    description:
      'Waiting, refused and withdrawn commands. For a system administrator: of a process with an incident, or one that the ' +
      'account sees.',
  })
  @ApiOkResponse({ type: CommandPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<CommandPage> {
    return this.commands.list(actor, id, query);
  }

  @Post(':command/withdraw')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Withdraw a waiting command',
    description:
      'The workflow is notified first and refuses the command if it still arrives. State `done` in the answer: the command had taken effect already.',
  })
  @ApiOkResponse({ type: CommandView })
  @ProblemCodes('NOT_FOUND', 'COMMAND_NOT_PENDING')
  withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('command') command: string,
    @Body() { reason }: ReasonBody,
    @ClientIp() ip: string,
  ): Promise<CommandView> {
    return this.commands.withdraw(actor, id, command, { reason, ip });
  }
}
