import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  CommentsRepository,
  type CommentRow,
} from '../../../../domain/cases/comments/comments.repository.js';
import { appendTimeline, lockProcesses } from '../../../../domain/cases/timeline/append-timeline.js';
import { detail } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { PageQuery } from '../../platform/paging/page.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { ProcessesService } from '../processes/processes.service.js';
import { TaskRows } from '../tasks/task-rows.js';
import { Visibility } from '../visibility/visibility.js';
import type { CommentPage, CommentView } from './comments.dto.js';

/** Comments of staff on tasks. Everyone who sees the case and may read its content reads them. */
@Injectable()
export class CommentsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly comments: CommentsRepository,
    private readonly tasks: TaskRows,
    private readonly processes: ProcessesService,
    private readonly visibility: Visibility,
  ) {}

  /** @param id of the task. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async add(actor: Actor, id: string, body: string): Promise<CommentView> {
    const { process_id: processId, number: task, process_key: key } = await this.tasks.find(actor, id);
    this.assertReads(actor, key);
    const at = businessDate();
    const comment = { id: randomUUID(), processId, task, unit: actor.unit, body, at };
    await transaction(this.dataSource, async (tx) => {
      await lockProcesses(tx, [processId]);
      await new CommentsRepository(tx).add({ ...comment, account: actor.id });
      await appendTimeline(tx, [
        {
          process: processId,
          at: at.getTime(),
          type: 'comment.added',
          task,
          account: actor.id,
          unit: actor.unit,
          data: { comment: comment.id },
        },
      ]);
    });
    return toView({ ...comment, actor: actor.title });
  }

  /** Oldest first. @throws {DubanError} NOT_FOUND, FORBIDDEN, CURSOR_INVALID */
  async ofTask(actor: Actor, id: string, query: PageQuery): Promise<CommentPage> {
    const { process_id: process, number: task, process_key: key } = await this.tasks.find(actor, id);
    this.assertReads(actor, key);
    return this.page(actor, query, { process, task });
  }

  /** On all tasks of a process, oldest first. @throws {DubanError} NOT_FOUND, FORBIDDEN, CURSOR_INVALID */
  async ofProcess(actor: Actor, id: string, query: PageQuery): Promise<CommentPage> {
    const { key } = await this.processes.row(actor, id);
    this.assertReads(actor, key);
    return this.page(actor, query, { process: id });
  }

  private page(
    actor: Actor,
    query: PageQuery,
    of: { readonly process: string; readonly task?: number },
  ): Promise<CommentPage> {
    const { parties } = this.visibility;
    return this.comments.page(query, { ...of, parties, units: this.visibility.partUnits(actor) }, toView);
  }

  private assertReads(actor: Actor, processKey: string): void {
    if (!this.visibility.readsContent(actor, processKey))
      throw new DubanError('FORBIDDEN', detail('cases.contentsNotReadable'));
  }
}

const toView = ({ id, processId, task, actor, unit, body, at }: CommentRow): CommentView => ({
  id,
  task: task === null ? null : `${processId}.${task}`,
  actor,
  unit,
  body,
  at: at.toISOString(),
});
