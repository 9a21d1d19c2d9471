import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A unit is asked once about everything that is held against it. What stands already has been put to its unit. */
export class AskedUnits1764360000000 implements MigrationInterface {
  name = 'AskedUnits1764360000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaign_finding ADD COLUMN asked_at timestamptz;
      UPDATE campaign_finding SET asked_at = now() WHERE state NOT IN ('found', 'dismissed');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaign_finding DROP COLUMN asked_at');
  }
}
