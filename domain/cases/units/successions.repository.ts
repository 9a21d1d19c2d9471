import { CaseSuccession } from '../../../infra/database/entities/processes.js';
import { queryRows, type Database } from '../../../infra/database/query.js';
import { integer, sql, type Sql } from '../../../infra/database/sql.js';

/** A running case in which a unit that has ended still has a part. */
export interface DueSuccession {
  readonly process: string;
  readonly from: string;
  /** Name of the unit that has ended. */
  readonly fromName: string;
  /** The unit that gets the case: by the case itself, by its class, or the successor. */
  readonly heir: string;
  /** The case is hidden from the heir, or from a unit that the heir continues. */
  readonly conflict: boolean;
  readonly hiddenFrom: readonly string[];
}

/** The unit that gets a case `p` of the ended unit `u`. */
export const HEIR: Sql = sql`coalesce(
  (SELECT s.heir_code FROM unit_share s WHERE s.unit_code = u.code AND s.process_id = p.id),
  (SELECT s.heir_code FROM unit_share s WHERE s.unit_code = u.code AND s.class = p.facts ->> 'class'),
  u.successor_code)`;

/** Which cases have followed the successor of a unit. */
export class SuccessionsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Running cases with a part of a unit whose last day is over, and cases of a unit that they are hidden from since it
   * continues another one. Each case once for each unit.
   *
   * @param today YYYY-MM-DD, Asia/Shanghai
   */
  due(today: string, limit: number): Promise<DueSuccession[]> {
    return queryRows(
      this.db,
      sql`SELECT d.process, d."from", d."fromName", d.heir, d."hiddenFrom", h.kin && d."hiddenFrom" AS conflict
        FROM (
          SELECT p.id AS process, u.code AS "from", u.name AS "fromName", ${HEIR} AS heir, p.hidden_from AS "hiddenFrom"
          FROM unit u JOIN process p ON p.units @> ARRAY[u.code] AND p.ended_at IS NULL
          WHERE u.valid_to < ${today}::date AND u.successor_code IS NOT NULL
          UNION ALL
          SELECT DISTINCT p.id, u.code, u.name, u.code, p.hidden_from
          FROM unit u JOIN task t ON t.unit = u.code AND t.state = 'open' JOIN process p ON p.id = t.process_id
          WHERE cardinality(u.kin) > cardinality(u.path) AND p.hidden_from && u.kin AND NOT p.hidden_from && u.path
        ) d JOIN unit h ON h.code = d.heir
        WHERE NOT EXISTS (SELECT 1 FROM case_succession s WHERE s.process_id = d.process AND s.from_unit = d."from")
        ORDER BY d.process, d."from" LIMIT ${integer(limit)}`,
    );
  }

  async add(row: CaseSuccession): Promise<void> {
    await this.db.getRepository(CaseSuccession).insert(row);
  }
}
