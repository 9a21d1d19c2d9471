import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentClient, Scopes, type ApiClient } from '../platform/identity/actor.js';
import { PageQuery } from '../platform/paging/page.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { Audited } from '../platform/audit/audited.js';
import { CardsService } from './cards.service.js';
import { FeedService } from './feed.service.js';
import { AckBody, AckView, FeedPage, FeedQuery, SnapshotPage } from './supervision.dto.js';

@ApiTags('supervision')
@Scopes('supervision:read')
@ProblemCodes('CURSOR_INVALID')
@Controller('api/v1/supervision')
export class FeedController {
  constructor(
    private readonly feed: FeedService,
    private readonly cards: CardsService,
  ) {}

  @Get('events')
  @Audited('supervision.events')
  @ApiOperation({
    summary: 'List events after a cursor',
    description: 'CloudEvents 1.0, in order. The same cursor returns the same events.',
  })
  @ApiOkResponse({ type: FeedPage })
  events(@CurrentClient() client: ApiClient, @Query() query: FeedQuery): Promise<FeedPage> {
    return this.feed.events(client, query);
  }

  @Get('acks')
  @Audited('supervision.acks')
  @ApiOperation({ summary: 'Get the acknowledged cursor' })
  @ApiOkResponse({ type: AckView })
  acknowledged(@CurrentClient() client: ApiClient): Promise<AckView> {
    return this.feed.acknowledged(client.id);
  }

  @Post('acks')
  @HttpCode(200)
  @Audited('supervision.ack')
  @ApiOperation({
    summary: 'Acknowledge events up to a cursor',
    description: 'The acknowledged cursor never moves back.',
  })
  @ApiOkResponse({ type: AckView })
  acknowledge(@CurrentClient() client: ApiClient, @Body() body: AckBody): Promise<AckView> {
    return this.feed.acknowledge(client.id, body.upTo);
  }

  @Get('snapshot')
  @Audited('supervision.snapshot')
  @ApiOperation({ summary: 'List cards in force for reconciliation' })
  @ApiOkResponse({ type: SnapshotPage })
  snapshot(@CurrentClient() client: ApiClient, @Query() query: PageQuery): Promise<SnapshotPage> {
    return this.cards.snapshot(client, query);
  }
}
