import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the public may read of a letter's row: its title by staff, and whether the centre lists it. */
export class LetterListing1796001400000 implements MigrationInterface {
  name = 'LetterListing1796001400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- every version stays: a published ledger names the one it has shown
      CREATE TABLE public_title (
        process_id uuid NOT NULL REFERENCES letter (process_id), number integer NOT NULL,
        title text NOT NULL CONSTRAINT public_title_length_check CHECK (char_length(title) BETWEEN 2 AND 25),
        written_by uuid NOT NULL REFERENCES account (id), written_at timestamptz NOT NULL,
        PRIMARY KEY (process_id, number)
      );
      -- the last change counts; without a reason the letter is listed again
      CREATE TABLE listing_change (
        process_id uuid NOT NULL REFERENCES letter (process_id), number integer NOT NULL,
        reason text CONSTRAINT listing_change_reason_check
          CHECK (reason IN ('PRIVACY', 'SECRET', 'BUSINESS', 'MINOR', 'PETITION')),
        changed_by uuid NOT NULL REFERENCES account (id), changed_at timestamptz NOT NULL,
        PRIMARY KEY (process_id, number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE listing_change, public_title');
  }
}
