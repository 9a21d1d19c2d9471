import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A behaviour that throws or does not yield is an incident of a kind of its own: it ends by itself once mended. */
export class BehaviourIncidents1764401100000 implements MigrationInterface {
  name = 'BehaviourIncidents1764401100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incident DROP CONSTRAINT incident_kind_check, ADD CONSTRAINT incident_kind_check
        CHECK (kind IN ('command', 'workflow', 'projection', 'clock', 'behaviour'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM incident WHERE kind = 'behaviour';
      ALTER TABLE incident DROP CONSTRAINT incident_kind_check, ADD CONSTRAINT incident_kind_check
        CHECK (kind IN ('command', 'workflow', 'projection', 'clock'));
    `);
  }
}
