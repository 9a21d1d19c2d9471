import { ApiProperty } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { taskDefinition } from '../definitions/task-forms.js';
import { prepared } from '../../../infra/database/prepared.js';

/** What somebody wrote when completing a task. */
export class ContentView {
  @ApiProperty() task!: string;
  @ApiProperty() name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeTitle!: string | null;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account; null for the citizen' })
  actor!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: Object, nullable: true, description: 'Null once it has been erased' }) content!:
    object | null;
}

interface ContentRow {
  readonly number: number;
  readonly name: string;
  readonly key: string;
  readonly version: number;
  readonly outcome: string | null;
  readonly unit: string;
  readonly actor: string | null;
  readonly closed_at: Date;
  readonly body: object | null;
}

/** Everything written in a process, oldest first. Whether the reader may see it has been asked before. */
export async function readContents(pool: Pool, process: string): Promise<ContentView[]> {
  const { rows } = await prepared<ContentRow>(
    pool,
    `SELECT t.number, t.name, p.key, p.version, t.outcome, t.unit, a.title AS actor, t.closed_at, c.body
     FROM content c JOIN process p ON p.id = c.process_id
     JOIN task t ON t.process_id = c.process_id AND t.command_id = c.command_id
     LEFT JOIN account a ON a.id::text = t.closed_by
     WHERE c.process_id = $1 ORDER BY t.closed_at, t.number`,
    [process],
  );
  return rows.map((row) => {
    const definition = taskDefinition(row.key, row.version, row.name);
    return {
      task: `${process}.${row.number}`,
      name: row.name,
      title: definition?.title ?? row.name,
      outcome: row.outcome,
      outcomeTitle: row.outcome === null ? null : (definition?.outcomes[row.outcome] ?? row.outcome),
      unit: row.unit,
      actor: row.actor,
      at: row.closed_at.toISOString(),
      content: row.body,
    };
  });
}
