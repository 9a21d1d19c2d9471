import { queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** Commands that are accepted and not executed yet. */
export interface WaitingFigures {
  readonly waiting: number;
  /** Age of the oldest, in seconds; 0 when there is none. */
  readonly oldest: number;
  readonly stuck: number;
}

/** Figures for operators. */
export class HealthRepository {
  constructor(private readonly db: Executor) {}

  /** Age of the oldest threshold that was reached and has no card yet, in seconds. Leaves out deferred clocks. */
  async overdueSeconds(): Promise<number> {
    const row = await queryRow<{ seconds: number }>(
      this.db,
      sql`SELECT coalesce(extract(epoch FROM now() - min(next_at)), 0)::float8 AS seconds FROM clock
        WHERE next_at < now() AND retry_at IS NULL`,
    );
    return row!.seconds;
  }

  incidents(): Promise<{ kind: string; count: number }[]> {
    return queryRows(this.db, sql`SELECT kind, count(*)::int AS count FROM incident GROUP BY kind`);
  }

  async waitingCommands(): Promise<WaitingFigures> {
    const row = await queryRow<WaitingFigures>(
      this.db,
      sql`SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(accepted_at)), 0)::float8 AS oldest,
          (count(*) FILTER (WHERE stuck))::int AS stuck
        FROM command WHERE state = 'accepted'`,
    );
    return row!;
  }

  /** The clock of the database, in epoch ms. */
  async now(): Promise<number> {
    const row = await queryRow<{ at: number }>(
      this.db,
      sql`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at`,
    );
    return row!.at;
  }
}
