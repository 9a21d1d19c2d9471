import type { Incident } from '../../../infra/database/entities/incidents.js';
import { execute, queryRows, type Executor } from '../../../infra/database/query.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import { describeError } from './describe-error.js';

export type IncidentKind = Incident['kind'];

/** What keeps processes from continuing: at most one row of a kind for each. */
export class IncidentsRepository {
  constructor(private readonly db: Executor) {}

  /** Records an incident, or one more occurrence of it. Never call it in a transaction that may roll back. */
  async raise(process: string, kind: IncidentKind, error: unknown): Promise<void> {
    const source = sql`VALUES (${process}::uuid, ${kind}::text, ${describeError(error)}::text)`;
    await execute(this.db, raiseStatement(source));
  }

  /** Idempotent. */
  async resolve(process: string, kind: IncidentKind): Promise<void> {
    await execute(this.db, sql`DELETE FROM incident WHERE process_id = ${process} AND kind = ${kind}`);
  }

  async resolveAll(process: string): Promise<void> {
    await execute(this.db, sql`DELETE FROM incident WHERE process_id = ${process}`);
  }

  /** Resolves the incidents of a kind of all processes but these. */
  async resolveAllBut(kind: IncidentKind, processes: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`DELETE FROM incident WHERE kind = ${kind} AND NOT process_id = ANY (${processes}::uuid[])`,
    );
  }

  async hasAny(process: string): Promise<boolean> {
    return (await queryRows(this.db, sql`SELECT 1 FROM incident WHERE process_id = ${process}`)).length > 0;
  }

  /** Ids of the processes that have an incident of a kind. */
  async processesWith(kind: IncidentKind): Promise<string[]> {
    const rows = await queryRows<{ process_id: string }>(
      this.db,
      sql`SELECT process_id FROM incident WHERE kind = ${kind}`,
    );
    return rows.map((row) => row.process_id);
  }

  /** Resolves the incidents of processes that no longer have a stuck command. */
  async resolveCommands(): Promise<void> {
    await execute(this.db, NO_STUCK_COMMANDS, { prepare: 'always' });
  }

  /** Resolves the incidents of processes none of whose clocks and cards is stuck any more. */
  async resolveClocks(): Promise<void> {
    await execute(this.db, NO_STUCK_CLOCKS);
  }
}

/**
 * The statement that records an incident, or one more occurrence of it.
 *
 * @param source rows of process, kind and detail: `SELECT …` or `VALUES …`
 */
export const raiseStatement = (source: Sql): Sql => sql`
  INSERT INTO incident (process_id, kind, detail, first_seen_at, last_seen_at)
  SELECT seen.*, now(), now() FROM (${source}) AS seen
  ON CONFLICT (process_id, kind) DO UPDATE
  SET detail = excluded.detail, last_seen_at = excluded.last_seen_at, times = incident.times + 1`;

const NO_STUCK_COMMANDS = sql`
  DELETE FROM incident i WHERE kind = 'command' AND NOT EXISTS (
    SELECT 1 FROM command c
    WHERE c.process_id = i.process_id AND c.state = 'accepted' AND c.stuck AND c.withdrawn_at IS NULL)`;

const NO_STUCK_CLOCKS = sql`
  DELETE FROM incident i WHERE i.kind = 'clock'
    AND NOT EXISTS (SELECT 1 FROM clock c WHERE c.process_id = i.process_id AND c.error IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM card k WHERE k.process_id = i.process_id AND k.retry_at IS NOT NULL)`;
