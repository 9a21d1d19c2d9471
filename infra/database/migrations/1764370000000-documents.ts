import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One table for the documents of every business, in the place of one for each. Ids stay: they stand in addresses. */
export class Documents1764370000000 implements MigrationInterface {
  name = 'Documents1764370000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document (
        id uuid PRIMARY KEY, process_id uuid NOT NULL, kind text NOT NULL, unit_code text NOT NULL,
        version integer NOT NULL CONSTRAINT document_version_check CHECK (version > 0),
        format text NOT NULL CONSTRAINT document_format_check CHECK (format IN ('docx', 'pdf', 'xlsx')),
        title text NOT NULL, digest bytea, bytes bytea NOT NULL, made_at timestamptz NOT NULL,
        CONSTRAINT document_key UNIQUE (process_id, kind, unit_code, version, format)
      );
      INSERT INTO document (id, process_id, kind, unit_code, version, format, title, bytes, made_at)
        SELECT id, campaign_id, kind, unit_code, version, format, title, bytes, at FROM campaign_document
        UNION ALL SELECT id, survey_id, kind, '', version, format, title, bytes, at FROM survey_document
        UNION ALL SELECT id, interview_id, kind, '', version, format, title, bytes, at FROM interview_document
        UNION ALL SELECT id, consultation_id, kind, '', 1, format, title, bytes, at FROM consultation_document;
      DROP TABLE campaign_document, survey_document, interview_document, consultation_document;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE campaign_document (
        id uuid PRIMARY KEY, campaign_id uuid NOT NULL REFERENCES campaign(id), kind text NOT NULL,
        unit_code text NOT NULL, version integer NOT NULL,
        format text NOT NULL CHECK (format IN ('docx', 'pdf', 'xlsx')), title text NOT NULL, bytes bytea NOT NULL,
        at timestamptz NOT NULL, UNIQUE (campaign_id, kind, unit_code, version, format)
      );
      CREATE TABLE survey_document (
        id uuid PRIMARY KEY, survey_id uuid NOT NULL REFERENCES survey(id),
        kind text NOT NULL CHECK (kind IN ('report', 'adoption')), version integer NOT NULL,
        format text NOT NULL CHECK (format IN ('docx', 'pdf')), title text NOT NULL, bytes bytea NOT NULL,
        at timestamptz NOT NULL, UNIQUE (survey_id, kind, version, format)
      );
      CREATE TABLE interview_document (
        id uuid PRIMARY KEY,
        interview_id uuid NOT NULL CONSTRAINT interview_document_interview_id_fkey REFERENCES interview(id),
        kind text NOT NULL CONSTRAINT interview_document_kind_check
          CHECK (kind IN ('plan', 'digest', 'transcript', 'report')),
        version integer NOT NULL,
        format text NOT NULL CONSTRAINT interview_document_format_check CHECK (format IN ('docx', 'pdf')),
        title text NOT NULL, bytes bytea NOT NULL, at timestamptz NOT NULL,
        CONSTRAINT interview_document_version_key UNIQUE (interview_id, kind, version, format)
      );
      CREATE TABLE consultation_document (
        id uuid PRIMARY KEY, consultation_id uuid NOT NULL REFERENCES consultation(id),
        kind text NOT NULL CHECK (kind IN ('notice', 'adoption')),
        format text NOT NULL CHECK (format IN ('docx', 'pdf', 'xlsx')), title text NOT NULL, bytes bytea NOT NULL,
        at timestamptz NOT NULL, UNIQUE (consultation_id, kind, format)
      );
      INSERT INTO campaign_document
        SELECT d.id, process_id, kind, unit_code, version, format, d.title, bytes, made_at
        FROM document d JOIN campaign c ON c.id = process_id;
      INSERT INTO survey_document
        SELECT d.id, process_id, kind, version, format, d.title, bytes, made_at
        FROM document d JOIN survey s ON s.id = process_id;
      INSERT INTO interview_document
        SELECT d.id, process_id, kind, version, format, d.title, bytes, made_at
        FROM document d JOIN interview i ON i.id = process_id;
      INSERT INTO consultation_document
        SELECT d.id, process_id, kind, format, d.title, bytes, made_at
        FROM document d JOIN consultation c ON c.id = process_id;
      DROP TABLE document;
    `);
  }
}
