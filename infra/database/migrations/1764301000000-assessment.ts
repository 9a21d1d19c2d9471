import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts of the columns' cycles that the annual assessment reads. */
export class Assessment1764301000000 implements MigrationInterface {
  name = 'Assessment1764301000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assessment_fact (
        process_id uuid NOT NULL, unit text NOT NULL, fact text NOT NULL, year integer NOT NULL,
        column_key text NOT NULL, value integer NOT NULL, at timestamptz NOT NULL,
        PRIMARY KEY (process_id, unit, fact)
      );
      CREATE INDEX assessment_fact_year ON assessment_fact (year, unit);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE assessment_fact');
  }
}
