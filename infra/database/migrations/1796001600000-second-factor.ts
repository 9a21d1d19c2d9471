import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second factor of accounts: a key in an authenticator application, and recovery codes. */
export class SecondFactor1796001600000 implements MigrationInterface {
  name = 'SecondFactor1796001600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- keys are encrypted; \`pending\` becomes \`key\` once a code of it was entered
      CREATE TABLE second_factor (
        account_id uuid PRIMARY KEY REFERENCES account (id), key bytea, since timestamptz, pending bytea,
        -- the time step of the last code: it and those before it are used up
        last_step bigint NOT NULL DEFAULT 0,
        -- wrong codes since the last right one
        failures integer NOT NULL DEFAULT 0,
        CONSTRAINT second_factor_since_check CHECK ((key IS NULL) = (since IS NULL))
      );
      -- each signs in once: using it deletes it
      CREATE TABLE recovery_code (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account (id), code_hash text NOT NULL
      );
      CREATE INDEX recovery_code_account ON recovery_code (account_id);
      -- roles whose accounts need a second factor
      ALTER TABLE password_policy ADD COLUMN second_factor text[] NOT NULL
        DEFAULT ARRAY['admin-system', 'admin-security', 'admin-audit', 'county-admin', 'discipline'];
      ALTER TABLE password_policy ALTER COLUMN second_factor DROP DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE password_policy DROP COLUMN second_factor;
      DROP TABLE recovery_code, second_factor;
    `);
  }
}
