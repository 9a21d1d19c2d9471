import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The duty register (专人): who is responsible in each unit, and who acts for whom during an absence. */
export class Duty1796001150000 implements MigrationInterface {
  name = 'Duty1796001150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE duty_entry (
        id uuid PRIMARY KEY, unit text NOT NULL REFERENCES unit (code),
        business text NOT NULL CHECK (business IN ('mailbox', 'campaign', 'columns')),
        kind text NOT NULL CHECK (kind IN ('officer', 'deputy', 'leader')),
        account_id uuid REFERENCES account (id), name text NOT NULL, post text, phone text NOT NULL,
        is_public boolean NOT NULL, from_day date NOT NULL, until_day date, process_id uuid,
        entered_by uuid NOT NULL REFERENCES account (id), entered_at timestamptz NOT NULL,
        CONSTRAINT duty_entry_days_check CHECK (until_day >= from_day - 1)
      );
      CREATE INDEX duty_entry_unit ON duty_entry (unit, business, kind, from_day);

      CREATE TABLE absence (
        id uuid PRIMARY KEY, account_id uuid NOT NULL REFERENCES account (id),
        substitute_id uuid NOT NULL REFERENCES account (id), phone text NOT NULL,
        from_day date NOT NULL, until_day date NOT NULL,
        entered_by uuid NOT NULL REFERENCES account (id), entered_at timestamptz NOT NULL,
        ended_at timestamptz, ended_by uuid REFERENCES account (id), announced_at timestamptz,
        CONSTRAINT absence_days_check CHECK (until_day >= from_day),
        CONSTRAINT absence_substitute_check CHECK (substitute_id <> account_id)
      );
      CREATE INDEX absence_account ON absence (account_id, from_day);
      CREATE INDEX absence_substitute ON absence (substitute_id, from_day);
      CREATE INDEX absence_unannounced ON absence (from_day) WHERE announced_at IS NULL AND ended_at IS NULL;

      -- absences that let the substitute act on their days: both accounts still belong to one unit
      CREATE VIEW substitution AS
        SELECT s.id, s.account_id, s.substitute_id, s.phone, s.from_day, s.until_day
        FROM absence s JOIN account away ON away.id = s.account_id JOIN account acting ON acting.id = s.substitute_id
        WHERE s.ended_at IS NULL AND away.state <> 'disabled' AND acting.state = 'active'
          AND away.unit_code = acting.unit_code;

      -- what an absent account is notified of reaches its substitute, unless the substitute was notified of it as well
      CREATE FUNCTION notify_substitute() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO notification (id, account, kind, process_id, task, card, at, on_behalf_of)
        SELECT gen_random_uuid(), s.substitute_id, NEW.kind, NEW.process_id, NEW.task, NEW.card, NEW.at, NEW.account
        FROM substitution s
        WHERE s.account_id = NEW.account AND (NEW.at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN s.from_day AND s.until_day
          AND NOT EXISTS (
            SELECT 1 FROM notification n WHERE n.account = s.substitute_id AND n.at = NEW.at AND n.kind = NEW.kind
              AND n.process_id = NEW.process_id AND (n.task, n.card) IS NOT DISTINCT FROM (NEW.task, NEW.card));
        RETURN NULL;
      END $$;
      CREATE TRIGGER notification_of_absent AFTER INSERT ON notification
        FOR EACH ROW WHEN (NEW.on_behalf_of IS NULL) EXECUTE FUNCTION notify_substitute();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER notification_of_absent ON notification;
      DROP FUNCTION notify_substitute();
      DROP VIEW substitution;
      DROP TABLE absence, duty_entry;
    `);
  }
}
