import { Injectable, Logger } from '@nestjs/common';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { messageForm } from '../cases/definitions/task-forms.js';
import { assertSender } from '../cases/processes/process-acts.js';
import { Businesses } from '../cases/registration/businesses.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { actOnRows, countsOf, type QuotedRequest } from '../platform/batches/row-results.js';
import { parseForm } from '../platform/problems/validation.js';
import { SupervisedProcessesService } from './supervised-processes.service.js';
import type { OrderBatchBody, OrderBatchResult } from './orders.dto.js';
import type { OrderBody, OrderView } from './supervision.dto.js';
import type { Supervisor } from './supervisor.js';

/** 督办: orders of a supervisor to a running process. */
@Injectable()
export class OrdersService {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly processes: SupervisedProcessesService,
    private readonly commands: ProcessCommands,
    private readonly audit: AuditLog,
    private readonly businesses: Businesses,
  ) {}

  /**
   * Sends an order. The process gets its kind only; the text stays in the database.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, MESSAGE_NOT_EXPECTED, VALIDATION_FAILED, PROCESS_ENDED, PROCESS_SUSPENDED
   */
  send(supervisor: Supervisor, order: OrderBody, idempotency?: Idempotency): Promise<OrderView> {
    return this.sendOne(supervisor, order, idempotency, 'only');
  }

  /**
   * Sends the same order to several processes, each as by a request of its own.
   *
   * @param idempotency of the whole batch: a repetition sends no order again
   */
  async sendAll(
    supervisor: Supervisor,
    { processIds, ...order }: OrderBatchBody,
    request: QuotedRequest,
    idempotency?: Idempotency,
  ): Promise<OrderBatchResult> {
    const send = async (processId: string): Promise<object> => {
      const own = idempotency && { ...idempotency, key: `${idempotency.key} ${processId}` };
      await this.sendOne(supervisor, { ...order, processId }, own, 'several');
      return {};
    };
    const items = await actOnRows(processIds, request, send, this.logger);
    return { ...countsOf(items), items };
  }

  private async sendOne(
    supervisor: Supervisor,
    order: OrderBody,
    idempotency: Idempotency | undefined,
    acts: 'only' | 'several',
  ): Promise<OrderView> {
    const earlier = await this.commands.repeated(supervisor.id, idempotency);
    if (earlier) return { id: earlier.command, processId: earlier.process };
    const process = await this.processes.find(supervisor, order);
    const form = messageForm(process.key, process.version, 'order');
    if (!form) throw new DubanError('MESSAGE_NOT_EXPECTED', detail('cards.noOrders'));
    if (supervisor.actor) assertSender(this.businesses, supervisor.actor, process.key, 'order');
    const { text, replyBy } = order;
    const decision = parseForm(form.decision, { kind: order.kind.toUpperCase() }, 'decision') ?? {};
    const content = parseForm(form.content, { text, ...(replyBy && { replyBy }) }, 'content');
    const { id, actor } = supervisor;
    const { command } = await this.commands.send({
      process: { id: process.id },
      command: {
        kind: 'message',
        name: 'order',
        decision,
        by: { account: id, unit: actor?.unit ?? '', roles: actor?.roles ?? [] },
      },
      content,
      idempotency,
      within: (tx, command) =>
        this.audit.act(tx, { subject: `process ${process.id}`, processes: [process.id], command, acts }),
    });
    return { id: command, processId: process.id };
  }
}
