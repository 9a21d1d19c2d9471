import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { taskDefinition } from '../definitions/task-forms.js';
import { prepared } from '../../../infra/database/prepared.js';
import { POOL } from '../platform/tokens.js';
import { stageTitle } from './process-view.js';
import type { TimelineEntryView } from './processes.dto.js';

interface EntryRow {
  readonly process_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly stage: string | null;
  readonly task: number | null;
  readonly task_name: string | null;
  readonly account: string | null;
  readonly account_title: string | null;
  readonly unit: string | null;
  readonly text: string | null;
  readonly reason: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly key: string;
  readonly version: number;
}

/** Up to which entry a reader has read a process. */
export interface Reading {
  readonly process: string;
  readonly after: number;
}

/** Reads timelines. Whether the reader may see the process has been asked before. */
@Injectable()
export class Timeline {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async page(reading: Reading, limit: number): Promise<TimelineEntryView[]> {
    const { rows } = await prepared<EntryRow>(
      this.pool,
      `${SELECT} WHERE e.process_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
      [reading.process, reading.after, limit],
    );
    return rows.map(toView);
  }

  /** What is new in several processes at once, by process, in order. */
  async news(readings: readonly Reading[], limit: number): Promise<Map<string, TimelineEntryView[]>> {
    const { rows } = await prepared<EntryRow>(
      this.pool,
      `${SELECT} JOIN unnest($1::uuid[], $2::int[]) AS r (process, after) ON e.process_id = r.process AND e.seq > r.after
       ORDER BY e.process_id, e.seq LIMIT $3`,
      [readings.map(({ process }) => process), readings.map(({ after }) => after), limit],
    );
    const news = new Map<string, TimelineEntryView[]>();
    for (const row of rows) news.set(row.process_id, [...(news.get(row.process_id) ?? []), toView(row)]);
    return news;
  }
}

/** The reason an operator gave stands in the content of the command that the entry names. */
const SELECT = `
  SELECT e.process_id, e.seq, e.at, e.type, e.stage, e.task, t.name AS task_name, e.account, a.title AS account_title,
    e.unit, e.text, c.body ->> 'reason' AS reason, e.data, p.key, p.version
  FROM timeline_entry e JOIN process p ON p.id = e.process_id
  LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
  LEFT JOIN account a ON a.id::text = e.account
  LEFT JOIN content c ON c.command_id = (e.data ->> 'command')::uuid AND e.type IN
    ('task.reassigned', 'process.suspended', 'process.resumed', 'process.cancelled')`;

function toView(row: EntryRow): TimelineEntryView {
  const { command: _command, ...data } = row.data ?? {};
  const task =
    row.task_name === null ? undefined : taskDefinition(row.key, row.version, row.task_name)?.title;
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    type: row.type,
    stage: row.stage,
    task: row.task === null ? null : `${row.process_id}.${row.task}`,
    actor: row.account_title ?? (row.account === 'citizen' ? 'citizen' : null),
    unit: row.unit,
    text: row.text ?? row.reason ?? task ?? stageTitle(row.key, row.version, row.stage),
    data: row.data && data,
  };
}
