import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { appendTimeline, lockProcesses } from '../../../../domain/cases/timeline/append-timeline.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { Paragraphs } from '../../platform/http/fields.js';
import { Id } from '../../platform/http/id-param.js';
import { page, PageQuery } from '../../platform/paging/page.js';
import { DATA_SOURCE, POOL } from '../../platform/tokens.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { ProcessesService } from '../processes/processes.service.js';
import { TaskRows } from '../tasks/task-rows.js';
import { isParty } from '../visibility/visible-tasks.js';
import { Visibility } from '../visibility/visibility.js';

export class CommentBody {
  @ApiProperty({ minLength: 1, maxLength: 2000 }) @Paragraphs(1, 2000) body!: string;
}
export class CommentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the task it was made on' }) task!:
    string | null;
  @ApiProperty({ description: 'Title of the account' }) actor!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class CommentPage {
  @ApiProperty({ type: [CommentView] }) items!: CommentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

interface CommentRow {
  readonly id: string;
  readonly process_id: string;
  readonly task: number | null;
  readonly actor: string;
  readonly unit: string;
  readonly body: string;
  readonly at: Date;
}

/** What colleagues tell each other about a case; seen by everybody who sees the case and reads what is written in it. */
@ApiTags('comments')
@Controller('api/v1')
export class CommentsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly tasks: TaskRows,
    private readonly processes: ProcessesService,
    private readonly visibility: Visibility,
  ) {}

  @Post('tasks/:id/comments')
  @ApiOperation({ summary: 'Comment on a task' })
  @ApiCreatedResponse({ type: CommentView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN')
  async comment(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { body }: CommentBody,
  ): Promise<CommentView> {
    const { process_id: process, number, process_key: key } = await this.tasks.find(actor, id);
    this.assertReads(actor, key);
    // Milliseconds, so that the instant fits into a cursor as it is.
    const row = {
      id: randomUUID(),
      process_id: process,
      task: number,
      actor: actor.title,
      unit: actor.unit,
      body,
      at: businessDate(),
    };
    await transaction(this.dataSource, async (tx) => {
      await lockProcesses(tx, [process]);
      await tx.query(
        'INSERT INTO comment (id, process_id, task, account, unit, body, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [row.id, process, number, actor.id, actor.unit, body, row.at],
      );
      await appendTimeline(tx, [
        {
          process,
          at: row.at.getTime(),
          type: 'comment.added',
          task: number,
          account: actor.id,
          unit: actor.unit,
          data: { comment: row.id },
        },
      ]);
    });
    return toView(row);
  }

  @Get('tasks/:id/comments')
  @ApiOperation({ summary: 'Comments on a task, oldest first' })
  @ApiOkResponse({ type: CommentPage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  async ofTask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<CommentPage> {
    const { process_id: process, number, process_key: key } = await this.tasks.find(actor, id);
    this.assertReads(actor, key);
    return this.read(actor, query, process, number);
  }

  @Get('processes/:id/comments')
  @ApiOperation({ summary: 'Comments on all tasks of a process, oldest first' })
  @ApiOkResponse({ type: CommentPage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  async ofProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<CommentPage> {
    const { key } = await this.processes.row(actor, id);
    this.assertReads(actor, key);
    return this.read(actor, query, id);
  }

  private assertReads(actor: Actor, processKey: string): void {
    if (!this.visibility.readsContent(actor, processKey))
      throw new DubanError('FORBIDDEN', detail('cases.contentsNotReadable'));
  }

  private async read(actor: Actor, query: PageQuery, process: string, task?: number): Promise<CommentPage> {
    const where = new Conditions();
    where.equal('c.process_id', process);
    where.equal('c.task', task);
    where.add(isParty(this.visibility.parties.ofTask, this.visibility.partUnits(actor)));
    if (query.cursor) {
      const place = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((at, id) => `(c.at, c.id) > (${at}, ${id})`, ...place);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<CommentRow>(
      `SELECT c.id, c.process_id, c.task, a.title AS actor, c.unit, c.body, c.at
       FROM comment c JOIN account a ON a.id = c.account JOIN process p ON p.id = c.process_id
       LEFT JOIN task t ON t.process_id = c.process_id AND t.number = c.task WHERE ${where.sql} ORDER BY c.at, c.id LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toView, ({ at, id }) => encodeCursor([at.toISOString(), id]));
  }
}

function toView({ id, process_id, task, actor, unit, body, at }: CommentRow): CommentView {
  return {
    id,
    task: task === null ? null : `${process_id}.${task}`,
    actor,
    unit,
    body,
    at: at.toISOString(),
  };
}
