import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A program is proposed by one person, and works once another has confirmed it. */
export class ClientConfirmation1796001700000 implements MigrationInterface {
  name = 'ClientConfirmation1796001700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- proposed_by is null for the program that was created with the database
      ALTER TABLE oauth_client ADD COLUMN proposed_by uuid, ADD COLUMN confirmed_by uuid,
        ADD CONSTRAINT oauth_client_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account (id),
        ADD CONSTRAINT oauth_client_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES account (id),
        ADD CONSTRAINT oauth_client_two_persons_check CHECK (confirmed_by <> proposed_by),
        ADD CONSTRAINT oauth_client_confirmed_check
          CHECK (disabled OR proposed_by IS NULL OR confirmed_by IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE oauth_client DROP COLUMN proposed_by, DROP COLUMN confirmed_by;
    `);
  }
}
