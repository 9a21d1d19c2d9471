import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters to the mailbox, with the personal data of their writers. */
export class Letters1796000400000 implements MigrationInterface {
  name = 'Letters1796000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE letter_number (year integer PRIMARY KEY, last integer NOT NULL);
      CREATE TABLE letter (
        process_id uuid PRIMARY KEY, letter_no text NOT NULL UNIQUE, query_code_hash bytea NOT NULL,
        kind text NOT NULL, title text NOT NULL, body text, writer_name text, writer_phone text, writer_email text,
        writer_address text, wants_public boolean NOT NULL, named_units text[] NOT NULL DEFAULT '{}',
        received_at timestamptz NOT NULL, erased_at timestamptz,
        -- why it looks like one of many: a hint for the registering office
        flagged text CHECK (flagged IN ('REPEATED', 'FLOOD'))
      );
      -- lists show the newest first
      CREATE INDEX letter_received ON letter (received_at, process_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE letter, letter_number');
  }
}
