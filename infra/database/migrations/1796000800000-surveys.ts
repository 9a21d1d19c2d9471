import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Surveys: questionnaires with their notices, responses, and the quotes released from them. */
export class Surveys1796000800000 implements MigrationInterface {
  name = 'Surveys1796000800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE survey (
        id uuid PRIMARY KEY, title text NOT NULL,
        kind text NOT NULL DEFAULT 'SPECIAL' CHECK (kind IN ('HOT_TOPIC', 'SPECIAL')), purpose text, unit_code text NOT NULL, office_code text NOT NULL,
        arrangement_id uuid, questionnaire jsonb, notice text,
        anonymity text CHECK (anonymity IN ('ANONYMOUS', 'NAMED')), retention_months integer,
        one_answer text NOT NULL CHECK (one_answer IN ('device', 'address', 'phone', 'none')), address_hours integer,
        results text NOT NULL CHECK (results IN ('never', 'afterwards', 'always')),
        opens_on date NOT NULL, days integer NOT NULL, revision integer NOT NULL DEFAULT 1,
        published_at timestamptz, opens_at timestamptz, closes_at timestamptz, closed_at timestamptz,
        figures_at timestamptz, reported_at timestamptz, adoption jsonb, adopted_at timestamptz,
        -- remains when the responses are deleted after the retention period of the notice
        final_tally jsonb, answers_deleted_at timestamptz,
        created_by text NOT NULL, created_at timestamptz NOT NULL,
        CONSTRAINT survey_address_hours_check CHECK ((one_answer = 'address') = (address_hours IS NOT NULL)),
        CONSTRAINT survey_published_check CHECK (published_at IS NULL OR (questionnaire IS NOT NULL
          AND btrim(coalesce(purpose, '')) <> '' AND btrim(coalesce(notice, '')) <> '' AND anonymity IS NOT NULL
          AND retention_months IS NOT NULL AND opens_at IS NOT NULL AND closes_at IS NOT NULL
          AND closes_at > opens_at)),
        CONSTRAINT survey_deleted_check CHECK ((answers_deleted_at IS NULL) = (final_tally IS NULL)),
        CONSTRAINT survey_adopted_check CHECK (adopted_at IS NULL OR (closed_at IS NOT NULL AND adoption IS NOT NULL))
      );
      CREATE TRIGGER survey_search AFTER INSERT OR UPDATE OF title ON survey
        FOR EACH ROW EXECUTE FUNCTION search_title('title');
      CREATE INDEX survey_created ON survey (created_at, id);
      CREATE INDEX survey_opens ON survey (opens_at, id) WHERE published_at IS NOT NULL;

      CREATE TABLE survey_answer (
        id uuid PRIMARY KEY, survey_id uuid NOT NULL REFERENCES survey(id), data jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('counted', 'set-aside')), cause text, seconds integer,
        idempotency_key uuid, body_hash uuid, decided_by text, decided_at timestamptz, reason text,
        answered_at timestamptz NOT NULL,
        UNIQUE (survey_id, idempotency_key)
      );
      CREATE INDEX survey_answer_order ON survey_answer (survey_id, answered_at, id);
      CREATE INDEX survey_answer_held ON survey_answer (survey_id, answered_at, id) WHERE state = 'set-aside';

      CREATE TABLE survey_respondent (
        survey_id uuid NOT NULL, respondent text NOT NULL, last_at timestamptz NOT NULL,
        PRIMARY KEY (survey_id, respondent)
      );

      CREATE TABLE survey_quote (
        id uuid PRIMARY KEY, survey_id uuid NOT NULL REFERENCES survey(id),
        answer_id uuid REFERENCES survey_answer(id) ON DELETE SET NULL, question text NOT NULL, body text NOT NULL,
        created_by text NOT NULL, created_at timestamptz NOT NULL, UNIQUE (answer_id, question)
      );
      CREATE INDEX survey_quote_survey ON survey_quote (survey_id, created_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE survey_quote, survey_respondent, survey_answer, survey');
  }
}
