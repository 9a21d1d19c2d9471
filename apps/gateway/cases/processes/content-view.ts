import { ApiProperty } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { raw } from '../../../../infra/database/sql.js';
import { isParty, type Parties } from '../visibility/visible-tasks.js';
import { definitionOf, taskDefinition } from '../definitions/task-forms.js';
import { prepared } from '../../../../infra/database/prepared.js';
import { codesIn, messageSchema } from '../timeline/form-text.js';

/**
 * What somebody wrote when completing a task or when beginning the process (an appeal's evidence), and what a citizen
 * wrote of his own accord (a withdrawal, a rating).
 */
export class ContentView {
  @ApiProperty({ type: String, nullable: true, description: 'Null: it began the process, or was sent to it' })
  task!: string | null;
  @ApiProperty({ description: 'Of the task, or of the message; `begin`' }) name!: string;
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
  /** Of the task; null for what began the process, or was sent to it. */
  readonly number: number | null;
  /** Among what was written at one instant. */
  readonly place: number;
  readonly name: string | null;
  readonly key: string;
  readonly version: number;
  readonly outcome: string | null;
  readonly unit: string;
  readonly actor: string | null;
  readonly at: Date;
  readonly body: object | null;
  /** Decision of a message. */
  readonly sent: Readonly<Record<string, unknown>> | null;
}

export interface ContentReading {
  readonly process: string;
  readonly parties: Parties;
  /** Of a process that keeps its units apart, what is about these; null: everything. */
  readonly units: readonly string[] | null;
  readonly limit: number;
}

/** A place among what was written in a process. */
export interface ContentPlace {
  readonly at: string;
  readonly place: number;
}

/**
 * What was written in a process, oldest first. Whether the reader may see the process has been asked before.
 *
 * @param after where the page before ended; from the first on without it
 */
export async function readContents(
  pool: Pool,
  { process, parties, units, limit }: ContentReading,
  after: ContentPlace | null,
): Promise<ContentRow[]> {
  const values = [process, units, after?.at ?? '-infinity', after?.place ?? 0, limit];
  return (await prepared<ContentRow>(pool, `${written(parties)} ${FROM_A_PLACE}`, values)).rows;
}

/** The newest of what was written in a process, still oldest first. As `readContents`. */
export async function readNewestContents(
  pool: Pool,
  { process, parties, units, limit }: ContentReading,
): Promise<ContentRow[]> {
  return (
    await prepared<ContentRow>(pool, `${written(parties)} ${NEWEST}`, [process, units, limit])
  ).rows.reverse();
}

const written = ({ ofTask }: Parties): string => `
  SELECT * FROM (
    SELECT t.number, coalesce(t.number, -e.seq, 0)::int AS place, coalesce(t.name, e.data ->> 'name') AS name, p.key,
      p.version, t.outcome, coalesce(t.unit, a.unit_code, '') AS unit, a.title AS actor,
      coalesce(t.closed_at, e.at, p.started_at) AS at, c.body, CASE WHEN e.seq IS NOT NULL THEN c.decision END AS sent
    FROM content c JOIN process p ON p.id = c.process_id
    JOIN command m ON m.id = c.command_id
    LEFT JOIN task t ON t.process_id = c.process_id AND t.command_id = c.command_id
    LEFT JOIN timeline_entry e ON m.kind = 'message' AND e.process_id = c.process_id AND e.type = 'message.received'
      AND e.account = 'citizen' AND e.data ->> 'command' = c.command_id::text
    LEFT JOIN account a ON a.id::text = coalesce(t.closed_by, m.account)
    WHERE c.process_id = $1 AND (t.number IS NOT NULL OR m.kind = 'begin' OR e.seq IS NOT NULL) AND ${isParty(ofTask, raw('$2'))}
  ) written`;
const FROM_A_PLACE = `WHERE (at, place) > ($3::timestamptz, $4::int) ORDER BY at, place LIMIT $5`;
const NEWEST = `ORDER BY at DESC, place DESC LIMIT $3`;

export function toContentView(process: string, row: ContentRow): ContentView {
  return {
    task: row.number === null ? null : `${process}.${row.number}`,
    name: row.name ?? 'begin',
    ...titlesOf(row),
    outcome: row.outcome,
    unit: row.unit,
    actor: row.actor,
    at: row.at.toISOString(),
    content: row.body,
  };
}

function titlesOf(row: ContentRow): Pick<ContentView, 'title' | 'outcomeTitle'> {
  const { key, version, name, number, outcome, sent } = row;
  if (name === null) return { title: '提交', outcomeTitle: null };
  if (number === null) {
    const title = definitionOf(key, version)?.messages?.[name]?.title ?? name;
    const codes = sent && codesIn(sent, messageSchema(key, version, name).decision);
    return { title, outcomeTitle: codes || null };
  }
  const definition = taskDefinition(key, version, name);
  return {
    title: definition?.title ?? name,
    outcomeTitle: outcome === null ? null : (definition?.outcomes[outcome] ?? outcome),
  };
}
