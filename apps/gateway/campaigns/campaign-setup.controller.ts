import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { CampaignDatesView, CampaignPresetsView } from './campaign-setup.dto.js';
import { CampaignSetupService } from './campaign-setup.service.js';
import { CampaignDatesBody } from './campaigns.dto.js';

@ApiTags('campaigns')
@Controller('api/v1')
export class CampaignSetupController {
  constructor(private readonly setup: CampaignSetupService) {}

  @Get('campaign-presets')
  @Roles('service-centre', 'supervisor')
  @ApiOperation({ summary: 'List plans for campaigns' })
  @ApiOkResponse({ type: CampaignPresetsView })
  presets(): CampaignPresetsView {
    return this.setup.presets();
  }

  @Post('campaigns/preview')
  @Roles('service-centre', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview the days of a campaign',
    description: 'Nothing is stored. Days that are not working days have a warning.',
  })
  @ApiOkResponse({ type: CampaignDatesView })
  @ProblemCodes('POLICY_MISSING')
  preview(@Body() body: CampaignDatesBody): Promise<CampaignDatesView> {
    return this.setup.preview(body);
  }
}
