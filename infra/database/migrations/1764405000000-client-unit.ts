import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A program belongs to a unit, so that what is hidden from the unit is hidden from its program. */
export class ClientUnit1764405000000 implements MigrationInterface {
  name = 'ClientUnit1764405000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE oauth_client ADD unit_code text CONSTRAINT oauth_client_unit_code_fkey REFERENCES unit (code)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE oauth_client DROP COLUMN unit_code');
  }
}
