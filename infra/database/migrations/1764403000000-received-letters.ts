import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters are listed by when they were received, newest first. */
export class ReceivedLetters1764403000000 implements MigrationInterface {
  name = 'ReceivedLetters1764403000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX letter_received ON letter (received_at, process_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX letter_received');
  }
}
