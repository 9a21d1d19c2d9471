import { In, IsNull, Not } from 'typeorm';
import { fullName } from '../cases/units/formal-name.js';
import { Unit } from '../../infra/database/entities/accounts.js';
import {
  Arrangement,
  ArrangementChange,
  ArrangementEntry,
  ArrangementUnit,
} from '../../infra/database/entities/arrangements.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { and, equal, sql } from '../../infra/database/sql.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../cases/processes/process-row.js';

/** An arrangement with its process and the answers of units. */
export interface ArrangementRow extends ProcessRow {
  readonly year: number;
  readonly office: string;
  readonly propose_by: string;
  readonly first_month: number;
  readonly last_month: number;
  readonly published_at: Date | null;
  /** `answeredAt` as PostgreSQL writes it into JSON. */
  readonly units: readonly { unit: string; state: string; answeredAt: string | null }[];
}

/** Answer of a unit by its task; `silent`: cancelled when the info office closed the proposals. */
const ANSWER = sql`CASE WHEN t.outcome = 'propose' THEN 'proposed' WHEN t.outcome = 'none' THEN 'none'
  WHEN t.state = 'open' OR t.state IS NULL THEN 'awaited' ELSE 'silent' END`;

/** Default: every county, and every department and directly administered unit of the prefecture. */
const ASKED_KINDS = ['COUNTY', 'DEPARTMENT', 'DIRECT'];

/** Arrangements and the units that propose topics. For topics: EntriesRepository. */
export class ArrangementsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Adds the arrangement of a year, unless there is one that was not cancelled. Locks the table until the end of the
   * transaction, so that a concurrent second one sees the first.
   *
   * @param units codes, in the order in which they are shown
   * @returns whether it was added
   */
  async add(arrangement: Omit<Arrangement, 'publishedAt'>, units: readonly string[]): Promise<boolean> {
    await execute(this.db, sql`LOCK TABLE arrangement IN SHARE ROW EXCLUSIVE MODE`);
    const earlier = await queryRow(
      this.db,
      sql`SELECT 1 FROM arrangement a JOIN process p ON p.id = a.id
        WHERE a.year = ${arrangement.year} AND p.state <> 'cancelled'`,
    );
    if (earlier) return false;
    await this.db.getRepository(Arrangement).insert(arrangement);
    const asked = units.map((unit, index) => ({ arrangementId: arrangement.id, unit, number: index + 1 }));
    await this.db.getRepository(ArrangementUnit).insert(asked);
    return true;
  }

  /**
   * Newest year first.
   *
   * @param of `units`: of these units only, and those arrangements that ask one of them; null: all. `id`: this one only
   */
  list(of: { readonly units: readonly string[] | null; readonly id?: string }): Promise<ArrangementRow[]> {
    const shown = of.units ? sql`u.unit = ANY (${of.units}::text[])` : sql`true`;
    return queryRows(
      this.db,
      sql`SELECT ${PROCESS_COLUMNS}, a.year, a.office, a.propose_by::text, a.first_month, a.last_month, a.published_at,
          (SELECT json_agg(json_build_object('unit', u.unit, 'state', ${ANSWER},
              'answeredAt', CASE WHEN t.outcome IS NOT NULL THEN t.closed_at END) ORDER BY u.number)
            FROM arrangement_unit u LEFT JOIN task t ON t.process_id = a.id AND t.name = 'propose' AND t.key = u.unit
            WHERE u.arrangement_id = a.id AND ${shown}) AS units
        FROM arrangement a JOIN process p ON p.id = a.id
        WHERE ${and(
          equal('a.id', of.id),
          of.units !== null &&
            sql`EXISTS (SELECT 1 FROM arrangement_unit u WHERE u.arrangement_id = a.id AND ${shown})`,
        )} ORDER BY a.year DESC`,
    );
  }

  asksUnit(arrangementId: string, unit: string): Promise<boolean> {
    return this.db.getRepository(ArrangementUnit).existsBy({ arrangementId, unit });
  }

  /** Units that propose topics, each with the due time of its task. */
  askedUnits(arrangement: string): Promise<{ unit: string; year: number; dueAt: Date | null }[]> {
    return queryRows(
      this.db,
      sql`SELECT u.unit, a.year, t.due_at AS "dueAt" FROM arrangement_unit u
        JOIN arrangement a ON a.id = u.arrangement_id
        LEFT JOIN task t ON t.process_id = a.id AND t.name = 'propose' AND t.key = u.unit WHERE a.id = ${arrangement}`,
    );
  }

  /** Codes of the default units: all but the office. */
  unitsToAsk(office: string): Promise<string[]> {
    return this.codes({ kind: In(ASKED_KINDS), validTo: IsNull(), code: Not(office) });
  }

  /** Codes among these that name a unit. */
  knownUnits(codes: readonly string[]): Promise<string[]> {
    return this.codes({ code: In(codes) });
  }

  private async codes(where: object): Promise<string[]> {
    const units = await this.db
      .getRepository(Unit)
      .find({ select: { code: true }, where, order: { code: 'ASC' } });
    return units.map(({ code }) => code);
  }

  /**
   * Publishes the arranged topics. Idempotent.
   *
   * @returns the number of published topics
   */
  async publish(id: string, at: Date): Promise<number> {
    await this.db.getRepository(Arrangement).update({ id, publishedAt: IsNull() }, { publishedAt: at });
    const entries = this.db.getRepository(ArrangementEntry);
    await entries.update({ arrangementId: id, state: 'arranged' }, { state: 'published' });
    return entries.countBy({ arrangementId: id, state: 'published' });
  }

  /** The published arrangement of a year that was not cancelled. */
  published(year: number): Promise<{ id: string; office: string; publishedAt: Date } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT a.id, u.name AS office, a.published_at AS "publishedAt" FROM arrangement a
        JOIN unit u ON u.code = a.office JOIN process p ON p.id = a.id
        WHERE a.year = ${year} AND a.published_at IS NOT NULL AND p.state <> 'cancelled'`,
    );
  }

  /** Names of the units without a topic in the published table: those that have declared so, and those that have not answered. */
  async withoutTopics(id: string): Promise<{ readonly none: string[]; readonly silent: string[] }> {
    const rows = await queryRows<{ name: string; answer: string }>(
      this.db,
      sql`SELECT n.name, ${ANSWER} AS answer FROM arrangement_unit u JOIN unit n ON n.code = u.unit
          LEFT JOIN task t ON t.process_id = u.arrangement_id AND t.name = 'propose' AND t.key = u.unit
        WHERE u.arrangement_id = ${id} ORDER BY u.number`,
    );
    const namesOf = (answer: string): string[] =>
      rows.filter((row) => row.answer === answer).map(({ name }) => name);
    return { none: namesOf('none'), silent: namesOf('silent') };
  }

  /** Years with a published table, newest first. */
  async publishedYears(): Promise<number[]> {
    const rows = await queryRows<{ year: number }>(
      this.db,
      sql`SELECT a.year FROM arrangement a JOIN process p ON p.id = a.id
        WHERE a.published_at IS NOT NULL AND p.state <> 'cancelled' ORDER BY a.year DESC`,
    );
    return rows.map(({ year }) => year);
  }

  /** Head of the published table. */
  async tableHead(id: string): Promise<{ year: number; office: string; region: string; publishedAt: Date }> {
    const head = await queryRow<{ year: number; office: string; region: string; publishedAt: Date }>(
      this.db,
      sql`SELECT a.year, ${fullName('u')} AS office, r.short_name AS region, a.published_at AS "publishedAt"
        FROM arrangement a JOIN unit u ON u.code = a.office JOIN unit r ON r.code = u.path[1] WHERE a.id = ${id}`,
    );
    return head!;
  }

  addChange(change: Omit<ArrangementChange, 'entry'>): Promise<unknown> {
    return this.db.getRepository(ArrangementChange).insert(change);
  }

  countChanges(arrangementId: string): Promise<number> {
    return this.db.getRepository(ArrangementChange).countBy({ arrangementId });
  }

  /** Changes of the published table, newest first. */
  changes(
    id: string,
  ): Promise<(Pick<ArrangementChange, 'kind' | 'before' | 'after' | 'reason' | 'at'> & { topic: string })[]> {
    return queryRows(
      this.db,
      sql`SELECT e.topic, c.kind, c.before, c.after, c.reason, c.at FROM arrangement_change c
        JOIN arrangement_entry e ON e.id = c.entry_id WHERE c.arrangement_id = ${id} ORDER BY c.at DESC, c.id`,
    );
  }
}
