import { Absence } from '../../../infra/database/entities/duty.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { isOn } from './in-force.js';

/** An absence with the names of both accounts. */
export interface AbsenceRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly substitute: string;
  readonly substituteName: string;
  readonly phone: string;
  /** YYYY-MM-DD, Asia/Shanghai */
  readonly fromDay: string;
  readonly untilDay: string;
  readonly endedAt: Date | null;
  /** Roles of the absent account that the substitute does not have. */
  readonly uncovered: string[];
  /** Open tasks of the absent account that the substitute may do, secret ones not counted. */
  readonly openTasks: number;
}

/** Another absence of one of two accounts on days of a new one. */
export interface CollidingAbsence {
  /** `same`: of the absent account itself. `chain`: one of the two is absent, or substitutes, at the wrong end. */
  readonly how: 'same' | 'chain';
  readonly name: string;
  readonly substituteName: string;
  readonly fromDay: string;
  readonly untilDay: string;
}

/** An absence, with the account that is absent and its unit. */
export interface FoundAbsence {
  readonly substituteId: string;
  /** YYYY-MM-DD, Asia/Shanghai */
  readonly untilDay: string;
  readonly username: string;
  readonly unit: string;
}

export class AbsencesRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<FoundAbsence | undefined> {
    return queryRow(
      this.db,
      sql`SELECT s.substitute_id AS "substituteId", s.until_day::text AS "untilDay", away.username, away.unit_code AS unit
        FROM absence s JOIN account away ON away.id = s.account_id WHERE s.id = ${id}`,
    );
  }

  /** Locks two accounts until the transaction ends, so that no absence of either is entered meanwhile. */
  async lock(accounts: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`SELECT 1 FROM account WHERE id = ANY (${accounts}::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
    );
  }

  /** The first absence that excludes a new one; undefined: there is none. */
  colliding({
    accountId,
    substituteId,
    fromDay,
    untilDay,
  }: Pick<Absence, 'accountId' | 'substituteId' | 'fromDay' | 'untilDay'>): Promise<
    CollidingAbsence | undefined
  > {
    return queryRow(
      this.db,
      sql`SELECT CASE WHEN s.account_id = ${accountId} THEN 'same' ELSE 'chain' END AS how, away.title AS name,
          acting.title AS "substituteName", s.from_day::text AS "fromDay", s.until_day::text AS "untilDay"
        FROM absence s JOIN account away ON away.id = s.account_id JOIN account acting ON acting.id = s.substitute_id
        WHERE s.ended_at IS NULL AND s.from_day <= ${untilDay}::date AND s.until_day >= ${fromDay}::date
          AND (s.account_id = ANY (${[accountId, substituteId]}::uuid[]) OR s.substitute_id = ${accountId})
        ORDER BY how DESC, s.from_day LIMIT 1`,
    );
  }

  async add(absence: Absence): Promise<void> {
    await this.db.getRepository(Absence).insert(absence);
  }

  /** @returns false when it has been ended already */
  async end(id: string, by: { readonly endedAt: Date; readonly endedBy: string }): Promise<boolean> {
    const ended = await execute(
      this.db,
      sql`UPDATE absence SET ended_at = ${by.endedAt}, ended_by = ${by.endedBy} WHERE id = ${id} AND ended_at IS NULL`,
    );
    return ended > 0;
  }

  /** Absences of the accounts of a unit that last until a day or longer, or ended after it; the latest first. */
  ofUnit(unit: string, since: string): Promise<AbsenceRow[]> {
    return queryRows(
      this.db,
      sql`SELECT s.id, away.username, away.title AS name, acting.username AS substitute, acting.title AS "substituteName",
          s.phone, s.from_day::text AS "fromDay", s.until_day::text AS "untilDay", s.ended_at AS "endedAt",
          ARRAY(SELECT unnest(away.roles) EXCEPT SELECT unnest(acting.roles)) AS uncovered,
          (SELECT count(*)::int FROM task t JOIN process p ON p.id = t.process_id
            WHERE t.assignee = s.account_id AND t.state = 'open' AND t.role = ANY (acting.roles) AND NOT ${isSecret('p')})
            AS "openTasks"
        FROM absence s JOIN account away ON away.id = s.account_id JOIN account acting ON acting.id = s.substitute_id
        WHERE away.unit_code = ${unit} AND s.until_day >= ${since}::date
        ORDER BY s.from_day DESC, s.entered_at DESC, s.id`,
    );
  }

  /**
   * Notifies the substitutes of absences that have begun of the tasks that wait for the absent accounts. Idempotent.
   *
   * @param day YYYY-MM-DD, Asia/Shanghai
   * @returns number of absences that were announced
   */
  announce(day: string, at: Date): Promise<number> {
    return execute(
      this.db,
      sql`WITH begun AS (
          UPDATE absence a SET announced_at = ${at} FROM substitution s
          WHERE s.id = a.id AND a.announced_at IS NULL AND ${isOn('s', day)}
          RETURNING a.account_id, a.substitute_id
        ), notified AS (
          INSERT INTO notification (id, account, kind, process_id, task, at, on_behalf_of)
          SELECT gen_random_uuid(), b.substitute_id, 'taskAssigned', t.process_id, t.number, ${at}, b.account_id
          FROM begun b JOIN account acting ON acting.id = b.substitute_id
          JOIN task t ON t.assignee = b.account_id AND t.state = 'open' AND t.role = ANY (acting.roles)
        )
        SELECT 1 FROM begun`,
    );
  }
}
