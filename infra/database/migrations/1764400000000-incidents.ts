import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps one process from going on, until it is resolved. */
export class Incidents1764400000000 implements MigrationInterface {
  name = 'Incidents1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    // No foreign key: a child whose first events cannot be projected has no row of its own yet.
    await runner.query(`
      CREATE TABLE incident (
        process_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT incident_kind_check CHECK (kind IN ('command', 'workflow', 'projection', 'clock')),
        detail text NOT NULL,
        first_seen_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        times integer NOT NULL DEFAULT 1,
        PRIMARY KEY (process_id, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE incident');
  }
}
