import { insertInto } from '../../infra/database/entity-columns.js';
import { Letter } from '../../infra/database/entities/letters.js';
import { execute, queryRow, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

/** What receiving a letter writes. */
export class LetterReceiptRepository {
  constructor(private readonly db: Database) {}

  /**
   * Draws the next number of a year in the transaction that stores the letter, so that a refused letter leaves no gap.
   * Letters queue for the year's row for some milliseconds, far less than the engine needs for each.
   */
  async nextNumber(year: number): Promise<string> {
    const row = await queryRow<{ last: number }>(
      this.db,
      sql`INSERT INTO letter_number (year, last) VALUES (${year}, 1)
        ON CONFLICT (year) DO UPDATE SET last = letter_number.last + 1 RETURNING last`,
      { prepare: 'always' },
    );
    return `ZX${year}${String(row!.last).padStart(6, '0')}`;
  }

  async add(letter: Letter): Promise<void> {
    await execute(this.db, insertInto(Letter, letter), { prepare: 'always' });
  }

  /** @throws {Error} when the process has no letter */
  receiptOf(processId: string): Promise<Pick<Letter, 'letterNo' | 'kind' | 'receivedAt'>> {
    const select = { letterNo: true, kind: true, receivedAt: true } as const;
    return this.db.getRepository(Letter).findOneOrFail({ select, where: { processId } });
  }
}
