import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { Audited } from '../platform/audit/audited.js';
import { Id } from '../platform/http/id-param.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { CorrectedDaysBody, DatesCorrectionBody, DatesCorrectionView } from './campaign-dates.dto.js';
import { CampaignDatesService } from './campaign-dates.service.js';
import { CampaignView } from './campaigns.dto.js';

@ApiTags('campaigns')
@Controller('api/v1/campaigns/:id/dates')
export class CampaignDatesController {
  constructor(private readonly dates: CampaignDatesService) {}

  @Post('preview')
  @Roles('service-centre', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview corrected days of a campaign',
    description: 'Nothing is stored. Says how many open tasks and running clocks move with each day.',
  })
  @ApiOkResponse({ type: DatesCorrectionView })
  @ProblemCodes('NOT_FOUND', 'PROCESS_ENDED', 'POLICY_MISSING')
  preview(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CorrectedDaysBody,
  ): Promise<DatesCorrectionView> {
    return this.dates.preview(actor, id, body);
  }

  @Post()
  @Roles('service-centre', 'supervisor')
  @HttpCode(200)
  @Idempotent()
  @Audited('campaign.dates')
  @ApiOperation({
    summary: 'Correct the days of a campaign',
    description:
      'Only days of steps that are not over, and none before today. Open tasks and clocks end on the new days, later ones start with them. Cards and documents stay as they are.',
  })
  @ApiOkResponse({ type: CampaignView })
  @ProblemCodes('NOT_FOUND', 'PROCESS_ENDED', 'POLICY_MISSING', 'ENGINE_UNAVAILABLE')
  correct(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DatesCorrectionBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<CampaignView> {
    return this.dates.correct(actor, id, body, idempotency);
  }
}
