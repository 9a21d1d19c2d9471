import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Wrong codes, passwords and secrets, counted for all gateways together. */
export class FailedAttempts1764406100000 implements MigrationInterface {
  name = 'FailedAttempts1764406100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE failed_attempt (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        subject uuid NOT NULL,
        sender uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        locked_until timestamptz
      );
      CREATE INDEX failed_attempt_subject ON failed_attempt (subject, at);
      CREATE INDEX failed_attempt_at ON failed_attempt (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE failed_attempt');
  }
}
