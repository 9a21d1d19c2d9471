import type { Pool, PoolClient } from 'pg';
import { prepared } from '../../../infra/database/prepared.js';
import { execute } from '../../../infra/database/query.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import type { Process, Task } from '../../../infra/database/entities/processes.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { inheritSecrecy, isSecret } from '../secrecy/secrecy.js';
import { toClockState, type ClockRow } from './clock-rows.js';
import type { ClockState } from './effects.js';
import { MARK_DONE, showClocksStatement, type WriteAnswer, type WriteStatement } from './write-statement.js';

/** How far a process is projected, as of its locked row. */
export type ProjectedProcess = Pick<RowOf<Process>, 'event_seq' | 'state' | 'pending'> & {
  readonly ended: boolean;
};

export interface AnnouncedProcess {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  /** Subject of a process without a parent. */
  readonly title: string;
  /** JSON text. */
  readonly input: string;
  readonly parent: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
}

/**
 * The statements of the projection. They run for every command, so they go to the connection itself, and are prepared
 * once for each connection where they always run.
 */
export class ProjectionRepository {
  /** @param db the connection of a transaction; the pool, for a statement that is a transaction by itself */
  constructor(private readonly db: Pool | PoolClient) {}

  /** Undefined when the process has no row yet. */
  async lock(process: string): Promise<ProjectedProcess | undefined> {
    return (await prepared<ProjectedProcess>(this.db, LOCK_PROCESS, [process])).rows[0];
  }

  /** Inserts the row of a child process, unless it exists. It inherits subject and secrecy from its parent. */
  async announce({ id, key, version, title, input, parent, startedAt }: AnnouncedProcess): Promise<void> {
    await this.db.query(ANNOUNCE_PROCESS, [id, key, version, title, input, parent, startedAt]);
  }

  /** Undefined when the process was not at the event before the statement's. */
  async write(statement: WriteStatement): Promise<WriteAnswer | undefined> {
    return (await this.db.query<WriteAnswer>(statement)).rows[0];
  }

  /** Open tasks show the instants of clocks that changed. */
  async showClocks(process: string, changed: Iterable<ClockState>): Promise<void> {
    const statement = showClocksStatement(process, changed);
    if (statement) await this.db.query(statement);
  }

  async inheritSecrecy(process: string): Promise<void> {
    await execute(this.db, inheritSecrecy(process));
  }

  async markDone(command: string): Promise<void> {
    await prepared(this.db, MARK_DONE, [command]);
  }

  /** The clocks of a process, locked: the SLA monitor takes thresholds off them at the same time. */
  async clocks(process: string): Promise<Map<number, ClockState>> {
    const { rows } = await prepared<ClockRow>(this.db, CLOCKS, [process]);
    return new Map(rows.map((row) => [row.number, toClockState(row)]));
  }

  /** Open task -> the clock whose due instant it shows. */
  async taskClocks(process: string): Promise<Map<number, number>> {
    const { rows } = await prepared<{ number: Task['number']; clock: number }>(this.db, TASK_CLOCKS, [
      process,
    ]);
    return new Map(rows.map(({ number, clock }) => [number, clock]));
  }

  /** Events that wait for earlier ones. */
  async pendingEvents(process: string): Promise<ProcessEvent[]> {
    const { rows } = await this.db.query<{ event: ProcessEvent }>(
      'SELECT event FROM pending_event WHERE process_id = $1',
      [process],
    );
    return rows.map(({ event }) => event);
  }

  /** Stores the events that wait, and drops those that are applied. */
  async keepPending(process: string, appliedUpTo: number, events: readonly ProcessEvent[]): Promise<void> {
    await this.db.query('DELETE FROM pending_event WHERE process_id = $1 AND seq <= $2', [
      process,
      appliedUpTo,
    ]);
    await this.db.query(ADD_PENDING, [process, JSON.stringify(events)]);
    await this.db.query('UPDATE process SET pending = $2 WHERE id = $1', [process, events.length]);
  }
}

const LOCK_PROCESS = `
  SELECT event_seq, state, pending, ended_at IS NOT NULL AS ended FROM process WHERE id = $1 FOR UPDATE`;

const ANNOUNCE_PROCESS = `
  INSERT INTO process (id, key, version, subject, state, input, parent_id, hidden_from, confidential, started_at)
  SELECT $1, $2, $3, coalesce(parent.subject, $4), 'starting', $5, $6, coalesce(parent.hidden_from, '{}'),
    coalesce(${isSecret('parent')}, false), $7
  FROM (SELECT 1) one LEFT JOIN process parent ON parent.id = $6::uuid
  ON CONFLICT (id) DO NOTHING`;

const CLOCKS = 'SELECT *, due_on::text FROM clock WHERE process_id = $1 FOR UPDATE';
const TASK_CLOCKS = `SELECT number, clock FROM task WHERE process_id = $1 AND state = 'open' AND clock IS NOT NULL`;

const ADD_PENDING = `
  INSERT INTO pending_event (process_id, seq, event)
  SELECT $1, (event ->> 'seq')::int, event FROM jsonb_array_elements($2::jsonb) AS event
  ON CONFLICT DO NOTHING`;
