import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, sql, type Condition } from '../../../infra/database/sql.js';
import { PUBLIC_TITLE, WHY_UNLISTED, type NotListed, type UnlistReason } from './listing-rule.js';

/** A letter as public lists see it. */
export interface LetterListing {
  readonly processId: string;
  readonly letterNo: string;
  /** Null: nobody has written one. */
  readonly title: string | null;
  /** Null: it is listed. */
  readonly why: NotListed | null;
}

/** What is known of a letter's writer and text: a public title must give away nothing of it. */
export interface KnownOfLetter {
  readonly title: string;
  readonly name: string | null;
  readonly telephone: string | null;
  readonly address: string | null;
}

export interface TitleVersion {
  readonly title: string;
  /** Title of the account. */
  readonly by: string;
  readonly at: Date;
}

export interface ListingChangeRow {
  /** Null: listed again. */
  readonly reason: UnlistReason | null;
  readonly by: string;
  readonly at: Date;
}

/** Public titles of letters, and which letters the centre keeps off the public lists. Versions are added, never changed. */
export class LetterListingRepository {
  constructor(private readonly db: Database) {}

  /** @param process id of its process, a uuid @param visible condition over the row `p` */
  find(process: string, visible: Condition): Promise<LetterListing | undefined> {
    return queryRow(
      this.db,
      sql`SELECT p.id AS "processId", l.letter_no AS "letterNo", ${PUBLIC_TITLE} AS title, ${WHY_UNLISTED} AS why
        FROM process p JOIN letter l ON l.process_id = p.id WHERE ${and(sql`p.id = ${process}`, visible)}`,
    );
  }

  /** Locks the letter, so that one person at a time changes its listing. */
  async lock(process: string): Promise<void> {
    await queryRow(this.db, sql`SELECT process_id FROM letter WHERE process_id = ${process} FOR UPDATE`);
  }

  async known(process: string): Promise<KnownOfLetter> {
    const row = await queryRow<KnownOfLetter>(
      this.db,
      sql`SELECT title, writer_name AS name, writer_phone AS telephone, writer_address AS address FROM letter
        WHERE process_id = ${process}`,
    );
    return row!;
  }

  /** Latest first. */
  titles(process: string): Promise<TitleVersion[]> {
    return queryRows(
      this.db,
      sql`SELECT h.title, a.title AS by, h.written_at AS at FROM public_title h JOIN account a ON a.id = h.written_by
        WHERE h.process_id = ${process} ORDER BY h.number DESC`,
    );
  }

  /** Latest first. */
  changes(process: string): Promise<ListingChangeRow[]> {
    return queryRows(
      this.db,
      sql`SELECT c.reason, a.title AS by, c.changed_at AS at FROM listing_change c JOIN account a ON a.id = c.changed_by
        WHERE c.process_id = ${process} ORDER BY c.number DESC`,
    );
  }

  /** Under `lock`. */
  async addTitle(process: string, { title, by, at }: TitleVersion): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO public_title (process_id, number, title, written_by, written_at)
        SELECT ${process}, coalesce(max(number), 0) + 1, ${title}, ${by}::uuid, ${at} FROM public_title
        WHERE process_id = ${process}`,
    );
  }

  /** Under `lock`. */
  async addChange(process: string, { reason, by, at }: ListingChangeRow): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO listing_change (process_id, number, reason, changed_by, changed_at)
        SELECT ${process}, coalesce(max(number), 0) + 1, ${reason}, ${by}::uuid, ${at} FROM listing_change
        WHERE process_id = ${process}`,
    );
  }
}
