import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { CloseUnitsBody, UnitClosingsView } from './unit-closings.dto.js';
import { UnitClosingsService } from './unit-closings.service.js';
import { UNIT_KEEPERS } from './unit-administration.controller.js';

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
}
