import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is amber is found in the index alone, without looking at all that is green behind it. */
export class Lights1764380000000 implements MigrationInterface {
  name = 'Lights1764380000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX task_open_unit;
      CREATE INDEX task_open_unit ON task (unit, due_at, process_id, number, role, stage, warn_at) WHERE state = 'open';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX task_open_unit;
      CREATE INDEX task_open_unit ON task (unit, due_at, process_id, number, role, stage) WHERE state = 'open';
    `);
  }
}
