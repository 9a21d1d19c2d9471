import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A campaign may take over what an earlier one has left open. */
export class CarriedOver1764350000000 implements MigrationInterface {
  name = 'CarriedOver1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaign ADD COLUMN carries_over uuid CONSTRAINT campaign_carries_over_fkey REFERENCES campaign(id);
      ALTER TABLE campaign_finding ADD COLUMN carried_from uuid
        CONSTRAINT campaign_finding_carried_from_fkey REFERENCES campaign_finding(id);
      INSERT INTO catalogue_source (code, title) VALUES ('CARRIED_OVER', '上一轮事项目录');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaign_finding DROP COLUMN carried_from;
      ALTER TABLE campaign DROP COLUMN carries_over;
      DELETE FROM catalogue_source WHERE code = 'CARRIED_OVER';
    `);
  }
}
