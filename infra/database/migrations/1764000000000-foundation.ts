import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first schema. Instants are timestamptz; days are `date` in Asia/Shanghai. Open rows are found through partial
 * indexes, so a finished letter leaves nothing in them.
 */
export class Foundation1764000000000 implements MigrationInterface {
  name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unit (
        code text PRIMARY KEY, name text NOT NULL, short_name text NOT NULL, kind text NOT NULL,
        division_code text, parent_code text REFERENCES unit(code), successor_code text REFERENCES unit(code),
        valid_from date, valid_to date,
        -- codes from the root down to the unit itself: "below this unit" is one array test
        path text[] NOT NULL
      );
      CREATE TABLE account (
        id uuid PRIMARY KEY, username text NOT NULL UNIQUE, alias text UNIQUE, title text NOT NULL,
        unit_code text NOT NULL REFERENCES unit(code), roles text[] NOT NULL, password_hash text NOT NULL,
        failed_logins integer NOT NULL DEFAULT 0, locked_until timestamptz, token_version integer NOT NULL DEFAULT 0,
        disabled boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE oauth_client (
        id text PRIMARY KEY, title text NOT NULL, secret_hash text NOT NULL, scopes text[] NOT NULL,
        disabled boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE signing_key (id text PRIMARY KEY, secret text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
      CREATE TABLE audit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(),
        account text NOT NULL, action text NOT NULL, subject text NOT NULL, result text NOT NULL, ip inet, reason text
      );

      CREATE TABLE calendar_version (
        version integer PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), note text NOT NULL
      );
      CREATE TABLE calendar_day (
        day date NOT NULL, region text NOT NULL, kind text NOT NULL CHECK (kind IN ('holiday', 'workday')),
        note text NOT NULL, source text NOT NULL, PRIMARY KEY (region, day)
      );
      CREATE TABLE calendar_year (
        year integer NOT NULL, region text NOT NULL, source text NOT NULL, PRIMARY KEY (region, year)
      );
      CREATE TABLE policy (
        id text NOT NULL, version integer NOT NULL, title text NOT NULL, effective_from date NOT NULL,
        active boolean NOT NULL, body jsonb NOT NULL, PRIMARY KEY (id, version)
      );

      CREATE TABLE process (
        id uuid PRIMARY KEY, key text NOT NULL, version integer NOT NULL, subject text NOT NULL,
        state text NOT NULL CHECK (state IN ('starting', 'running', 'suspended', 'completed', 'cancelled')),
        stage text, result text, parent_id uuid,
        facts jsonb NOT NULL DEFAULT '{}', input jsonb NOT NULL DEFAULT '{}',
        -- units that have or had a task: what an agency may see
        units text[] NOT NULL DEFAULT '{}',
        -- units that must never see it (a letter that accuses them)
        hidden_from text[] NOT NULL DEFAULT '{}',
        confidential boolean NOT NULL DEFAULT false,
        -- number of the last engine event applied; events are applied in order without gaps
        event_seq integer NOT NULL DEFAULT 0,
        -- number of the last timeline entry
        timeline_seq integer NOT NULL DEFAULT 0,
        -- how many events wait in pending_event for a gap to be filled; read under the row's lock
        pending integer NOT NULL DEFAULT 0,
        started_at timestamptz NOT NULL, ended_at timestamptz
      );
      CREATE INDEX process_open ON process (key, started_at, id) WHERE ended_at IS NULL;
      CREATE INDEX process_started ON process (started_at, id);
      CREATE INDEX process_subject ON process (subject);
      CREATE TABLE timeline_entry (
        process_id uuid NOT NULL, seq integer NOT NULL, at timestamptz NOT NULL, type text NOT NULL,
        stage text, task integer, account text, unit text, text text, data jsonb,
        PRIMARY KEY (process_id, seq)
      );
      CREATE TABLE pending_event (
        process_id uuid NOT NULL, seq integer NOT NULL, event jsonb NOT NULL, PRIMARY KEY (process_id, seq)
      );
      CREATE TABLE task (
        process_id uuid NOT NULL, number integer NOT NULL, process_key text NOT NULL, name text NOT NULL, key text,
        stage text NOT NULL, unit text NOT NULL, role text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'completed', 'expired', 'cancelled')),
        without text[], assignee uuid, opened_at timestamptz NOT NULL, due_at timestamptz, warn_at timestamptz,
        clock integer, closed_at timestamptz, outcome text, closed_by text, command_id uuid,
        PRIMARY KEY (process_id, number)
      );
      CREATE INDEX task_open_unit ON task (unit, role, due_at, process_id, number) WHERE state = 'open';
      CREATE INDEX task_open_due ON task (due_at, process_id, number) WHERE state = 'open';
      CREATE INDEX task_unit ON task (unit, process_id);
      CREATE TABLE clock (
        process_id uuid NOT NULL, number integer NOT NULL, name text NOT NULL, limit_key text NOT NULL,
        unit text NOT NULL, task integer, class text, cap integer,
        policy_id text NOT NULL, policy_version integer NOT NULL, calendar_version integer NOT NULL,
        state text NOT NULL CHECK (state IN ('running', 'paused', 'suspended', 'stopped')),
        started_at timestamptz NOT NULL, due_at timestamptz, warn_at timestamptz, provisional boolean NOT NULL DEFAULT false,
        -- rung name -> ISO instant, the rungs still to come; null when the limit raises no cards
        rungs jsonb, next_at timestamptz, paused_at timestamptz, stopped_at timestamptz,
        extended_days integer NOT NULL DEFAULT 0,
        PRIMARY KEY (process_id, number)
      );
      CREATE INDEX clock_next ON clock (next_at) WHERE state = 'running' AND next_at IS NOT NULL;
      CREATE TABLE comment (
        id uuid PRIMARY KEY, process_id uuid NOT NULL, task integer, account uuid NOT NULL, unit text NOT NULL,
        body text NOT NULL, at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX comment_process ON comment (process_id, at);

      -- what somebody asked for; written before Temporal hears of it, so that nothing accepted is lost
      CREATE TABLE command (
        id uuid PRIMARY KEY, process_id uuid NOT NULL, kind text NOT NULL, envelope jsonb, account text NOT NULL,
        -- digests, 16 bytes each: of account and Idempotency-Key, and of the body; a digest is half a key's size
        idempotency_key uuid, body_hash uuid,
        state text NOT NULL CHECK (state IN ('accepted', 'done', 'refused')),
        code text, message text, accepted_at timestamptz NOT NULL, sent_at timestamptz NOT NULL
      );
      CREATE INDEX command_unsent ON command (sent_at) WHERE state = 'accepted';
      CREATE UNIQUE INDEX command_idempotency ON command (idempotency_key) WHERE idempotency_key IS NOT NULL;
      -- free text, names: everything that must never stand in a history; erased by setting body to null
      CREATE TABLE content (command_id uuid PRIMARY KEY, process_id uuid NOT NULL, body jsonb);
      CREATE INDEX content_process ON content (process_id);

      CREATE TABLE card (
        id uuid PRIMARY KEY, process_id uuid NOT NULL, clock integer NOT NULL, rung text NOT NULL,
        level text NOT NULL CHECK (level IN ('warning', 'yellow', 'red', 'urge', 'accountability')),
        unit text NOT NULL, source text NOT NULL CHECK (source IN ('auto', 'manual')),
        state text NOT NULL CHECK (state IN ('pending', 'stopped', 'issued', 'appealed', 'upheld', 'revoked', 'escalated')),
        points integer NOT NULL DEFAULT 0, due_at timestamptz, reached_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL, issue_at timestamptz NOT NULL, issued_at timestamptz,
        statement text, statement_at timestamptz, statement_due_at timestamptz, appeal_process_id uuid, reason text,
        decided_at timestamptz, rectified_at timestamptz,
        policy_id text NOT NULL, policy_version integer NOT NULL, calendar_version integer NOT NULL
      );
      CREATE UNIQUE INDEX card_once ON card (process_id, clock, rung) WHERE source = 'auto';
      CREATE INDEX card_pending ON card (issue_at) WHERE state = 'pending';
      CREATE INDEX card_statement ON card (statement_due_at) WHERE statement_due_at IS NOT NULL;
      CREATE INDEX card_unrectified ON card (process_id, clock)
        WHERE issued_at IS NOT NULL AND rectified_at IS NULL AND clock > 0 AND level IN ('yellow', 'red');
      CREATE INDEX card_process ON card (process_id, created_at);
      CREATE INDEX card_unit ON card (unit, created_at, id);
      CREATE INDEX card_created ON card (created_at, id);

      -- numbered under one lock (see supervision_cursor), so that a reader's cursor never skips a late commit
      CREATE TABLE supervision_event (
        cursor bigint PRIMARY KEY, id uuid NOT NULL UNIQUE, type text NOT NULL, time timestamptz NOT NULL,
        subject text NOT NULL, process_id uuid, unit text, level text, data jsonb NOT NULL
      );
      CREATE TABLE supervision_cursor (one boolean PRIMARY KEY DEFAULT true CHECK (one), last bigint NOT NULL);
      INSERT INTO supervision_cursor (one, last) VALUES (true, 0);
      CREATE TABLE supervision_ack (
        client_id text PRIMARY KEY, up_to bigint NOT NULL, at timestamptz NOT NULL
      );
      -- the instant the watch sleeps until: whoever starts an earlier clock wakes it
      CREATE TABLE watch_state (one boolean PRIMARY KEY DEFAULT true CHECK (one), next_at timestamptz, beat_at timestamptz);
      INSERT INTO watch_state (one) VALUES (true);

      CREATE TABLE letter_number (year integer PRIMARY KEY, last integer NOT NULL);
      CREATE TABLE letter (
        process_id uuid PRIMARY KEY, letter_no text NOT NULL UNIQUE, query_code_hash bytea NOT NULL,
        kind text NOT NULL, title text NOT NULL, body text, writer_name text, writer_phone text, writer_email text,
        writer_address text, wants_public boolean NOT NULL, named_units text[] NOT NULL DEFAULT '{}',
        received_at timestamptz NOT NULL, erased_at timestamptz
      );
      CREATE TABLE attachment (
        id uuid PRIMARY KEY, process_id uuid, uploaded_by text NOT NULL, name text NOT NULL, media_type text NOT NULL,
        size integer NOT NULL, sha256 bytea NOT NULL, at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX attachment_process ON attachment (process_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE attachment, letter, letter_number, watch_state, supervision_ack, supervision_cursor, supervision_event,
        card, content, command, comment, clock, task, pending_event, timeline_entry, process, policy, calendar_year,
        calendar_day, calendar_version, audit_entry, signing_key, oauth_client, account, unit;
    `);
  }
}
