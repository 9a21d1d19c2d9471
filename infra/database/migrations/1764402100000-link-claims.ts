import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One worker at a time tries a suspected link again. */
export class LinkClaims1764402100000 implements MigrationInterface {
  name = 'LinkClaims1764402100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaign_finding ADD COLUMN link_claimed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE campaign_finding DROP COLUMN link_claimed_at');
  }
}
