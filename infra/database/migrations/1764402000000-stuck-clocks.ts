import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What cannot be judged is set aside by itself, so that nothing else waits for it; and a turn of the watch has a beginning. */
export class StuckClocks1764402000000 implements MigrationInterface {
  name = 'StuckClocks1764402000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE clock ADD COLUMN error text, ADD COLUMN retry_at timestamptz;
      CREATE INDEX clock_retry ON clock (retry_at) WHERE retry_at IS NOT NULL;
      CREATE INDEX clock_error ON clock (process_id) WHERE error IS NOT NULL;
      ALTER TABLE card ADD COLUMN retry_at timestamptz;
      CREATE INDEX card_retry ON card (retry_at) WHERE retry_at IS NOT NULL;
      ALTER TABLE watch_state ADD COLUMN turn_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE watch_state DROP COLUMN turn_at;
      ALTER TABLE card DROP COLUMN retry_at;
      ALTER TABLE clock DROP COLUMN retry_at, DROP COLUMN error;
    `);
  }
}
