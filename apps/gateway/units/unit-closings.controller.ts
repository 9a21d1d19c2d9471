import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Name } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { CloseUnitsBody, UnitClosingsView } from './unit-closings.dto.js';
import { UnitClosingsService } from './unit-closings.service.js';
import { UNIT_KEEPERS } from './unit-administration.controller.js';
import { UnitReasonBody } from './units.dto.js';

@ApiTags('administration')
@Roles(...UNIT_KEEPERS)
@Controller('api/v1/unit-closings')
export class UnitClosingsController {
  constructor(private readonly closings: UnitClosingsService) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'Preview the closing of units', description: 'Changes nothing.' })
  @ApiOkResponse({ type: UnitClosingsView })
  preview(
    @CurrentActor() by: Actor,
    @Body() body: CloseUnitsBody,
    @ClientIp() ip: string,
  ): Promise<UnitClosingsView> {
    return this.closings.preview({ by, ip }, body);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close, merge or split units',
    description:
      'Running cases follow once the last day is over: by their number, by their class, or to the successor. An administrator ' +
      'of a county closes its offices and townships.',
  })
  @ApiOkResponse({ type: UnitClosingsView })
  close(
    @CurrentActor() by: Actor,
    @Body() body: CloseUnitsBody,
    @ClientIp() ip: string,
  ): Promise<UnitClosingsView> {
    return this.closings.close({ by, ip }, body);
  }

  @Post(':code/withdraw')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Withdraw the closing of a unit',
    description: 'Until its last day is over. The heirs must not have a last day themselves.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND', 'UNIT_STATE')
  async withdraw(
    @CurrentActor() by: Actor,
    @Name('code') code: string,
    @Body() { reason }: UnitReasonBody,
    @ClientIp() ip: string,
  ): Promise<void> {
    await this.closings.withdraw({ by, ip }, code, reason);
  }
}
