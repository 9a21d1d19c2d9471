import { Injectable, Logger } from '@nestjs/common';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { TaskAssignmentsRepository } from '../../../../domain/cases/tasks/task-assignments.repository.js';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { actOnRows, countsOf, type QuotedRequest } from '../../platform/batches/row-results.js';
import type { BatchBody, BatchDelegateBody, BatchResult, BatchRow } from './task-batches.dto.js';
import type { TaskAndProcess } from './tasks.dto.js';
import { TasksService } from './tasks.service.js';

/** Codes of rows that somebody else was quicker with. */
const OVERTAKEN: readonly ErrorCode[] = ['TASK_CLAIMED', 'TASK_NOT_OPEN', 'PROCESS_ENDED'];

/** Acts on several tasks. Each row succeeds or fails by itself, as a request of its own would. */
@Injectable()
export class TaskBatches {
  private readonly logger = new Logger('task batches');

  constructor(
    private readonly tasks: TasksService,
    private readonly assignments: TaskAssignmentsRepository,
  ) {}

  /** @param idempotency of the whole batch: a repetition acts on no row again */
  complete(
    actor: Actor,
    { outcome, items }: BatchBody,
    request: QuotedRequest,
    idempotency?: Idempotency,
  ): Promise<BatchResult> {
    const byId = new Map(items.map((item) => [item.id, item]));
    return this.each([...byId.keys()], request, async (id) => {
      const { decision, content } = byId.get(id)!;
      const own = idempotency && { ...idempotency, key: `${idempotency.key} ${id}` };
      const done = await this.tasks.complete(actor, id, { outcome, decision, content }, own);
      return this.tasks.result(actor, id, done);
    });
  }

  delegate(
    actor: Actor,
    { ids, to, reason }: BatchDelegateBody,
    request: QuotedRequest,
  ): Promise<BatchResult> {
    return this.each(ids, request, (id) => this.tasks.delegate(actor, id, { to, reason }));
  }

  private async each(
    ids: readonly string[],
    request: QuotedRequest,
    act: (id: string) => Promise<TaskAndProcess>,
  ): Promise<BatchResult> {
    const performed = async (id: string) => ({ process: (await act(id)).process });
    const rows: BatchRow[] = await actOnRows(ids, request, performed, this.logger);
    const items = await Promise.all(rows.map((row) => this.withPerformer(row)));
    return { ...countsOf(items), items };
  }

  private async withPerformer(row: BatchRow): Promise<BatchRow> {
    if (row.state !== 'refused' || !OVERTAKEN.includes(row.problem!.code)) return row;
    const by = await this.assignments.performer(row.id);
    return { ...row, ...(by !== undefined && { by }) };
  }
}
