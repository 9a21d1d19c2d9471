import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days that cases name for their own limits: kept with clock and task, so that a changed calendar counts from them. */
export class DatedLimits1764200000000 implements MigrationInterface {
  name = 'DatedLimits1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clock ADD COLUMN due_on date; ALTER TABLE task ADD COLUMN due_on date');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE clock DROP COLUMN due_on; ALTER TABLE task DROP COLUMN due_on');
  }
}
