import { ApiProperty } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { isParty, TASK_PARTIES } from '../visibility/parties.js';
import { taskDefinition } from '../definitions/task-forms.js';
import { prepared } from '../../../infra/database/prepared.js';

/** What somebody wrote when completing a task, or when beginning the process: an appeal's evidence. */
export class ContentView {
  @ApiProperty({ type: String, nullable: true, description: 'Null: it began the process' }) task!:
    string | null;
  @ApiProperty({ description: 'Of the task; `begin`' }) name!: string;
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

export interface ContentRow {
  /** Of the task; 0 for what began the process. */
  readonly number: number;
  readonly name: string | null;
  readonly key: string;
  readonly version: number;
  readonly outcome: string | null;
  readonly unit: string;
  readonly actor: string | null;
  readonly at: Date;
  readonly body: object | null;
}

export interface ContentReading {
  readonly process: string;
  /** Of a process that keeps its units apart, what is about these; null: everything. */
  readonly units: readonly string[] | null;
  readonly limit: number;
}

/** A place among what was written in a process. */
export interface ContentPlace {
  readonly at: string;
  readonly number: number;
}

/**
 * What was written in a process, oldest first. Whether the reader may see the process has been asked before.
 *
 * @param after where the page before ended; from the first on without it
 */
export async function readContents(
  pool: Pool,
  { process, units, limit }: ContentReading,
  after: ContentPlace | null,
): Promise<ContentRow[]> {
  const values = [process, units, after?.at ?? '-infinity', after?.number ?? 0, limit];
  return (await prepared<ContentRow>(pool, FROM_A_PLACE, values)).rows;
}

/** The newest of what was written in a process, still oldest first. As `readContents`. */
export async function readNewestContents(
  pool: Pool,
  { process, units, limit }: ContentReading,
): Promise<ContentRow[]> {
  return (await prepared<ContentRow>(pool, NEWEST, [process, units, limit])).rows.reverse();
}

const WRITTEN = `
  SELECT * FROM (
    SELECT coalesce(t.number, 0) AS number, t.name, p.key, p.version, t.outcome,
      coalesce(t.unit, a.unit_code, '') AS unit, a.title AS actor, coalesce(t.closed_at, p.started_at) AS at, c.body
    FROM content c JOIN process p ON p.id = c.process_id
    JOIN command m ON m.id = c.command_id
    LEFT JOIN task t ON t.process_id = c.process_id AND t.command_id = c.command_id
    LEFT JOIN account a ON a.id::text = coalesce(t.closed_by, m.account)
    WHERE c.process_id = $1 AND (t.number IS NOT NULL OR m.kind = 'begin') AND ${isParty(TASK_PARTIES, '$2')}
  ) written`;
const FROM_A_PLACE = `${WRITTEN} WHERE (at, number) > ($3::timestamptz, $4::int) ORDER BY at, number LIMIT $5`;
const NEWEST = `${WRITTEN} ORDER BY at DESC, number DESC LIMIT $3`;

export function toContentView(process: string, row: ContentRow): ContentView {
  const definition = row.name === null ? undefined : taskDefinition(row.key, row.version, row.name);
  return {
    task: row.number === 0 ? null : `${process}.${row.number}`,
    name: row.name ?? 'begin',
    title: definition?.title ?? row.name ?? '提交',
    outcome: row.outcome,
    outcomeTitle: row.outcome === null ? null : (definition?.outcomes[row.outcome] ?? row.outcome),
    unit: row.unit,
    actor: row.actor,
    at: row.at.toISOString(),
    content: row.body,
  };
}
