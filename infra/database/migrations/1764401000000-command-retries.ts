import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A command that fails is tried again at growing intervals, is stuck after some tries, and can be withdrawn. */
export class CommandRetries1764401000000 implements MigrationInterface {
  name = 'CommandRetries1764401000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE command
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN last_error text,
        ADD COLUMN first_failed_at timestamptz,
        ADD COLUMN stuck boolean NOT NULL DEFAULT false,
        ADD COLUMN withdrawn_at timestamptz,
        DROP CONSTRAINT command_state_check,
        ADD CONSTRAINT command_state_check CHECK (state IN ('accepted', 'done', 'refused', 'withdrawn'));
      CREATE INDEX command_unfinished ON command (process_id, accepted_at, id) WHERE state <> 'done';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX command_unfinished;
      UPDATE command SET state = 'refused' WHERE state = 'withdrawn';
      ALTER TABLE command
        DROP CONSTRAINT command_state_check,
        ADD CONSTRAINT command_state_check CHECK (state IN ('accepted', 'done', 'refused')),
        DROP COLUMN withdrawn_at,
        DROP COLUMN stuck,
        DROP COLUMN first_failed_at,
        DROP COLUMN last_error,
        DROP COLUMN attempts;
    `);
  }
}
