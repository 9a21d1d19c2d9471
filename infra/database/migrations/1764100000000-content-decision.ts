import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps what was decided beside what was written. Safe while the previous release runs: nothing reads it yet. */
export class ContentDecision1764100000000 implements MigrationInterface {
  name = 'ContentDecision1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE content ADD COLUMN decision jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE content DROP COLUMN decision');
  }
}
