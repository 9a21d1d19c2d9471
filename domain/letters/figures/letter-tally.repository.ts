import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { integer, join, sql, type Sql } from '../../../infra/database/sql.js';
import { IS_HANDLING } from './figure-conditions.js';
import type { WorkingDayRows } from './working-day-rows.js';
import { COUNT_COLUMNS, countColumn, countsOf, stepsOf, TALLY_COUNTS, TALLY_KEYS } from './tally-parts.js';
import { daysTable } from './worked-days.js';

const LOCK = sql`hashtext('duban.letter-tally')`;
/** Marks that are worked off at a time. */
const MARKS = 4000;

/** The sums of the figures by the month, and what each letter has added to them. */
export class LetterTallyRepository {
  constructor(private readonly db: Database) {}

  /** Whether this transaction keeps the sums; false while another one does. */
  async lock(): Promise<boolean> {
    const row = await queryRow<{ locked: boolean }>(
      this.db,
      sql`SELECT pg_try_advisory_xact_lock(${LOCK}) AS locked`,
    );
    return row!.locked;
  }

  /** Marks the letters whose limit has ended since limits were judged last. */
  async markDue(at: Date): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO letter_tally_mark (process_id) SELECT process_id FROM (${dueSince(at)}) due`,
    );
    await execute(this.db, sql`UPDATE letter_tally_state SET due_until = ${at}`);
  }

  /**
   * Takes the oldest marks. The letters must be read by later statements, which see at least what the marks stand for; a change
   * after that has a mark of its own.
   *
   * @returns ids of letters, each once
   */
  async takeMarks(): Promise<string[]> {
    const rows = await queryRows<{ process_id: string }>(
      this.db,
      sql`DELETE FROM letter_tally_mark WHERE id IN (SELECT id FROM letter_tally_mark ORDER BY id LIMIT ${integer(MARKS)})
        RETURNING process_id`,
    );
    return [...new Set(rows.map(({ process_id }) => process_id))];
  }

  /** Takes off what letters have added. @param letters ids */
  async subtract(letters: readonly string[]): Promise<void> {
    await this.sum(
      sql`WITH moved AS (DELETE FROM letter_tally_part WHERE process_id = ANY (${letters}::uuid[]) RETURNING *)`,
      sql`-`,
    );
  }

  /** Adds what letters count, without open tasks. @param letters ids, which must not be in the sums @param at nothing is due after it */
  async add(letters: readonly string[], at: Date, days: WorkingDayRows): Promise<void> {
    const ids = sql`${letters}::uuid[]`;
    const steps = sql`SELECT process_id, ${TALLY_KEYS}, ${join(TALLY_COUNTS.map(() => sql`0`))}, step FROM (${stepsOf(ids)}) s`;
    const sums = join(TALLY_COUNTS.map((count) => sql`sum(${countColumn(count)})`));
    await this.sum(
      sql`WITH ${daysTable(days)}, moved AS (
        INSERT INTO letter_tally_part (process_id, ${TALLY_KEYS}, ${COUNT_COLUMNS}, steps)
        SELECT process_id, ${TALLY_KEYS}, ${sums}, coalesce(array_agg(step) FILTER (WHERE step IS NOT NULL), '{}')
        FROM (SELECT c.*, NULL::int AS step FROM (${countsOf(ids, at)}) c UNION ALL ${steps}) part
        GROUP BY process_id, ${TALLY_KEYS} RETURNING *)`,
      sql`+`,
    );
  }

  /** Forgets all sums, and marks every letter. Waits for a transaction that keeps them. */
  async restart(): Promise<void> {
    await execute(this.db, sql`SELECT pg_advisory_xact_lock(${LOCK})`);
    await execute(this.db, sql`DELETE FROM letter_tally`);
    await execute(this.db, sql`DELETE FROM letter_step_tally`);
    await execute(this.db, sql`DELETE FROM letter_tally_part`);
    await execute(this.db, sql`INSERT INTO letter_tally_mark (process_id) SELECT process_id FROM letter`);
  }

  /** @param moved a CTE `moved` of parts */
  private async sum(moved: Sql, sign: Sql): Promise<void> {
    const sums = join(TALLY_COUNTS.map((count) => sql`${sign} sum(${countColumn(count)})`));
    const sets = join(
      TALLY_COUNTS.map(countColumn).map(
        (column) => sql`${column} = letter_tally.${column} + EXCLUDED.${column}`,
      ),
    );
    await execute(
      this.db,
      sql`${moved}, steps AS (
          INSERT INTO letter_step_tally (${TALLY_KEYS}, step, letters)
          SELECT ${TALLY_KEYS}, step, ${sign} count(*) FROM moved CROSS JOIN unnest(moved.steps) AS step
          GROUP BY ${TALLY_KEYS}, step
          ON CONFLICT (${TALLY_KEYS}, step) DO UPDATE SET letters = letter_step_tally.letters + EXCLUDED.letters
        )
        INSERT INTO letter_tally (${TALLY_KEYS}, ${COUNT_COLUMNS})
        SELECT ${TALLY_KEYS}, ${sums} FROM moved GROUP BY ${TALLY_KEYS}
        ON CONFLICT (${TALLY_KEYS}) DO UPDATE SET ${sets}`,
    );
  }
}

/** Letters whose limit has ended between the instant at which limits were judged and another one, whichever is earlier. */
export const dueSince = (at: Date): Sql =>
  sql`SELECT c.process_id FROM letter_tally_state s JOIN clock c ON ${IS_HANDLING}
    AND c.due_at > least(s.due_until, ${at}::timestamptz) AND c.due_at <= greatest(s.due_until, ${at}::timestamptz)`;
