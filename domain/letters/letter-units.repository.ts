import { Task } from '../../infra/database/entities/processes.js';
import type { Unit } from '../../infra/database/entities/accounts.js';
import { queryRow, queryRows, type Database, type Executor } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import { isSecret } from '../cases/secrecy/secrecy.js';
import { takesCases } from '../cases/units/units.repository.js';

/** A unit that a letter may mention. */
export type NamedUnit = Pick<Unit, 'code' | 'name' | 'shortName'>;

/** A unit that a letter is to go to. */
export interface Addressee extends NamedUnit {
  /** The letter is hidden from the unit, or from one above it. */
  readonly conflict: boolean;
  /** The letter is an accusation: it reaches no unit that it names, whatever the reason. */
  readonly secret: boolean;
  /** Title and body; null once they are erased. */
  readonly text: string | null;
}

/**
 * Lists the units that a text may mention, by code: all but the prefecture as a whole, and townships, whose names are those of
 * places that half of all letters name.
 */
export const mentionableUnits = (db: Executor): Promise<NamedUnit[]> =>
  queryRows(
    db,
    sql`SELECT code, name, short_name AS "shortName" FROM unit
      WHERE kind <> ALL ('{PREFECTURE,TOWNSHIP}') ORDER BY code`,
  );

/** The units that a letter is about, may go to and is handled by. */
export class LetterUnitsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Reads those of some units that exist on a day and take cases; the prefecture as a whole does not.
   *
   * @param process id of the letter's process
   * @param found.named units that the letter is found to be about now, beside those it is hidden from
   * @param found.today YYYY-MM-DD, Asia/Shanghai
   */
  addressees(
    process: string,
    codes: readonly string[],
    found: { readonly named: readonly string[]; readonly today: string },
  ): Promise<Addressee[]> {
    const { named, today } = found;
    return queryRows(
      this.db,
      sql`SELECT u.code, u.name, u.short_name AS "shortName", u.kin && (p.hidden_from || ${named}::text[]) AS conflict,
          ${isSecret('p')} AS secret, l.title || chr(10) || l.body AS text
        FROM unit u, process p LEFT JOIN letter l ON l.process_id = p.id
        WHERE u.code = ANY (${codes}) AND p.id = ${process} AND ${takesCases('u', today)}`,
      { prepare: 'always' },
    );
  }

  /**
   * Reads the codes of all units that a letter is hidden from after triage has named more of them, in order.
   *
   * @throws {Error} when there is no such process
   */
  async hiddenAfterTriage(
    process: string,
    found: { readonly namedUnits?: readonly string[]; readonly accuses: boolean },
  ): Promise<readonly string[]> {
    const row = await queryRow<{ hidden: string[] }>(
      this.db,
      sql`SELECT ARRAY(SELECT DISTINCT h FROM (
            SELECT unnest(p.hidden_from || ${found.namedUnits ?? []}::text[]) AS h
            UNION ALL SELECT jsonb_array_elements_text(p.input -> 'namedUnits') WHERE ${found.accuses}
          ) all_named ORDER BY h) AS hidden
        FROM process p WHERE p.id = ${process}`,
    );
    if (!row) throw new Error(`process ${process} has no row`);
    return row.hidden;
  }

  /** Lists the units with an open co-handling task. */
  async coHandling(processId: string): Promise<string[]> {
    const where = { processId, name: 'coReply', state: 'open' } as const;
    const tasks = await this.db.getRepository(Task).find({ select: { unit: true }, where });
    return tasks.map(({ unit }) => unit);
  }

  /** Whether two different units belong to the same county. */
  async shareCounty(unit: string, other: string): Promise<boolean> {
    const county = await queryRow(
      this.db,
      sql`SELECT 1 FROM unit own, unit county, unit other
        WHERE own.code = ${unit} AND county.kind = 'COUNTY' AND county.code = ANY (own.path)
          AND other.code = ${other} AND county.code = ANY (other.path) AND other.code <> own.code`,
    );
    return county !== undefined;
  }
}
