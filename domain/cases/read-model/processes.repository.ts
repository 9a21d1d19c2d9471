import type { Process, Task } from '../../../infra/database/entities/processes.js';
import { execute, queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** Result of a process that was ended as lost. */
export const LOST = 'lost';

/** A process of which events wait for earlier ones. */
export type ProcessWithGap = Pick<Process, 'id' | 'key' | 'version'>;

/** Processes as the read model has them, and the end of those that can no longer emit it themselves. */
export class ProcessesRepository {
  constructor(private readonly db: Executor) {}

  async hasEnded(id: string): Promise<boolean> {
    const statement = sql`SELECT 1 FROM process WHERE id = ${id} AND ended_at IS NOT NULL`;
    return (await queryRow(this.db, statement)) !== undefined;
  }

  openChildren(id: string): Promise<Pick<Process, 'id' | 'key'>[]> {
    return queryRows(this.db, sql`SELECT id, key FROM process WHERE parent_id = ${id} AND ended_at IS NULL`);
  }

  /** Key and number of the last event; undefined when there is no such process, or it has ended. */
  findOpen(id: string): Promise<{ readonly key: string; readonly event_seq: number } | undefined> {
    return queryRow(this.db, sql`SELECT key, event_seq FROM process WHERE id = ${id} AND ended_at IS NULL`);
  }

  /**
   * Processes with events that have waited for earlier ones since before an instant, in random order, so that those which
   * cannot be completed do not keep the others from their turn.
   *
   * @param before epoch ms
   */
  withGaps(before: number, limit: number): Promise<ProcessWithGap[]> {
    return queryRows(
      this.db,
      sql`
        SELECT p.id, p.key, p.version
        FROM (SELECT process_id, min((event ->> 'at')::bigint) AS at FROM pending_event GROUP BY process_id) AS waiting
        JOIN process p ON p.id = waiting.process_id
        WHERE waiting.at < ${before} AND p.ended_at IS NULL
        ORDER BY random() LIMIT ${limit}`,
    );
  }

  /** Locks a process, as the projection does before its clocks; false when there is none, or it has ended. */
  async lockOpen(id: string): Promise<boolean> {
    const statement = sql`SELECT 1 FROM process WHERE id = ${id} AND ended_at IS NULL FOR UPDATE`;
    return (await queryRow(this.db, statement)) !== undefined;
  }

  /** Numbers of the open tasks, in order. */
  async openTasks(id: string): Promise<number[]> {
    const rows = await queryRows<Pick<Task, 'number'>>(
      this.db,
      sql`SELECT number FROM task WHERE process_id = ${id} AND state = 'open' ORDER BY number`,
    );
    return rows.map(({ number }) => number);
  }

  /** Cancels the open tasks. */
  async closeTasks(id: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE task SET state = 'cancelled', closed_at = ${at} WHERE process_id = ${id} AND state = 'open'`,
    );
  }

  /** Stops the clocks. Thresholds reached before remain for the SLA monitor, which has not seen them yet. */
  async stopClocks(id: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE clock SET state = 'stopped', stopped_at = ${at}, error = NULL, retry_at = NULL,
          thresholds = CASE WHEN next_at <= ${at} THEN thresholds END, next_at = CASE WHEN next_at <= ${at} THEN next_at END
        WHERE process_id = ${id} AND state <> 'stopped'`,
    );
  }

  /** Ends a process as lost, and drops the events of it that wait. */
  async endLost(id: string, at: Date): Promise<void> {
    await execute(this.db, sql`DELETE FROM pending_event WHERE process_id = ${id}`);
    await execute(
      this.db,
      sql`UPDATE process SET state = 'cancelled', result = ${LOST}, ended_at = ${at}, pending = 0 WHERE id = ${id}`,
    );
  }
}
