import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Catalogues of service items, their versions, and decisions from the comparison of two versions; campaigns with their plans
 * and findings.
 */
export class Campaigns1796000500000 implements MigrationInterface {
  name = 'Campaigns1796000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CATALOGUES);
    await runner.query(FREEZING);
    await runner.query(CAMPAIGNS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE campaign_finding, campaign_item, inspection_source, inspection_page, campaign, fallback_list, catalogue_rename,
        catalogue_import, catalogue_item, catalogue_version, catalogue_source;
      DROP FUNCTION refuse_frozen_item(), refuse_frozen_version(), refuse_moved_item();
    `);
  }
}

const CATALOGUES = `
  CREATE TABLE catalogue_source (code text PRIMARY KEY, title text NOT NULL);
  INSERT INTO catalogue_source (code, title) VALUES
    ('REPORTED', '部门报送'), ('FALLBACK_2011', '2011年8月8日州政府公布的行政权力清单'),
    ('CARRIED_OVER', '上一轮事项目录');

  CREATE TABLE catalogue_version (
    id uuid PRIMARY KEY, scope text NOT NULL, version integer NOT NULL,
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'frozen')),
    note text NOT NULL DEFAULT '', created_at timestamptz NOT NULL, frozen_at timestamptz,
    UNIQUE (scope, version),
    CONSTRAINT catalogue_version_frozen_check CHECK ((state = 'frozen') = (frozen_at IS NOT NULL))
  );
  CREATE TABLE catalogue_item (
    id uuid PRIMARY KEY, version_id uuid NOT NULL REFERENCES catalogue_version(id),
    unit_code text NOT NULL REFERENCES unit(code), number integer NOT NULL, code text,
    name text NOT NULL, name_key text NOT NULL,
    category text NOT NULL CHECK (category IN ('ADMIN_APPROVAL', 'NON_ADMIN_APPROVAL', 'OTHER')),
    power_type text, guide_url text, source text NOT NULL REFERENCES catalogue_source(code),
    UNIQUE (version_id, unit_code, name_key)
  );
  CREATE INDEX catalogue_item_order ON catalogue_item (version_id, unit_code, number);
  CREATE TABLE catalogue_import (
    id uuid PRIMARY KEY, version_id uuid NOT NULL REFERENCES catalogue_version(id),
    source text NOT NULL REFERENCES catalogue_source(code), file_name text NOT NULL, sha256 bytea NOT NULL,
    units text[] NOT NULL, items integer NOT NULL, account text NOT NULL, at timestamptz NOT NULL
  );
  CREATE INDEX catalogue_import_version ON catalogue_import (version_id, at);
  CREATE TABLE catalogue_rename (
    older_item_id uuid NOT NULL REFERENCES catalogue_item(id) ON DELETE CASCADE,
    newer_item_id uuid NOT NULL REFERENCES catalogue_item(id) ON DELETE CASCADE,
    older_version_id uuid NOT NULL, newer_version_id uuid NOT NULL,
    verdict text NOT NULL CHECK (verdict IN ('confirmed', 'refused')), score real NOT NULL,
    account text NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (older_item_id, newer_item_id)
  );
  CREATE INDEX catalogue_rename_newer ON catalogue_rename (newer_item_id);
  -- one to one: between two versions, an item has at most one confirmed rename
  CREATE UNIQUE INDEX catalogue_rename_confirmed_older ON catalogue_rename (older_item_id, newer_version_id)
    WHERE verdict = 'confirmed';
  CREATE UNIQUE INDEX catalogue_rename_confirmed_newer ON catalogue_rename (newer_item_id, older_version_id)
    WHERE verdict = 'confirmed';
  -- name of a fallback list, which documents cite as their basis
  CREATE TABLE fallback_list (
    id uuid PRIMARY KEY REFERENCES catalogue_version(id),
    name text NOT NULL, number text, dated date NOT NULL
  );`;

/**
 * A frozen version is evidence: neither its row nor its items ever change. The item triggers run once a
 * statement. They lock the version first: a foreign key's own lock would allow a freeze while items are still being
 * written.
 */
const FREEZING = `
  CREATE FUNCTION refuse_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'catalogue version % is frozen', OLD.id USING ERRCODE = 'DB001';
  END $$;
  CREATE TRIGGER catalogue_version_frozen BEFORE UPDATE OR DELETE ON catalogue_version
    FOR EACH ROW WHEN (OLD.state = 'frozen') EXECUTE FUNCTION refuse_frozen_version();

  CREATE FUNCTION refuse_frozen_item() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE frozen uuid;
  BEGIN
    WITH locked AS MATERIALIZED (
      SELECT id, state FROM catalogue_version WHERE id IN (SELECT version_id FROM changed) ORDER BY id FOR SHARE
    )
    SELECT id INTO frozen FROM locked WHERE state = 'frozen' LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'catalogue version % is frozen', frozen USING ERRCODE = 'DB001';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER catalogue_item_insert AFTER INSERT ON catalogue_item
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen_item();
  CREATE TRIGGER catalogue_item_delete AFTER DELETE ON catalogue_item
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen_item();
  -- an item stays in its version (an update of version_id is refused by the second trigger)
  CREATE TRIGGER catalogue_item_update AFTER UPDATE ON catalogue_item
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_frozen_item();
  CREATE FUNCTION refuse_moved_item() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'an item stays in its catalogue version' USING ERRCODE = 'DB001';
  END $$;
  CREATE TRIGGER catalogue_item_moved BEFORE UPDATE OF version_id ON catalogue_item
    FOR EACH ROW WHEN (OLD.version_id <> NEW.version_id) EXECUTE FUNCTION refuse_moved_item();`;

const CAMPAIGNS = `
  CREATE TABLE campaign (
    id uuid PRIMARY KEY, title text NOT NULL, plan text NOT NULL, preset text, centre text NOT NULL,
    government text NOT NULL, departments text[] NOT NULL, dates jsonb NOT NULL, site jsonb NOT NULL,
    fallback_version uuid REFERENCES catalogue_version(id),
    fallback_source text NOT NULL,
    -- the earlier campaign whose open findings it takes over
    carries_over uuid REFERENCES campaign(id),
    progress jsonb, created_by text NOT NULL, created_at timestamptz NOT NULL
  );
  CREATE TRIGGER campaign_search AFTER INSERT OR UPDATE OF title ON campaign
    FOR EACH ROW EXECUTE FUNCTION search_title('title');
  CREATE INDEX campaign_created ON campaign (created_at, id);

  CREATE TABLE inspection_page (
    inspection text NOT NULL, requested text NOT NULL, at timestamptz NOT NULL, record jsonb NOT NULL,
    PRIMARY KEY (inspection, requested)
  );

  -- pages as they were read: evidence, stored once however often it is read
  CREATE TABLE inspection_source (
    sha256 text PRIMARY KEY, bytes bytea NOT NULL, charset text NOT NULL, rendered boolean NOT NULL
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
    address text NOT NULL, seen text NOT NULL, excerpt text NOT NULL, screenshot text,
    source text REFERENCES inspection_source(sha256), link jsonb,
    -- one worker at a time retries a suspected link
    link_claimed_at timestamptz,
    found_at timestamptz NOT NULL,
    -- when the unit was requested to confirm or contest it: once
    asked_at timestamptz,
    rectified_at timestamptz, seen_again boolean, bounces integer NOT NULL DEFAULT 0,
    carried_from uuid REFERENCES campaign_finding(id)
  );
  CREATE INDEX campaign_finding_order ON campaign_finding (campaign_id, unit_code, id);`;
