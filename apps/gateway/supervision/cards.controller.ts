import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ListExport } from '../cases/exports/list-export.js';
import { listFile } from '../cases/exports/list-file.js';
import { sendFile } from '../platform/http/send-file.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { Audited } from '../platform/audit/audited.js';
import { CardActsService } from './card-acts.service.js';
import { CARD_LAYOUT } from './card-layout.js';
import { CardDetail, CardView } from './card-view.js';
import { AppealBody, CardPage, CardsQuery, StatementBody, StopCardBody } from './cards.dto.js';
import { CardsService } from './cards.service.js';

/** Cards for staff. */
@ApiTags('cards')
@ApiBearerAuth()
@Controller('api/v1/cards')
export class CardsController {
  constructor(
    private readonly cards: CardsService,
    private readonly acts: CardActsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List cards, latest first' })
  @ApiOkResponse({ type: CardPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: CardsQuery): Promise<CardPage> {
    return this.cards.list(actor, query);
  }

  @ListExport('cards')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: CardsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, CARD_LAYOUT, query, (page) => this.cards.list(actor, page));
    return sendFile(reply, file);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a card and its possible acts' })
  @ApiOkResponse({ type: CardDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<CardDetail> {
    return this.acts.get(actor, id);
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Roles('supervisor', 'efficiency')
  @Audited('card.stop')
  @ApiOperation({ summary: 'Stop a card before its issue' })
  @ApiOkResponse({ type: CardView })
  @ProblemCodes('NOT_FOUND', 'CARD_STATE')
  stop(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() body: StopCardBody): Promise<CardView> {
    return this.acts.stop(actor, id, body.reason);
  }

  @Post(':id/statement')
  @HttpCode(200)
  @Audited('card.statement')
  @ApiOperation({ summary: 'Submit a written explanation (书面说明)' })
  @ApiOkResponse({ type: CardView })
  @ProblemCodes('NOT_FOUND', 'UNIT_NOT_ALLOWED', 'CARD_STATE')
  explain(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: StatementBody,
  ): Promise<CardView> {
    return this.acts.explain(actor, id, body.statement);
  }

  @Post(':id/appeal')
  @HttpCode(200)
  @Audited('card.appeal')
  @Idempotent()
  @ApiOperation({ summary: 'Appeal against a card (申诉)' })
  @ApiOkResponse({ type: CardView })
  @ProblemCodes('NOT_FOUND', 'UNIT_NOT_ALLOWED', 'APPEAL_NOT_ALLOWED', 'ATTACHMENT_REJECTED')
  appeal(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: AppealBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<CardView> {
    return this.acts.appeal(actor, id, body, idempotency);
  }
}
