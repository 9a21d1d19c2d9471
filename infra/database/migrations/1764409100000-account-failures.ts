import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failures to sign in are counted by name and address in `failed_attempt`: an account has none of its own. */
export class AccountFailures1764409100000 implements MigrationInterface {
  name = 'AccountFailures1764409100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN failed_logins, DROP COLUMN locked_until');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE account ADD COLUMN failed_logins integer NOT NULL DEFAULT 0, ADD COLUMN locked_until timestamptz',
    );
  }
}
