import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { Id } from '../../platform/http/id-param.js';
import { IdempotencyKey, Idempotent } from '../../platform/problems/idempotency.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import {
  NewUtteranceBody,
  UtteranceActBody,
  UtterancePage,
  UtterancesQuery,
  UtteranceView,
} from './utterances.dto.js';
import { UtterancesService } from './utterances.service.js';

@ApiTags('interviews')
@Controller('api/v1/interviews/:id/utterances')
export class UtterancesController {
  constructor(private readonly utterances: UtterancesService) {}

  @Get()
  @ApiOperation({
    summary: 'List all utterances (staff)',
    description: 'Published or not; for the crew and the office.',
  })
  @ApiOkResponse({ type: UtterancePage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  list(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: UtterancesQuery,
  ): Promise<UtterancePage> {
    return this.utterances.list(actor, id, query);
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Draft an utterance as host, guest or recorder' })
  @ApiCreatedResponse({ type: UtteranceView })
  @ProblemCodes('NOT_FOUND', 'ROLE_NOT_ALLOWED', 'LIVE_NOT_RUNNING', 'ATTACHMENT_REJECTED')
  draft(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: NewUtteranceBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<UtteranceView> {
    return this.utterances.draft(actor, id, { body, idempotency });
  }

  @Post(':utterance/acts')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Move an utterance to another state',
    description:
      'Review, approve, publish, return, withdraw, revise or retract it. Words of a recorder are reviewed, then approved by another reviewer; words of host and guest are published ' +
      'after one review. Host or reviewer publish.',
  })
  @ApiOkResponse({ type: UtteranceView })
  @ProblemCodes('NOT_FOUND', 'ROLE_NOT_ALLOWED', 'UTTERANCE_STATE', 'FOUR_EYES', 'LIVE_NOT_RUNNING')
  act(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('utterance') utterance: string,
    @Body() body: UtteranceActBody,
  ): Promise<UtteranceView> {
    return this.utterances.act(actor, id, { utterance, body });
  }
}
