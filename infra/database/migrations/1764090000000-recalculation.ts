import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a change of the calendar makes of the clocks that run: the work to be done, and how far it is. */
export class Recalculation1764090000000 implements MigrationInterface {
  name = 'Recalculation1764090000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recalculation (
        calendar_version integer PRIMARY KEY, asked_at timestamptz NOT NULL, asked_by text NOT NULL,
        reason text NOT NULL, notice text, changed_from date, changed_to date,
        state text NOT NULL CHECK (state IN ('running', 'done', 'superseded')),
        clocks integer NOT NULL DEFAULT 0, later integer NOT NULL DEFAULT 0, earlier integer NOT NULL DEFAULT 0,
        kept integer NOT NULL DEFAULT 0, limits integer NOT NULL DEFAULT 0, finished_at timestamptz
      );
      -- at most one runs: a newer change takes over what an unfinished one has left
      CREATE UNIQUE INDEX recalculation_running ON recalculation (state) WHERE state = 'running';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recalculation');
  }
}
