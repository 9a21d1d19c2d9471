import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A closing can be withdrawn before its last day is over. */
export class UnitClosings1796001650000 implements MigrationInterface {
  name = 'UnitClosings1796001650000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE unit_change DROP CONSTRAINT unit_change_kind_check;
      ALTER TABLE unit_change ADD CONSTRAINT unit_change_kind_check CHECK (kind IN
        ('created', 'renamed', 'contact', 'closed', 'closingWithdrawn'));
      CREATE INDEX unit_share_heir ON unit_share (heir_code);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX unit_share_heir;
      DELETE FROM unit_change WHERE kind = 'closingWithdrawn';
      ALTER TABLE unit_change DROP CONSTRAINT unit_change_kind_check;
      ALTER TABLE unit_change ADD CONSTRAINT unit_change_kind_check CHECK (kind IN
        ('created', 'renamed', 'contact', 'closed'));
    `);
  }
}
