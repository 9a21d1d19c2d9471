import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much has been uploaded and not sent with anything, by whom; and what is being uploaded. */
export class UploadQuotas1764406200000 implements MigrationInterface {
  name = 'UploadQuotas1764406200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE attachment ADD COLUMN uploader uuid;
      CREATE INDEX attachment_orphans ON attachment (uploader) WHERE process_id IS NULL;
      CREATE TABLE upload_reservation (
        id uuid PRIMARY KEY,
        uploader uuid NOT NULL,
        anonymous boolean NOT NULL,
        bytes bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE upload_reservation;
      DROP INDEX attachment_orphans;
      ALTER TABLE attachment DROP COLUMN uploader;
    `);
  }
}
