import { Injectable } from '@nestjs/common';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { ProcessCommands } from '../../../domain/cases/commands/process-commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { messageForm } from '../cases/definitions/task-forms.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { parseForm } from '../platform/problems/validation.js';
import type { Supervisor } from './caller.js';
import { SupervisedProcesses } from './supervised-processes.js';
import type { OrderBody, OrderView } from './supervision.dto.js';

/** 督办: what a supervisor tells a running process. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly processes: SupervisedProcesses,
    private readonly commands: ProcessCommands,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The process learns that it was urged or ordered; the words stay in the database.
   *
   * @throws {DubanError} NOT_FOUND, MESSAGE_NOT_EXPECTED, VALIDATION_FAILED, PROCESS_ENDED, PROCESS_SUSPENDED
   */
  async give(supervisor: Supervisor, order: OrderBody, idempotency?: Idempotency): Promise<OrderView> {
    const earlier = await this.commands.repeated(supervisor.id, idempotency);
    if (earlier) return { id: earlier.command, processId: earlier.process };
    const process = await this.processes.find(supervisor, order);
    const form = messageForm(process.key, process.version, 'order');
    if (!form) throw new DubanError('MESSAGE_NOT_EXPECTED', `a process '${process.key}' takes no orders`);
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
        this.audit.act(tx, { subject: `process ${process.id}`, processes: [process.id], command }),
    });
    return { id: command, processId: process.id };
  }
}
