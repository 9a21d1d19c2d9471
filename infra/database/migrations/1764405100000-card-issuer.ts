import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who gave a card by hand does not decide on it. */
export class CardIssuer1764405100000 implements MigrationInterface {
  name = 'CardIssuer1764405100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE card ADD issued_by text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE card DROP COLUMN issued_by');
  }
}
