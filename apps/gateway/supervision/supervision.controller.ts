import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { Roles, Scopes } from '../platform/identity/actor.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { Audited } from '../platform/audit/audited.js';
import { CardActsService } from './card-acts.service.js';
import { CardView } from './card-view.js';
import { OrdersService } from './orders.service.js';
import { CardDecisionBody, ManualCardBody, OrderBody, OrderView } from './supervision.dto.js';
import { CurrentSupervisor, type Supervisor } from './supervisor.js';

/** Acts of supervision: orders, manual cards, decisions. */
@ApiTags('supervision')
@Scopes('supervision:write')
@ProblemCodes('NOT_FOUND')
@Controller('api/v1/supervision')
export class SupervisionController {
  constructor(
    private readonly orders: OrdersService,
    private readonly acts: CardActsService,
  ) {}

  @Post('orders')
  @Roles('supervisor', 'petition-office')
  @Audited('supervision.order')
  @Idempotent()
  @ApiOperation({
    summary: 'Send an order to a running process (督办)',
    description: '州信访局 orders in the mailbox only.',
  })
  @ApiCreatedResponse({ type: OrderView })
  @ProblemCodes('MESSAGE_NOT_EXPECTED', 'PROCESS_ENDED', 'PROCESS_SUSPENDED', 'ENGINE_UNAVAILABLE')
  order(
    @CurrentSupervisor() supervisor: Supervisor,
    @Body() body: OrderBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<OrderView> {
    return this.orders.send(supervisor, body, idempotency);
  }

  @Post('cards')
  @Roles('supervisor', 'efficiency')
  @Audited('supervision.card')
  @Idempotent()
  @ApiOperation({
    summary: 'Issue a card manually',
    description: 'To a unit that takes part in the process. The card counts at once.',
  })
  @ApiCreatedResponse({ type: CardView })
  @ProblemCodes('UNIT_UNKNOWN', 'UNIT_NOT_INVOLVED', 'POLICY_MISSING', 'PROCESS_ENDED')
  raise(
    @CurrentSupervisor() supervisor: Supervisor,
    @Body() body: ManualCardBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<CardView> {
    return this.acts.raise(supervisor, body, idempotency);
  }

  @Post('cards/:id/decision')
  @HttpCode(200)
  @Roles('supervisor', 'efficiency')
  @Audited('supervision.decision')
  @Idempotent()
  @ApiOperation({
    summary: 'Revoke, uphold or escalate a card',
    description: 'Decides its appeal if there is one.',
  })
  @ApiOkResponse({ type: CardView })
  @ProblemCodes('CARD_STATE', 'FOUR_EYES', 'TASK_NOT_OPEN', 'ENGINE_UNAVAILABLE')
  decide(
    @CurrentSupervisor() supervisor: Supervisor,
    @Param('id') id: string,
    @Body() body: CardDecisionBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<CardView> {
    return this.acts.decide(supervisor, id, body, idempotency);
  }
}
