import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { ProcessCommands } from '../../../activities/process-commands/process-commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Accounts } from '../auth/accounts.js';
import type { Actor } from '../auth/actor.js';
import { definitionOf } from '../definitions/task-forms.js';
import { prepared } from '../platform/prepared.js';
import { POOL } from '../platform/tokens.js';
import { visibleProcesses } from '../visibility/visibility.js';
import { decodeCursor, encodeCursor, fromCursor } from './cursor.js';
import { page, type PageQuery } from './page.js';
import type {
  ProcessesQuery,
  ProcessPage,
  ProcessView,
  TimelineEntryView,
  TimelinePage,
} from './processes.dto.js';

interface ProcessRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly subject: string;
  readonly state: string;
  readonly stage: string | null;
  readonly result: string | null;
  readonly facts: object;
  readonly started_at: Date;
  readonly ended_at: Date | null;
}
interface EntryRow {
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly stage: string | null;
  readonly task: number | null;
  readonly task_name: string | null;
  readonly account: string | null;
  readonly unit: string | null;
  readonly text: string | null;
  readonly data: object | null;
}
type Operation = 'suspend' | 'resume' | 'cancel';

const COLUMNS =
  'p.id, p.key, p.version, p.subject, p.state, p.stage, p.result, p.facts, p.started_at, p.ended_at';

@Injectable()
export class ProcessesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: ProcessCommands,
    private readonly accounts: Accounts,
  ) {}

  /** Newest first. */
  async list(actor: Actor, query: ProcessesQuery): Promise<ProcessPage> {
    const visible = visibleProcesses(actor, 1);
    const values = [...visible.values];
    const where = [visible.sql];
    for (const [column, value] of Object.entries({
      key: query.key,
      state: query.state,
      stage: query.stage,
      subject: query.subject,
    })) {
      if (value === undefined) continue;
      values.push(value);
      where.push(`p.${column} = $${values.length}`);
    }
    if (query.cursor) {
      values.push(...decodeCursor(query.cursor, 2));
      where.push(`(p.started_at, p.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
    }
    values.push(query.limit + 1);
    const { rows } = await fromCursor(query.cursor, () =>
      prepared<ProcessRow>(
        this.pool,
        `SELECT ${COLUMNS} FROM process p WHERE ${where.join(' AND ')}
       ORDER BY p.started_at DESC, p.id DESC LIMIT $${values.length}`,
        values,
      ),
    );
    return page(rows, query.limit, toView, (row) => encodeCursor([row.started_at.toISOString(), row.id]));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<ProcessView> {
    return toView(await this.row(actor, id));
  }

  async timeline(actor: Actor, id: string, query: PageQuery): Promise<TimelinePage> {
    const process = await this.row(actor, id);
    const [after] = query.cursor ? decodeCursor(query.cursor, 1) : [0];
    const entries = await fromCursor(query.cursor, () =>
      this.entriesAfter(process.id, Number(after), query.limit + 1),
    );
    return page(
      entries,
      query.limit,
      (entry) => entry,
      (entry) => encodeCursor([entry.seq]),
    );
  }

  async entriesAfter(id: string, after: number, limit: number): Promise<TimelineEntryView[]> {
    const { rows } = await prepared<EntryRow & { key: string; version: number }>(
      this.pool,
      `SELECT e.seq, e.at, e.type, e.stage, e.task, t.name AS task_name, a.title AS account, e.unit, e.text, e.data,
         p.key, p.version
       FROM timeline_entry e JOIN process p ON p.id = e.process_id
       LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
       LEFT JOIN account a ON a.id::text = e.account
       WHERE e.process_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
      [id, after, limit],
    );
    return rows.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      type: row.type,
      stage: row.stage,
      task: row.task === null ? null : `${id}.${row.task}`,
      actor: row.account,
      unit: row.unit,
      text:
        row.text ??
        taskTitle(row.key, row.version, row.task_name) ??
        stageTitle(row.key, row.version, row.stage),
      data: row.data,
    }));
  }

  /** An operator's command. The reason is kept in the audit log and as content; the process learns only the fact. */
  async operate(actor: Actor, id: string, kind: Operation, reason: string): Promise<ProcessView> {
    const { id: process } = await this.row(actor, id);
    const by = { account: actor.id, unit: actor.unit, roles: actor.roles };
    await this.commands.send({ process: { id: process }, command: { kind, by }, content: { reason } });
    await this.accounts.audit(actor.id, `process.${kind}`, process, 'done', reason);
    return this.get(actor, id);
  }

  async row(actor: Actor, id: string): Promise<ProcessRow> {
    const visible = visibleProcesses(actor, 2);
    const { rows } = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)
      ? await prepared<ProcessRow>(
          this.pool,
          `SELECT ${COLUMNS} FROM process p WHERE p.id = $1 AND ${visible.sql}`,
          [id, ...visible.values],
        )
      : { rows: [] };
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such process');
    return rows[0];
  }
}

const taskTitle = (key: string, version: number, task: string | null): string | null =>
  task === null
    ? null
    : ((definitionOf(key, version)?.tasks as Record<string, { title: string }>)?.[task]?.title ?? task);

const stageTitle = (key: string, version: number, stage: string | null): string | null =>
  stage === null ? null : (definitionOf(key, version)?.stages[stage] ?? stage);

function toView(row: ProcessRow): ProcessView {
  const definition = definitionOf(row.key, row.version);
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    title: definition?.title ?? row.key,
    subject: row.subject,
    state: row.state === 'starting' ? 'running' : row.state,
    stage: row.stage,
    stageTitle: stageTitle(row.key, row.version, row.stage),
    result: row.result,
    facts: row.facts,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
