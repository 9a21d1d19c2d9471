import { Injectable, Logger } from '@nestjs/common';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { TaskAssignmentsRepository } from '../../../../domain/cases/tasks/task-assignments.repository.js';
import type { ErrorCode } from '../../../../workflows/engine/errors.js';
import { visitConcurrently } from '../../platform/event-streams/bounded-concurrency.js';
import type { Actor } from '../../platform/identity/actor.js';
import { problemOf, refusalOf } from '../../platform/problems/problem.js';
import type { BatchBody, BatchDelegateBody, BatchResult, BatchRow } from './task-batches.dto.js';
import type { TaskAndProcess } from './tasks.dto.js';
import { TasksService } from './tasks.service.js';

/** The request that a batch came with, as problems quote it. */
interface QuotedRequest {
  readonly id: string;
  readonly url: string;
}

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
    const rows = new Map<string, BatchRow>();
    await visitConcurrently(ids, async (id) => {
      const row = await act(id).then(
        ({ process }): BatchRow => ({ id, state: 'done', process }),
        (error: unknown) => this.failed(id, error, request),
      );
      rows.set(id, row);
    });
    const items = ids.map((id) => rows.get(id)!);
    const count = (state: BatchRow['state']): number => items.filter((row) => row.state === state).length;
    return { done: count('done'), accepted: count('accepted'), refused: count('refused'), items };
  }

  private async failed(id: string, error: unknown, request: QuotedRequest): Promise<BatchRow> {
    const { refusal, defect } = refusalOf(error);
    if (defect)
      this.logger.error({ requestId: request.id, task: id, err: refusal.cause ?? refusal }, 'defect');
    const problem = problemOf(refusal, request);
    if (problem.code === 'ENGINE_UNAVAILABLE') return { id, state: 'accepted', problem };
    const by = OVERTAKEN.includes(problem.code) ? await this.assignments.performer(id) : undefined;
    return { id, state: 'refused', problem, ...(by !== undefined && { by }) };
  }
}
