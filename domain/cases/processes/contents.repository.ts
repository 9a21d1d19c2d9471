import { queryRows, type Database } from '../../../infra/database/query.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import { isParty, type Parties } from '../visibility/units-apart.js';

/** A content that was written with a command. */
export interface ContentRow {
  /** Number of the task; null for the content of the begin command or of a message. */
  readonly number: number | null;
  /** Order among contents of one instant. */
  readonly place: number;
  readonly name: string | null;
  readonly key: string;
  readonly version: number;
  readonly outcome: string | null;
  readonly unit: string;
  readonly actor: string | null;
  readonly at: Date;
  /** Null once it has been erased. */
  readonly body: object | null;
  /** Decision of a message. */
  readonly sent: Readonly<Record<string, unknown>> | null;
}

export interface ContentQuery {
  readonly process: string;
  /** Units of the reader, in a process that keeps its units apart; null: everything. */
  readonly units: readonly string[] | null;
  readonly limit: number;
}

/** A place among the contents of a process. */
export interface ContentPlace {
  /** ISO 8601 */
  readonly at: string;
  readonly place: number;
}

/** Contents of a process. Callers check whether the reader may see the process. */
export class ContentsRepository {
  /** @param parties units that tasks are about, where a process keeps its units apart */
  constructor(
    private readonly db: Database,
    private readonly parties: Parties,
  ) {}

  /** Oldest first. @param after end of the previous page; null: from the first on */
  list({ process, units, limit }: ContentQuery, after: ContentPlace | null): Promise<ContentRow[]> {
    const { at, place } = after ?? { at: '-infinity', place: 0 };
    return queryRows(
      this.db,
      sql`${this.written(process, units)}
        WHERE (at, place) > (${at}::timestamptz, ${place}::int) ORDER BY at, place LIMIT ${limit}`,
      { prepare: 'always' },
    );
  }

  /** The newest contents, oldest first. */
  async newest({ process, units, limit }: ContentQuery): Promise<ContentRow[]> {
    const rows = await queryRows<ContentRow>(
      this.db,
      sql`${this.written(process, units)} ORDER BY at DESC, place DESC LIMIT ${limit}`,
      { prepare: 'always' },
    );
    return rows.reverse();
  }

  private written(process: string, units: readonly string[] | null): Sql {
    return sql`
  SELECT * FROM (
    SELECT t.number, coalesce(t.number, -e.seq, 0)::int AS place, coalesce(t.name, e.data ->> 'name') AS name, p.key,
      p.version, t.outcome, coalesce(t.unit, a.unit_code, '') AS unit, a.title AS actor,
      coalesce(t.closed_at, e.at, p.started_at) AS at, c.body, CASE WHEN e.seq IS NOT NULL THEN c.decision END AS sent
    FROM content c JOIN process p ON p.id = c.process_id
    JOIN command m ON m.id = c.command_id
    LEFT JOIN task t ON t.process_id = c.process_id AND t.command_id = c.command_id
    LEFT JOIN timeline_entry e ON m.kind = 'message' AND e.process_id = c.process_id AND e.type = 'message.received'
      AND (e.account = 'citizen' OR e.data ->> 'name' = 'order') AND e.data ->> 'command' = c.command_id::text
    LEFT JOIN account a ON a.id::text = coalesce(t.closed_by, m.account)
    WHERE c.process_id = ${process} AND (t.number IS NOT NULL OR m.kind = 'begin' OR e.seq IS NOT NULL)
      AND ${isParty(this.parties.ofTask, units)}
  ) written`;
  }
}
