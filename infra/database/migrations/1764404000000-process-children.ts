import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The progress of a campaign is counted over its departments every second while somebody follows it. */
export class ProcessChildren1764404000000 implements MigrationInterface {
  name = 'ProcessChildren1764404000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX process_children ON process (parent_id) WHERE parent_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX process_children');
  }
}
