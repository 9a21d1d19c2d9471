import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ListExport } from '../cases/exports/list-export.js';
import { listFile } from '../cases/exports/list-file.js';
import { Audited } from '../platform/audit/audited.js';
import { sendFile } from '../platform/http/send-file.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ORDER_LAYOUT } from './order-layout.js';
import { OrderListService } from './order-list.service.js';
import { OrderBatchBody, OrderBatchResult, OrderPage, OrdersQuery } from './orders.dto.js';
import { OrdersService } from './orders.service.js';
import { CurrentSupervisor, type Supervisor } from './supervisor.js';

const MULTI_STATUS = 207;

/** Orders for staff: who was ordered what, and what became of it. */
@ApiTags('supervision')
@ApiBearerAuth()
@Controller('api/v1/supervision/orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly lists: OrderListService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List orders and calls, latest first' })
  @ApiOkResponse({ type: OrderPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: OrdersQuery): Promise<OrderPage> {
    return this.lists.list(actor, query);
  }

  @ListExport('orders')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: OrdersQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, ORDER_LAYOUT, query, (page) => this.lists.list(actor, page));
    return sendFile(reply, file);
  }

  @Post('batch')
  @HttpCode(MULTI_STATUS)
  @Roles('supervisor', 'petition-office')
  @Audited('supervision.order')
  @Idempotent()
  @ApiOperation({
    summary: 'Send one order to several processes',
    description:
      'Each row is done or refused by itself; a refused one has the problem that a request of its own would get.',
  })
  @ApiResponse({ status: MULTI_STATUS, type: OrderBatchResult })
  sendBatch(
    @CurrentSupervisor() supervisor: Supervisor,
    @Body() body: OrderBatchBody,
    @Req() { id, url }: FastifyRequest,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<OrderBatchResult> {
    return this.orders.sendAll(supervisor, body, { id, url }, idempotency);
  }
}
