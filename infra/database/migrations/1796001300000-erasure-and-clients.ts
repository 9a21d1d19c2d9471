import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acts on personal data by two persons, secrets of clients that are rotated, and the audit log by account. */
export class ErasureAndClients1796001300000 implements MigrationInterface {
  name = 'ErasureAndClients1796001300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- the acts of an account: the auditor's filter, and the limit of what it reveals in an hour
      CREATE INDEX audit_entry_account ON audit_entry (account, action, at);
      -- erasing the personal data of a letter: proposed by one person, confirmed by another
      CREATE TABLE erasure (
        id uuid PRIMARY KEY, process_id uuid NOT NULL REFERENCES letter (process_id), reason text NOT NULL,
        state text NOT NULL CONSTRAINT erasure_state_check
          CHECK (state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')),
        proposed_by uuid NOT NULL REFERENCES account (id), proposed_at timestamptz NOT NULL,
        decided_by uuid REFERENCES account (id), decided_at timestamptz, decision_reason text,
        CONSTRAINT erasure_decided_check CHECK ((state = 'proposed') = (decided_by IS NULL)),
        CONSTRAINT erasure_two_persons_check CHECK (state <> 'confirmed' OR decided_by <> proposed_by)
      );
      CREATE UNIQUE INDEX erasure_open ON erasure (process_id) WHERE state = 'proposed';
      CREATE INDEX erasure_proposed ON erasure (proposed_at, id);
      -- the secret before the last rotation is valid until its end
      ALTER TABLE oauth_client ADD COLUMN previous_hash text, ADD COLUMN previous_until timestamptz,
        ADD COLUMN ended_at timestamptz, ADD COLUMN rotated_at timestamptz, ADD COLUMN used_at timestamptz,
        -- tokens of another version are void
        ADD COLUMN token_version integer NOT NULL DEFAULT 0,
        ADD CONSTRAINT oauth_client_previous_check CHECK ((previous_hash IS NULL) = (previous_until IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE oauth_client DROP CONSTRAINT oauth_client_previous_check, DROP COLUMN previous_hash,
        DROP COLUMN previous_until, DROP COLUMN ended_at, DROP COLUMN rotated_at, DROP COLUMN used_at,
        DROP COLUMN token_version;
      DROP TABLE erasure;
      DROP INDEX audit_entry_account;
    `);
  }
}
