import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that are written again within seconds or days: what their first version took is to be used again soon. */
const TABLES = ['command', 'task', 'clock', 'process'];

/**
 * A list by stage is found in the index as one by role is, and vacuum comes by more often where every row has a second
 * version: a command once it is done, a task and its clock once they are closed, a process at every event.
 */
export class ShortLivedRows1764250000000 implements MigrationInterface {
  name = 'ShortLivedRows1764250000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX task_open_unit;
      CREATE INDEX task_open_unit ON task (unit, due_at, process_id, number, role, stage) WHERE state = 'open';
    `);
    for (const table of TABLES)
      await runner.query(
        `ALTER TABLE ${table} SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500)`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(
        `ALTER TABLE ${table} RESET (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold)`,
      );
    await runner.query(`
      DROP INDEX task_open_unit;
      CREATE INDEX task_open_unit ON task (unit, due_at, process_id, number, role) WHERE state = 'open';
    `);
  }
}
