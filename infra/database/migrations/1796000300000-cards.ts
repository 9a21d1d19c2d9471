import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cards, the events that the supervision platform reads, and the state of the SLA monitor. */
export class Cards1796000300000 implements MigrationInterface {
  name = 'Cards1796000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE card (
        id uuid PRIMARY KEY, process_id uuid NOT NULL, clock integer NOT NULL, threshold text NOT NULL,
        level text NOT NULL CHECK (level IN ('warning', 'yellow', 'red', 'urge', 'accountability')),
        unit text NOT NULL, source text NOT NULL CHECK (source IN ('auto', 'manual')),
        state text NOT NULL CHECK (state IN ('pending', 'stopped', 'issued', 'appealed', 'upheld', 'revoked', 'escalated')),
        points integer NOT NULL DEFAULT 0, absorbs boolean NOT NULL DEFAULT false, number text,
        due_at timestamptz, reached_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL, issue_at timestamptz NOT NULL, issued_at timestamptz,
        statement text, statement_at timestamptz, statement_due_at timestamptz, appeal_process_id uuid,
        reason text, decision_reason text,
        -- the issuer of a manual card does not decide on it
        issued_by text,
        decided_at timestamptz, taken_back_at timestamptz, rectified_at timestamptz,
        settled boolean NOT NULL DEFAULT false,
        policy_id text NOT NULL, policy_version integer NOT NULL, calendar_version integer NOT NULL,
        retry_at timestamptz
      );
      -- a retracted card frees its threshold, which may be reached again later
      CREATE UNIQUE INDEX card_once ON card (process_id, clock, threshold) WHERE source = 'auto' AND taken_back_at IS NULL;
      CREATE UNIQUE INDEX card_number_once ON card (number) WHERE number IS NOT NULL;
      CREATE INDEX card_pending ON card (issue_at) WHERE state = 'pending';
      CREATE INDEX card_retry ON card (retry_at) WHERE retry_at IS NOT NULL;
      CREATE INDEX card_statement ON card (statement_due_at) WHERE statement_due_at IS NOT NULL;
      CREATE INDEX card_unrectified ON card (process_id, clock)
        WHERE issued_at IS NOT NULL AND rectified_at IS NULL AND clock > 0 AND level IN ('yellow', 'red') AND NOT settled;
      CREATE INDEX card_process ON card (process_id, created_at);
      CREATE INDEX card_unit ON card (unit, created_at, id);
      CREATE INDEX card_created ON card (created_at, id);
      CREATE INDEX card_issued ON card (issued_at) WHERE issued_at IS NOT NULL;
      CREATE TABLE card_number (
        year integer NOT NULL, level text NOT NULL, last integer NOT NULL, PRIMARY KEY (year, level)
      );

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

      -- the instant the SLA monitor sleeps until: the start of an earlier clock wakes it
      CREATE TABLE sla_monitor_state (
        one boolean PRIMARY KEY DEFAULT true CHECK (one), next_at timestamptz, beat_at timestamptz, turn_at timestamptz
      );
      INSERT INTO sla_monitor_state (one) VALUES (true);
    `);
    await runner.query(NOTIFICATIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sla_monitor_state, supervision_ack, supervision_cursor, supervision_event, card_number, card;
      DROP FUNCTION notify_of_card();
    `);
  }
}

/**
 * Tells the unit of a card: a warning, a card, the decision on its appeal. For each statement, because the SLA monitor raises
 * thousands of cards at once. Nobody is told of a secret case: colleagues would learn of it.
 */
const NOTIFICATIONS = `
  CREATE FUNCTION notify_of_card() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      INSERT INTO notification (id, account, kind, process_id, card, at)
      SELECT gen_random_uuid(), a.id, CASE k.level WHEN 'warning' THEN 'limitWarning' ELSE 'cardIssued' END, k.process_id, k.id,
        k.issued_at
      FROM changed k JOIN process p ON p.id = k.process_id AND NOT p.confidential AND NOT p.facts @> '{"confidential": true}'
      JOIN account a ON a.unit_code = k.unit AND a.state = 'active'
      WHERE k.issued_at IS NOT NULL;
    ELSE
      INSERT INTO notification (id, account, kind, process_id, card, at)
      SELECT gen_random_uuid(), a.id, CASE WHEN o.state = 'appealed' THEN 'appealDecided'
        WHEN k.level = 'warning' THEN 'limitWarning' ELSE 'cardIssued' END, k.process_id, k.id,
        CASE WHEN o.state = 'appealed' THEN coalesce(k.decided_at, k.issued_at) ELSE k.issued_at END
      FROM changed k JOIN earlier o ON o.id = k.id
      JOIN process p ON p.id = k.process_id AND NOT p.confidential AND NOT p.facts @> '{"confidential": true}'
      JOIN account a ON a.unit_code = k.unit AND a.state = 'active'
      WHERE o.issued_at IS NULL AND k.issued_at IS NOT NULL
        OR o.state = 'appealed' AND k.state IN ('upheld', 'revoked', 'escalated');
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER card_added AFTER INSERT ON card REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION notify_of_card();
  CREATE TRIGGER card_changed AFTER UPDATE ON card REFERENCING OLD TABLE AS earlier NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION notify_of_card();`;
