import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit log as a chain: each entry carries a SHA-256 over the hash before it and its own fields, so that one which is
 * changed or taken out shows (`npm run audit-verify`). The database itself chains, under one lock, and settles the
 * entries of commands; the programs can do nothing but insert.
 */
export class AuditChain1764407000000 implements MigrationInterface {
  name = 'AuditChain1764407000000';

  async up(runner: QueryRunner): Promise<void> {
    const [place] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as {
      schema: string;
    }[];
    await runner.query(TABLES);
    await runner.query(HASH);
    await runner.query(CHAIN_OLD_ENTRIES);
    await runner.query(triggers(place!.schema));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER command_settled ON command;
      DROP TRIGGER audit_entry_kept ON audit_entry;
      DROP TRIGGER audit_entry_chain ON audit_entry;
      DROP FUNCTION audit_command_settled(), audit_entry_kept(), audit_entry_chain();
      DROP FUNCTION audit_hash(bytea, audit_entry);
      DROP FUNCTION audit_field(text);
      DROP TABLE audit_head;
      ALTER TABLE command DROP COLUMN audited;
      ALTER TABLE audit_entry DROP COLUMN processes, DROP COLUMN command_id, DROP COLUMN hash;
      ALTER TABLE audit_entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
      SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM audit_entry), false);
    `);
  }
}

const TABLES = `
  ALTER TABLE audit_entry ALTER COLUMN id DROP IDENTITY;
  ALTER TABLE audit_entry
    -- the processes that it is about
    ADD COLUMN processes uuid[] NOT NULL DEFAULT '{}',
    -- the command whose acceptance, and later whose end, it tells
    ADD COLUMN command_id uuid,
    ADD COLUMN hash bytea;
  CREATE INDEX audit_entry_processes ON audit_entry USING gin (processes);
  CREATE INDEX audit_entry_command ON audit_entry (command_id) WHERE command_id IS NOT NULL;
  -- the last entry: without it, entries taken off the end would not be missed
  CREATE TABLE audit_head (
    one boolean PRIMARY KEY DEFAULT true CONSTRAINT audit_head_one_check CHECK (one),
    entry_id bigint NOT NULL, hash bytea NOT NULL
  );
  INSERT INTO audit_head (entry_id, hash) VALUES (0, sha256(''));
  -- whether its end is to be told in the audit log
  ALTER TABLE command ADD COLUMN audited boolean NOT NULL DEFAULT false;`;

/** As infra/tools/audit/verify-chain.ts computes it: each field with its length in bytes before it, \`~\` for null. */
const HASH = `
  CREATE FUNCTION audit_field(value text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT coalesce(octet_length(value) || ':' || value, '~')
  $$;
  CREATE FUNCTION audit_hash(previous bytea, entry audit_entry) RETURNS bytea STABLE LANGUAGE sql AS $$
    SELECT sha256(previous || convert_to(
      audit_field(entry.id::text)
      || audit_field(to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
      || audit_field(entry.account) || audit_field(entry.action) || audit_field(entry.subject)
      || audit_field(entry.result) || audit_field(host(entry.ip)) || audit_field(entry.reason)
      || audit_field(array_to_string(entry.processes, ' ')) || audit_field(entry.command_id::text), 'UTF8'))
  $$;`;

const CHAIN_OLD_ENTRIES = `
  DO $$
  DECLARE entry audit_entry; last audit_head;
  BEGIN
    SELECT * INTO STRICT last FROM audit_head;
    FOR entry IN SELECT * FROM audit_entry ORDER BY id LOOP
      last.hash := audit_hash(last.hash, entry);
      last.entry_id := entry.id;
      UPDATE audit_entry SET hash = last.hash WHERE id = entry.id;
    END LOOP;
    UPDATE audit_head SET entry_id = last.entry_id, hash = last.hash;
  END $$;
  ALTER TABLE audit_entry ALTER COLUMN hash SET NOT NULL;`;

/** @param schema of the tables. Functions with the owner's rights look nowhere else: not among a caller's temporary tables. */
const triggers = (schema: string): string => `
  CREATE FUNCTION audit_entry_chain() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
  DECLARE last audit_head;
  BEGIN
    -- one entry after another: whoever comes next waits here until this one is committed
    SELECT * INTO STRICT last FROM audit_head FOR UPDATE;
    NEW.id := last.entry_id + 1;
    NEW.at := clock_timestamp();
    NEW.hash := audit_hash(last.hash, NEW);
    UPDATE audit_head SET entry_id = NEW.id, hash = NEW.hash;
    RETURN NEW;
  END $$;
  CREATE TRIGGER audit_entry_chain BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_chain();

  CREATE FUNCTION audit_entry_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the audit log is only appended to' USING ERRCODE = 'DB011';
  END $$;
  CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_kept();

  -- whoever settles a command, and however: what became of it is told in the same transaction
  CREATE FUNCTION audit_command_settled() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
  BEGIN
    INSERT INTO audit_entry (account, action, subject, result, reason, processes, command_id)
    SELECT account, action, subject, NEW.state, NEW.code, processes, command_id
    FROM audit_entry WHERE command_id = NEW.id AND result = 'accepted';
    RETURN NULL;
  END $$;
  -- deferred: the lock on the chain is the last one that a transaction takes, so that none waits in a circle
  CREATE CONSTRAINT TRIGGER command_settled AFTER UPDATE OF state ON command DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.audited AND OLD.state NOT IN ('done', 'refused', 'withdrawn')
      AND NEW.state IN ('done', 'refused', 'withdrawn'))
    EXECUTE FUNCTION audit_command_settled();`;
