import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The year's arrangement of interviews, surveys and consultations. */
export class Arrangements1796000600000 implements MigrationInterface {
  name = 'Arrangements1796000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE arrangement (
        id uuid PRIMARY KEY, year integer NOT NULL, office text NOT NULL,
        propose_by date NOT NULL,
        first_month integer NOT NULL CHECK (first_month BETWEEN 1 AND 12),
        last_month integer NOT NULL,
        published_at timestamptz, created_by text NOT NULL, created_at timestamptz NOT NULL,
        CONSTRAINT arrangement_last_month_check CHECK (last_month BETWEEN first_month AND 12)
      );
      CREATE INDEX arrangement_year ON arrangement (year);
      CREATE TABLE arrangement_unit (
        arrangement_id uuid NOT NULL REFERENCES arrangement(id), unit text NOT NULL, number integer NOT NULL,
        PRIMARY KEY (arrangement_id, unit)
      );
      CREATE TABLE arrangement_entry (
        id uuid PRIMARY KEY, arrangement_id uuid NOT NULL REFERENCES arrangement(id), unit text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('interview', 'survey', 'consultation')), topic text NOT NULL, guests text,
        month integer NOT NULL CHECK (month BETWEEN 1 AND 12),
        day integer CHECK (day BETWEEN 1 AND 31), contact text,
        state text NOT NULL CHECK (state IN ('draft', 'proposed', 'arranged', 'declined', 'published', 'cancelled')),
        reason text, process_id uuid UNIQUE
      );
      CREATE INDEX arrangement_entry_order ON arrangement_entry (arrangement_id, month, unit, id);
      CREATE TABLE arrangement_change (
        id uuid PRIMARY KEY, arrangement_id uuid NOT NULL, entry_id uuid NOT NULL REFERENCES arrangement_entry(id),
        kind text NOT NULL CHECK (kind IN ('MONTH', 'DAY', 'TOPIC', 'GUESTS', 'CONTACT', 'CANCEL')), before text NOT NULL,
        after text NOT NULL, reason text NOT NULL, account text NOT NULL, at timestamptz NOT NULL
      );
      CREATE INDEX arrangement_change_order ON arrangement_change (arrangement_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE arrangement_change, arrangement_entry, arrangement_unit, arrangement');
  }
}
