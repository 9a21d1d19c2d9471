import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a letter is probably one of many of the same: a hint for whoever registers it. */
export class FlaggedLetters1764406000000 implements MigrationInterface {
  name = 'FlaggedLetters1764406000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE letter ADD COLUMN flagged text
        CONSTRAINT letter_flagged_check CHECK (flagged IN ('REPEATED', 'FLOOD'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE letter DROP COLUMN flagged');
  }
}
