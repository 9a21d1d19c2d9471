import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One index for each order in which the gateway pages through tasks (domain/cases/tasks/tasks.repository.ts). `task_unit`
 * goes: who asks for the tasks of a unit in one process finds them by the process.
 */
export class TaskListIndexes1764120000000 implements MigrationInterface {
  name = 'TaskListIndexes1764120000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX task_unit, task_open_unit, task_open_due;
      -- the role last: a walk in the order of due instants passes over other roles' tasks within the index
      CREATE INDEX task_open_unit ON task (unit, due_at, process_id, number, role) WHERE state = 'open';
      CREATE INDEX task_closed_unit ON task (unit, closed_at) WHERE state <> 'open';
      -- those of all units without what citizens do, which is in no staff list
      CREATE INDEX task_open_due ON task (due_at, process_id, number) WHERE state = 'open' AND role <> 'citizen';
      -- an instant alone is a third of a full key's size, and hardly two tasks are closed in the same millisecond
      CREATE INDEX task_closed ON task (closed_at) WHERE state <> 'open' AND role <> 'citizen';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX task_open_unit, task_closed_unit, task_open_due, task_closed;
      CREATE INDEX task_open_unit ON task (unit, role, due_at, process_id, number) WHERE state = 'open';
      CREATE INDEX task_open_due ON task (due_at, process_id, number) WHERE state = 'open';
      CREATE INDEX task_unit ON task (unit, process_id);
    `);
  }
}
