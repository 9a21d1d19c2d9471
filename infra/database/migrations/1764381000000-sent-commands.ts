import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A command that is done forgets when it was sent: only the sweeper asks, for those that are not. */
export class SentCommands1764381000000 implements MigrationInterface {
  name = 'SentCommands1764381000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE command ALTER COLUMN sent_at DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE command SET sent_at = accepted_at WHERE sent_at IS NULL;
      ALTER TABLE command ALTER COLUMN sent_at SET NOT NULL;
    `);
  }
}
