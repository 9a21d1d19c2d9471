import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service-item campaigns: how they were set up, what inspections found, the documents made of it. */
export class Campaigns1764210000000 implements MigrationInterface {
  name = 'Campaigns1764210000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaign (
        id uuid PRIMARY KEY, title text NOT NULL, plan text NOT NULL, preset text, centre text NOT NULL,
        government text NOT NULL, departments text[] NOT NULL, dates jsonb NOT NULL, site jsonb NOT NULL,
        fallback_version uuid CONSTRAINT campaign_fallback_version_fkey REFERENCES catalogue_version(id),
        fallback_source text NOT NULL, progress jsonb, created_by text NOT NULL, created_at timestamptz NOT NULL
      );
      CREATE INDEX campaign_created ON campaign (created_at, id);

      CREATE TABLE inspection_page (
        inspection text NOT NULL, requested text NOT NULL, at timestamptz NOT NULL, record jsonb NOT NULL,
        PRIMARY KEY (inspection, requested)
      );

      CREATE TABLE campaign_item (
        campaign_id uuid NOT NULL, item_id uuid NOT NULL REFERENCES catalogue_item(id),
        attachments integer NOT NULL, systems integer NOT NULL, PRIMARY KEY (campaign_id, item_id)
      );

      CREATE TABLE campaign_finding (
        id uuid PRIMARY KEY, campaign_id uuid NOT NULL REFERENCES campaign(id), round integer NOT NULL,
        unit_code text, item_id uuid REFERENCES catalogue_item(id), item_name text NOT NULL, kind text NOT NULL,
        element text,
        certainty text NOT NULL CHECK (certainty IN ('certain', 'suspected', 'ambiguous')),
        state text NOT NULL CHECK (state IN ('found', 'dismissed', 'open', 'withdrawn', 'rectified')),
        address text NOT NULL, seen text NOT NULL, excerpt text NOT NULL, screenshot text, link jsonb,
        found_at timestamptz NOT NULL, rectified_at timestamptz, seen_again boolean,
        bounces integer NOT NULL DEFAULT 0
      );
      CREATE INDEX campaign_finding_order ON campaign_finding (campaign_id, unit_code, id);

      CREATE TABLE campaign_document (
        id uuid PRIMARY KEY, campaign_id uuid NOT NULL REFERENCES campaign(id), kind text NOT NULL,
        unit_code text NOT NULL, version integer NOT NULL,
        format text NOT NULL CHECK (format IN ('docx', 'pdf', 'xlsx')), title text NOT NULL, bytes bytea NOT NULL,
        at timestamptz NOT NULL, UNIQUE (campaign_id, kind, unit_code, version, format)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE campaign_document, campaign_finding, campaign_item, inspection_page, campaign',
    );
  }
}
