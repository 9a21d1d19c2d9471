import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a list that stands in for units that do not report is called, so that documents can name their basis. */
export class FallbackLists1764540000000 implements MigrationInterface {
  name = 'FallbackLists1764540000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fallback_list (
        id uuid PRIMARY KEY REFERENCES catalogue_version(id),
        name text NOT NULL, number text, dated date NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fallback_list');
  }
}
