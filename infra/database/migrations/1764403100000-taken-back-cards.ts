import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A card that is taken back, because the unit had acted before the threshold, leaves its place on the ladder: the same
 * threshold may be reached later. The watch looks for commands that a process has not applied yet.
 */
export class TakenBackCards1764403100000 implements MigrationInterface {
  name = 'TakenBackCards1764403100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE card ADD COLUMN taken_back_at timestamptz;
      DROP INDEX card_once;
      CREATE UNIQUE INDEX card_once ON card (process_id, clock, rung)
        WHERE source = 'auto' AND taken_back_at IS NULL;
      CREATE INDEX command_accepted ON command (process_id) WHERE state = 'accepted';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX command_accepted;
      DELETE FROM card WHERE taken_back_at IS NOT NULL;
      DROP INDEX card_once;
      CREATE UNIQUE INDEX card_once ON card (process_id, clock, rung) WHERE source = 'auto';
      ALTER TABLE card DROP COLUMN taken_back_at;
    `);
  }
}
