import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ComparisonPage, ComparisonQuery, RenameBody } from './list-comparisons.dto.js';
import { ListComparisonsService } from './list-comparisons.service.js';

@ApiTags('campaigns')
@Controller('api/v1/lists/:older/comparison/:newer')
export class ListComparisonsController {
  constructor(private readonly comparisons: ListComparisonsService) {}

  @Get()
  @ApiOperation({
    summary: 'Compare a newer list with an older one',
    description:
      'What the newer list has added, removed and renamed. Renames are found by the similarity of names within a unit, and are proposals until a person confirms them.',
  })
  @ApiOkResponse({ type: ComparisonPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID', 'COMPARISON_TOO_LARGE', 'RATE_LIMITED')
  compare(
    @CurrentActor() actor: Actor,
    @Id('older') older: string,
    @Id('newer') newer: string,
    @Query() query: ComparisonQuery,
  ): Promise<ComparisonPage> {
    return this.comparisons.compare(actor, { older, newer }, query);
  }

  @Post('renames')
  @Roles('service-centre')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Confirm or refuse a rename',
    description: 'A later decision on the same pair replaces an earlier one.',
  })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND', 'RENAME_NOT_ALLOWED')
  async decide(
    @CurrentActor() actor: Actor,
    @Id('older') older: string,
    @Id('newer') newer: string,
    @Body() rename: RenameBody,
  ): Promise<void> {
    await this.comparisons.decide(actor, { older, newer }, rename);
  }
}
