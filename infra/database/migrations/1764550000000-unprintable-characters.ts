import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a document could not print is listed with it: nothing goes out as 〓 unnoticed. */
export class UnprintableCharacters1764550000000 implements MigrationInterface {
  name = 'UnprintableCharacters1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE document ADD COLUMN unprintable jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE document DROP COLUMN unprintable');
  }
}
