import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters that were merged once: the worker looks every few seconds what has become of those they follow. */
export class MergedLetters1764510000000 implements MigrationInterface {
  name = 'MergedLetters1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX task_merged ON task (process_id) WHERE outcome = 'merge'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX task_merged');
  }
}
