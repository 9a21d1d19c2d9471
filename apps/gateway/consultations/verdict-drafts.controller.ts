import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Id } from '../platform/http/id-param.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { SavedDraftsView, VerdictDraftPage, VerdictDraftsBody } from './verdict-drafts.dto.js';
import { VerdictDraftsService } from './verdict-drafts.service.js';

@ApiTags('consultations')
@Controller('api/v1/consultations/:id/verdict-drafts')
export class VerdictDraftsController {
  constructor(private readonly drafts: VerdictDraftsService) {}

  @Get()
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'List your drafts of verdicts',
    description: 'Only their author reads them. A draft is deleted when its opinions are answered.',
  })
  @ApiOkResponse({ type: VerdictDraftPage })
  @ProblemCodes('NOT_FOUND')
  list(@CurrentActor() actor: Actor, @Id() id: string): Promise<VerdictDraftPage> {
    return this.drafts.list(actor, id);
  }

  @Put()
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Save drafts of verdicts',
    description: 'Replaces those of the opinions and groups that are named; the others stay.',
  })
  @ApiOkResponse({ type: SavedDraftsView })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  save(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: VerdictDraftsBody,
  ): Promise<SavedDraftsView> {
    return this.drafts.save(actor, id, body);
  }
}
