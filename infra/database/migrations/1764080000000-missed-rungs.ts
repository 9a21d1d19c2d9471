import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Rungs that a clock had reached before it changed, and that the watch has not seen yet, are kept with the clock; and
 * `next_at` says for a clock in any state when the watch has to look at it.
 */
export class MissedRungs1764080000000 implements MigrationInterface {
  name = 'MissedRungs1764080000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock ADD COLUMN missed jsonb;
      -- what stands still is not looked at, unless it had reached a rung before
      UPDATE clock SET next_at = NULL WHERE state <> 'running' AND next_at > coalesce(paused_at, stopped_at);
      DROP INDEX clock_next;
      CREATE INDEX clock_next ON clock (next_at) WHERE next_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX clock_next;
      CREATE INDEX clock_next ON clock (next_at) WHERE state = 'running' AND next_at IS NOT NULL;
      ALTER TABLE clock DROP COLUMN missed;
    `);
  }
}
