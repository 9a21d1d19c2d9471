import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Units, accounts, clients, and the audit log. The log is a chain: each entry has a SHA-256 over the previous hash and its own
 * fields, which detects changed and removed entries (`npm run audit-verify`). Triggers chain the entries under one lock, and
 * append the results of commands; the programs can only insert.
 */
export class AccountsAndAudit1796000100000 implements MigrationInterface {
  name = 'AccountsAndAudit1796000100000';

  async up(runner: QueryRunner): Promise<void> {
    const [place] = (await runner.query('SELECT quote_ident(current_schema()) AS schema')) as {
      schema: string;
    }[];
    await runner.query(ACCOUNTS);
    await runner.query(AUDIT);
    await runner.query(HASH);
    await runner.query(triggers(place!.schema));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER audit_entry_kept ON audit_entry;
      DROP TRIGGER audit_entry_chain ON audit_entry;
      DROP FUNCTION audit_command_settled(), audit_entry_kept(), audit_entry_chain();
      DROP FUNCTION audit_hash(bytea, audit_entry);
      DROP FUNCTION audit_field(text);
      DROP TABLE audit_head, audit_entry, failed_attempt, signing_key, oauth_client, saved_view, account_preferences, staff_session,
        role_grant, account_code, password_policy, password_history, unit_change, account,
        unit_share, unit_former_name, unit;
    `);
  }
}

const ACCOUNTS = `
  CREATE TABLE unit (
    code text PRIMARY KEY, name text NOT NULL, short_name text NOT NULL, kind text NOT NULL,
    division_code text, parent_code text REFERENCES unit(code), successor_code text REFERENCES unit(code),
    valid_from date, valid_to date,
    -- codes from the root down to the unit itself: "below this unit" is one array test
    path text[] NOT NULL,
    -- the path, and every unit that units of the path continue: what is hidden from one of them is hidden from this unit
    kin text[] NOT NULL,
    -- name in the head of its documents, and where citizens reach it
    letterhead text, contact text, phone text, address text, hours text,
    CONSTRAINT unit_kind_check CHECK (kind IN
      ('PREFECTURE', 'COUNTY', 'DEPARTMENT', 'DIRECT', 'VERTICAL', 'COUNTY_OFFICE', 'TOWNSHIP')),
    CONSTRAINT unit_successor_check CHECK (successor_code IS NULL OR valid_to IS NOT NULL)
  );
  CREATE INDEX unit_successor ON unit (successor_code) WHERE successor_code IS NOT NULL;
  -- names that a unit had before, each with its last day
  CREATE TABLE unit_former_name (
    unit_code text NOT NULL REFERENCES unit(code), last_day date NOT NULL, name text NOT NULL, short_name text NOT NULL,
    PRIMARY KEY (unit_code, last_day)
  );
  -- a split unit: cases of a class, or single cases, that go to another heir than its successor
  CREATE TABLE unit_share (
    id uuid PRIMARY KEY, unit_code text NOT NULL REFERENCES unit(code), heir_code text NOT NULL REFERENCES unit(code),
    class text, process_id uuid,
    CONSTRAINT unit_share_check CHECK (num_nonnulls(class, process_id) = 1),
    CONSTRAINT unit_share_class UNIQUE (unit_code, class), CONSTRAINT unit_share_process UNIQUE (unit_code, process_id)
  );
  CREATE TABLE account (
    id uuid PRIMARY KEY, username text NOT NULL UNIQUE, alias text UNIQUE, title text NOT NULL,
    unit_code text NOT NULL REFERENCES unit(code), roles text[] NOT NULL,
    -- null until its owner has chosen one: nobody chooses another's password
    password_hash text,
    token_version integer NOT NULL DEFAULT 0,
    state text NOT NULL DEFAULT 'active'
      CONSTRAINT account_state_check CHECK (state IN ('invited', 'active', 'locked', 'disabled')),
    created_at timestamptz NOT NULL DEFAULT now(), password_set_at timestamptz NOT NULL DEFAULT now(),
    signed_in_at timestamptz, demo boolean NOT NULL DEFAULT false,
    CONSTRAINT account_password_check CHECK (password_hash IS NOT NULL OR state <> 'active'),
    CONSTRAINT account_roles_check CHECK (roles <@ ARRAY['mailbox-office', 'mailbox-reviewer', 'agency-clerk',
      'agency-signer', 'supervisor', 'efficiency', 'info-editor', 'info-reviewer', 'legal-officer', 'service-centre',
      'discipline', 'petition-office', 'county-admin', 'admin-system', 'admin-security', 'admin-audit']::text[]),
    -- the three administrators exclude one another and every other role
    CONSTRAINT account_administrators_check CHECK (
      NOT roles && ARRAY['admin-system', 'admin-security', 'admin-audit']::text[] OR cardinality(roles) = 1)
  );
  CREATE INDEX account_unit ON account (unit_code);
  -- what became of a unit, for its history: only appended to
  CREATE TABLE unit_change (
    id uuid PRIMARY KEY, unit_code text NOT NULL REFERENCES unit(code), at timestamptz NOT NULL,
    account uuid NOT NULL REFERENCES account(id),
    kind text NOT NULL CONSTRAINT unit_change_kind_check CHECK (kind IN
      ('created', 'renamed', 'contact', 'closed')),
    details jsonb NOT NULL, reason text NOT NULL
  );
  CREATE INDEX unit_change_unit ON unit_change (unit_code, at);
  -- earlier passwords of an account, which may not return
  CREATE TABLE password_history (
    account_id uuid NOT NULL REFERENCES account(id), set_at timestamptz NOT NULL, password_hash text NOT NULL,
    PRIMARY KEY (account_id, set_at)
  );
  -- what passwords must be; the highest version is in force
  CREATE TABLE password_policy (
    version integer PRIMARY KEY, min_length integer NOT NULL, kinds integer NOT NULL, remembered integer NOT NULL,
    max_age_days integer, code_hours integer NOT NULL, sessions integer NOT NULL, weak text[] NOT NULL, basis text NOT NULL
  );
  -- one-time codes: the owner of an account holds one, administrators admit it by its check number
  CREATE TABLE account_code (
    id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account(id), check_number text NOT NULL,
    code_hash text NOT NULL, state text NOT NULL
      CONSTRAINT account_code_state_check CHECK (state IN ('requested', 'admitted', 'ready')),
    requested_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
    admitted_by uuid REFERENCES account(id), admitted_at timestamptz
  );
  CREATE INDEX account_code_account ON account_code (account_id);
  -- roles are granted by two persons
  CREATE TABLE role_grant (
    id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account(id), role text NOT NULL, reason text NOT NULL,
    state text NOT NULL CONSTRAINT role_grant_state_check CHECK (state IN ('proposed', 'confirmed', 'rejected')),
    proposed_by uuid NOT NULL REFERENCES account(id), proposed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES account(id), decided_at timestamptz,
    CONSTRAINT role_grant_two_persons_check CHECK (state <> 'confirmed'
      OR decided_by <> proposed_by AND decided_by <> account_id AND proposed_by <> account_id)
  );
  CREATE UNIQUE INDEX role_grant_open ON role_grant (account_id, role) WHERE state = 'proposed';
  CREATE INDEX role_grant_account ON role_grant (account_id);
  -- a row is one sign-in of staff; deleting it ends the session
  CREATE TABLE staff_session (
    id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account(id), started_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, ip inet, client text
  );
  CREATE INDEX staff_session_ends ON staff_session (ends_at);
  CREATE INDEX staff_session_account ON staff_session (account_id);
  CREATE TABLE account_preferences (
    account_id uuid PRIMARY KEY REFERENCES account(id), body jsonb NOT NULL, saved_at timestamptz NOT NULL
  );
  -- a list with its filter, saved by an account; those that are shared show in its unit
  CREATE TABLE saved_view (
    id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account(id),
    unit_code text NOT NULL REFERENCES unit(code), shared boolean NOT NULL, page text NOT NULL, name text NOT NULL,
    filter text NOT NULL, list_order text, saved_at timestamptz NOT NULL
  );
  CREATE INDEX saved_view_account ON saved_view (account_id);
  CREATE INDEX saved_view_unit ON saved_view (unit_code) WHERE shared;
  CREATE TABLE oauth_client (
    id text PRIMARY KEY, title text NOT NULL, secret_hash text NOT NULL, scopes text[] NOT NULL,
    -- the unit that runs it: processes hidden from the unit are hidden from its program
    unit_code text REFERENCES unit(code),
    disabled boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE signing_key (id text PRIMARY KEY, secret text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  -- wrong codes, passwords and secrets, counted for all gateways together
  CREATE TABLE failed_attempt (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject uuid NOT NULL, sender uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), locked_until timestamptz
  );
  CREATE INDEX failed_attempt_subject ON failed_attempt (subject, at);
  CREATE INDEX failed_attempt_at ON failed_attempt (at);`;

const AUDIT = `
  CREATE TABLE audit_entry (
    id bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
    account text NOT NULL, action text NOT NULL, subject text NOT NULL, result text NOT NULL, ip inet, reason text,
    -- ids of the processes concerned
    processes uuid[] NOT NULL DEFAULT '{}',
    -- the command whose acceptance, and later whose end, it records
    command_id uuid,
    hash bytea NOT NULL
  );
  CREATE INDEX audit_entry_processes ON audit_entry USING gin (processes);
  CREATE INDEX audit_entry_command ON audit_entry (command_id) WHERE command_id IS NOT NULL;
  -- the last entry: without it, a truncation of the log would not be detected
  CREATE TABLE audit_head (
    one boolean PRIMARY KEY DEFAULT true CONSTRAINT audit_head_one_check CHECK (one),
    entry_id bigint NOT NULL, hash bytea NOT NULL
  );
  INSERT INTO audit_head (entry_id, hash) VALUES (0, sha256(''));`;

/** As infra/database/verify-audit-chain.ts computes it: each field with its length in bytes before it, \`~\` for null. */
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

/** @param schema of the tables. Functions with the owner's rights search it alone, never a caller's temporary tables. */
const triggers = (schema: string): string => `
  CREATE FUNCTION audit_entry_chain() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
  DECLARE last audit_head;
  BEGIN
    -- one entry after another: the next insert waits here until this one is committed
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

  -- every way to settle a command appends the result in the same transaction
  CREATE FUNCTION audit_command_settled() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = ${schema}, pg_temp AS $$
  BEGIN
    INSERT INTO audit_entry (account, action, subject, result, reason, processes, command_id)
    SELECT account, action, subject, NEW.state, NEW.code, processes, command_id
    FROM audit_entry WHERE command_id = NEW.id AND result = 'accepted';
    RETURN NULL;
  END $$;`;
