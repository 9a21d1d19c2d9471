import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands are carried out in the order in which they were stored: two may be accepted in one millisecond. */
export class CommandOrder1764500000000 implements MigrationInterface {
  name = 'CommandOrder1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE command ADD COLUMN seq bigserial NOT NULL;
      DROP INDEX command_unfinished;
      CREATE INDEX command_unfinished ON command (process_id, seq) WHERE state <> 'done';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX command_unfinished;
      CREATE INDEX command_unfinished ON command (process_id, accepted_at, id) WHERE state <> 'done';
      ALTER TABLE command DROP COLUMN seq;
    `);
  }
}
