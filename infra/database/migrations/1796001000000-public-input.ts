import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Flood protection of public input: used challenges, and traces of submissions. */
export class PublicInput1796001000000 implements MigrationInterface {
  name = 'PublicInput1796001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE used_challenge (id uuid PRIMARY KEY, expires_at timestamptz NOT NULL);
      CREATE INDEX used_challenge_expiry ON used_challenge (expires_at);
      CREATE TABLE public_input (
        id uuid PRIMARY KEY, subject uuid NOT NULL, sender uuid, fingerprint uuid, at timestamptz NOT NULL
      );
      CREATE INDEX public_input_text ON public_input (subject, fingerprint) WHERE fingerprint IS NOT NULL;
      CREATE INDEX public_input_sender ON public_input (subject, sender, at) WHERE sender IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE public_input, used_challenge');
  }
}
